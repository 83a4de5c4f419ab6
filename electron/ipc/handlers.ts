import type { Handlers } from './context.ts';
import { approvalHandlers } from './handlers/approval.ts';
import { archiveHandlers } from './handlers/archive.ts';
import { calendarHandlers } from './handlers/calendar.ts';
import { dossierHandlers } from './handlers/dossier.ts';
import { documentHandlers } from './handlers/document.ts';
import { datasetHandlers } from './handlers/dataset.ts';
import { evidenceHandlers } from './handlers/evidence.ts';
import { formHandlers } from './handlers/form.ts';
import { guidelineHandlers } from './handlers/guideline.ts';
import { inspectionHandlers } from './handlers/inspection.ts';
import { lookHandlers } from './handlers/look.ts';
import { judgementHandlers } from './handlers/judgement.ts';
import { ledgerHandlers } from './handlers/ledger.ts';
import { peopleHandlers } from './handlers/people.ts';
import { packageHandlers } from './handlers/package.ts';
import { paperHandlers } from './handlers/paper.ts';
import { recallHandlers } from './handlers/recall.ts';
import { retentionHandlers } from './handlers/retention.ts';
import { safetyHandlers } from './handlers/safety.ts';
import { sessionHandlers } from './handlers/session.ts';
import { transferHandlers } from './handlers/transfer.ts';
import { workHandlers } from './handlers/work.ts';

/** One handler a channel of the contract; a lacking or a foreign one does not compile. */
export const handlers: Handlers = {
  ...sessionHandlers,
  ...dossierHandlers,
  ...datasetHandlers,
  ...evidenceHandlers,
  ...lookHandlers,
  ...ledgerHandlers,
  ...calendarHandlers,
  ...guidelineHandlers,
  ...judgementHandlers,
  ...workHandlers,
  ...packageHandlers,
  ...archiveHandlers,
  ...paperHandlers,
  ...documentHandlers,
  ...formHandlers,
  ...safetyHandlers,
  ...approvalHandlers,
  ...peopleHandlers,
  ...recallHandlers,
  ...retentionHandlers,
  ...inspectionHandlers,
  ...transferHandlers,
};
