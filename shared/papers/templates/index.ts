import acceptanceApplication from './acceptance-application.json' with { type: 'json' };
import acceptanceRecord from './acceptance-record.json' with { type: 'json' };
import accountReturn from './account-return.json' with { type: 'json' };
import activityFiling from './activity-filing.json' with { type: 'json' };
import changeConfirmation from './change-confirmation.json' with { type: 'json' };
import changeRequest from './change-request.json' with { type: 'json' };
import closingReport from './closing-report.json' with { type: 'json' };
import consistencyTable from './consistency-table.json' with { type: 'json' };
import contactChange from './contact-change.json' with { type: 'json' };
import copiesRegister from './copies-register.json' with { type: 'json' };
import deliveryReceipt from './delivery-receipt.json' with { type: 'json' };
import displayRequest from './display-request.json' with { type: 'json' };
import expenseStatement from './expense-statement.json' with { type: 'json' };
import extensionRequest from './extension-request.json' with { type: 'json' };
import forceMajeure from './force-majeure.json' with { type: 'json' };
import integrityPledge from './integrity-pledge.json' with { type: 'json' };
import invoiceRequest from './invoice-request.json' with { type: 'json' };
import matchingLetter from './matching-letter.json' with { type: 'json' };
import needToKnowList from './need-to-know-list.json' with { type: 'json' };
import outputList from './output-list.json' with { type: 'json' };
import overdueReminder from './overdue-reminder.json' with { type: 'json' };
import printList from './print-list.json' with { type: 'json' };
import progressReport from './progress-report.json' with { type: 'json' };
import rectificationReport from './rectification-report.json' with { type: 'json' };
import returnInventory from './return-inventory.json' with { type: 'json' };
import runningProof from './running-proof.json' with { type: 'json' };
import staffUndertaking from './staff-undertaking.json' with { type: 'json' };
import technicalSummary from './technical-summary.json' with { type: 'json' };
import trainingRecord from './training-record.json' with { type: 'json' };
import visitRecord from './visit-record.json' with { type: 'json' };
import volumeContents from './volume-contents.json' with { type: 'json' };
import volumeCover from './volume-cover.json' with { type: 'json' };
import volumeNote from './volume-note.json' with { type: 'json' };
import volumeSpine from './volume-spine.json' with { type: 'json' };

/** The templates that come with the application, by key; a unit's own of the same key goes before. */
export const builtInTemplates: Readonly<Record<string, unknown>> = {
  'acceptance-application': acceptanceApplication,
  'acceptance-record': acceptanceRecord,
  'account-return': accountReturn,
  'activity-filing': activityFiling,
  'change-confirmation': changeConfirmation,
  'change-request': changeRequest,
  'closing-report': closingReport,
  'consistency-table': consistencyTable,
  'contact-change': contactChange,
  'copies-register': copiesRegister,
  'delivery-receipt': deliveryReceipt,
  'display-request': displayRequest,
  'expense-statement': expenseStatement,
  'extension-request': extensionRequest,
  'force-majeure': forceMajeure,
  'integrity-pledge': integrityPledge,
  'invoice-request': invoiceRequest,
  'matching-letter': matchingLetter,
  'need-to-know-list': needToKnowList,
  'output-list': outputList,
  'overdue-reminder': overdueReminder,
  'print-list': printList,
  'progress-report': progressReport,
  'rectification-report': rectificationReport,
  'return-inventory': returnInventory,
  'running-proof': runningProof,
  'staff-undertaking': staffUndertaking,
  'technical-summary': technicalSummary,
  'training-record': trainingRecord,
  'visit-record': visitRecord,
  'volume-contents': volumeContents,
  'volume-cover': volumeCover,
  'volume-note': volumeNote,
  'volume-spine': volumeSpine,
};
