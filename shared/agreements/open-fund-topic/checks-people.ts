import { sameName } from '../../engine/label-text.ts';
import type { DossierRecord } from '../../model/record.ts';
import type { CivilDate } from '../../model/units.ts';
import type { Problem, Rule, View } from '../define.ts';
import {
  across,
  bannedElsewhere,
  earlyElsewhere,
  oneAYearElsewhere,
  preferredElsewhere,
  runningElsewhere,
} from './across.ts';
import { hasHost } from './fields-application.ts';
import { dateOf } from './deadlines.ts';
import {
  applicantOf,
  applicationDay,
  applicationYear,
  fundedUntil,
  has,
  isRunning,
  otherTopics,
  type Person,
  personOf,
  rowsOf,
  samePerson,
} from './people.ts';
import { both, rule, say } from './words.ts';

function fixedStaff(view: View): Problem[] {
  const { is_fixed_staff: fixed, name } = applicantOf(view);
  if (fixed === true)
    return say(
      'block',
      'fields.applicant.is_fixed_staff',
      '实验室固定人员不得申请',
      'Permanent staff of the laboratory may not apply',
    );
  return fixed === undefined && name !== undefined
    ? say(
        'warn',
        'fields.applicant.is_fixed_staff',
        '未录是否实验室固定人员，无法核对',
        'Whether the applicant is permanent staff is not said',
      )
    : [];
}

/** D-E02, D-T10, D-Q12: one application in a calendar year, early ones included. */
function oneAYear(view: View): Problem[] {
  const own = personOf(view.value('applicant'));
  const year = applicationYear(view.record) || applicationDay(view).slice(0, 4);
  const same = otherTopics(view).filter(
    (other) => samePerson(personOf(other.fields['applicant']), own) && applicationYear(other) === year,
  );
  return same.length === 0
    ? []
    : say(
        'block',
        'fields.applicant',
        `申请人${year}年已申请另一开放课题，同年限1项`,
        `The applicant has applied for another topic in ${year}; one a year is allowed`,
      );
}

/** Topics that the applicant leads and that are neither closed nor ended (D-Q04: leaders only). */
function runningTopics(view: View): readonly DossierRecord[] {
  const own = personOf(view.value('applicant'));
  return otherTopics(view).filter(
    (other) => samePerson(personOf(other.fields['applicant']), own) && isRunning(other),
  );
}

function closesInYear(record: DossierRecord, year: string): boolean {
  return has(record, 'closing_applied') || fundedUntil(record).startsWith(year);
}

function leadsRunning(view: View): Problem[] {
  const year = applicationDay(view).slice(0, 4);
  const running = runningTopics(view);
  const declared = view.value('leads_running_topic') === true && view.value('running_topic_closed') !== true;
  const mayEarly =
    running.length > 0
      ? running.every((other) => closesInYear(other, year))
      : view.value('running_topic_closes_this_year') === true;
  return (running.length > 0 || declared) && !mayEarly
    ? say(
        'block',
        'fields.applicant',
        '在研课题负责人不得申请新的课题',
        'One who leads a running topic may not apply',
      )
    : [];
}

/** D-E04: an early application is allowed in the year of closing; the contract waits for the closing notice. */
function earlyApplication(view: View): Problem[] {
  const running = runningTopics(view).length > 0;
  const declared = view.value('leads_running_topic') === true && view.value('running_topic_closed') !== true;
  return running || declared ? earlyFound(view) : [];
}

/** What an application beside a running topic means, before and at the contract. */
function earlyFound(view: View): Problem[] {
  const index = view.record.events.findIndex((event) =>
    ['contract_submitted', 'contract_approved'].includes(event.key),
  );
  return index >= 0
    ? say(
        'block',
        `events[${index}]`,
        '在研课题尚未验收结题，不得签订新课题合同；须先有结题通知书',
        'The running topic is not closed: its closing notice comes before the contract',
      )
    : say(
        'warn',
        'fields.applicant',
        '当年结题者可提前申请，但须待该课题验收结题后方可承担新课题',
        'An early application: the topic may be taken on only after the running one is closed',
      );
}

function oneLeader(view: View): Problem[] {
  const found: Problem[] = [];
  if (view.rows('co_applicants').length > 0)
    found.push(
      ...say('block', 'fields.co_applicants', '单个课题的申请人限为1人', 'A topic has one applicant'),
    );
  if (applicantOf(view)['is_actual_lead'] === false)
    found.push(
      ...say(
        'block',
        'fields.applicant.is_actual_lead',
        '申请人必须是课题的实际主持人',
        'The applicant has to lead in fact',
      ),
    );
  const lacking = view.rows('qualifications').filter((row) => row['shown'] === false);
  if (lacking.length > 0) {
    const names = lacking.map((row) => String(row['condition'] ?? '')).join('、');
    found.push(...say('block', 'fields.qualifications', `申请条件材料不齐：${names}`, `Not shown: ${names}`));
  }
  return found;
}

function degreeOrTitle(view: View): Problem[] {
  const { degree, title, name } = applicantOf(view);
  if (name === undefined) return [];
  const doctor = /博士|doctor|ph\.?d/iu.test(String(degree ?? ''));
  const senior = /正高|副高|(?<!非)高级|教授|研究员|senior/iu.test(
    String(title ?? '').replace(/助理研究员|讲师/gu, ''),
  );
  return doctor || senior
    ? []
    : say(
        'warn',
        'fields.applicant.degree',
        '申请人原则上应有博士学位或高级职称',
        'The applicant should have a doctorate or a senior title',
      );
}

interface Ban extends Person {
  from: CivilDate;
  until: CivilDate;
}

/** Every ban known: the ledgers of sanctions, and decisions in other dossiers against their leader. */
function bansOf(view: View): Ban[] {
  const years = view.integer('ban_years') ?? 5;
  const end = (from: CivilDate) => view.days.addMonths(from, years * 12);
  const rows = [view.record, ...otherTopics(view)].flatMap((record) => record.entries['sanctions'] ?? []);
  const listed = rows.flatMap(({ values }): Ban[] => {
    const from = dateOf(values['decided_on']);
    return from ? [{ ...personOf(values), from, until: dateOf(values['until']) ?? end(from) }] : [];
  });
  const decided = otherTopics(view).flatMap((other) =>
    other.events
      .filter((event) => event.key === 'sanction_decided' && event.values?.['ban'] !== false)
      .map(
        (event): Ban => ({
          ...personOf(other.fields['applicant']),
          from: event.date,
          until: end(event.date),
        }),
      ),
  );
  return [...listed, ...decided];
}

/** D-E07, D-T05: neither as applicant nor as participant (D-Q04). */
function banned(view: View): Problem[] {
  const day = applicationDay(view);
  const bans = bansOf(view).filter((ban) => ban.from <= day && day <= ban.until);
  const hit = (person: Person) => bans.find((ban) => samePerson(ban, person));
  const found: Problem[] = [];
  const own = hit(personOf(view.value('applicant')));
  if (own)
    found.push(
      ...say(
        'block',
        'fields.applicant',
        `申请人在禁期内（至${own.until}），不得申请`,
        `The applicant is banned until ${own.until}`,
      ),
    );
  view.rows('participants').forEach((row, index) => {
    const ban = hit(personOf(row));
    if (ban)
      found.push(
        ...say(
          'block',
          `fields.participants[${index}]`,
          `参与人在禁期内（至${ban.until}），不得参与`,
          `The participant is banned until ${ban.until}`,
        ),
      );
  });
  return found;
}

function cooperation(view: View): Problem[] {
  if (view.text('category') !== '重大研究') return [];
  const partner = view.text('cooperation_unit');
  if (!partner)
    return say(
      'block',
      'fields.cooperation_unit',
      '重大研究类须与实验室依托单位或共建单位开展合作',
      'Major research needs cooperation with the laboratory’s host or a co-builder',
    );
  const allowed = [
    view.text('lab_host'),
    ...view.rows('lab_cobuilders').map((row) => String(row['name'] ?? '')),
  ].filter(Boolean);
  return allowed.length > 0 && !allowed.some((unit) => sameName(unit, partner))
    ? say(
        'block',
        'fields.cooperation_unit',
        `“${partner}”既非实验室依托单位，也非共建单位`,
        `“${partner}” is neither the laboratory’s host nor a co-builder`,
      )
    : [];
}

function sealedByHost(view: View): Problem[] {
  if (!hasHost(view) || view.value('application_sealed') === true) return [];
  const handedIn =
    view.events('application_submitted').length > 0 || view.value('application_sealed') === false;
  return say(
    handedIn ? 'block' : 'warn',
    'fields.application_sealed',
    '有依托单位的，申请材料须经依托单位审核盖章',
    'With a host unit, the application has to be checked and sealed by it',
  );
}

function hostIsSubmitter(view: View): Problem[] {
  const [via, host] = [view.text('submitted_via'), view.text('host_unit')];
  if (!via) return [];
  return !host || !sameName(via, host)
    ? say(
        'block',
        'fields.host_unit',
        `通过“${via}”提交的，依托单位即该单位`,
        `Submitted through “${via}”, which therefore is the host unit`,
      )
    : [];
}

/** D-E11: on equal terms the leader or a participant of an excellent topic comes first. */
function preferred(view: View): Problem[] {
  const people = [personOf(view.value('applicant')), ...view.rows('participants').map(personOf)];
  const good = otherTopics(view).some(
    (other) =>
      has(other, 'excellent_selected') &&
      [other.fields['applicant'], ...rowsOf(other.fields['participants'])].some((person) =>
        people.some((own) => samePerson(personOf(person), own)),
      ),
  );
  return good
    ? say(
        'info',
        'fields.applicant',
        '曾负责或参与优秀课题：同等条件下优先资助',
        'Led or took part in an excellent topic: preferred on equal terms',
      )
    : [];
}

/** Who may apply (D-E01–D-E09, D-E11, D-E13), across dossiers where others are given. */
export const eligibility: readonly Rule[] = [
  rule('D-E01', 'fixed_staff', both('固定人员不得申请', 'No permanent staff'), 37, fixedStaff),
  across(
    rule('D-E02', 'one_a_year', both('同年限申请1项', 'One application a year'), 39, oneAYear),
    oneAYearElsewhere,
  ),
  across(
    rule(
      'D-E03',
      'running_topic',
      both('在研课题负责人不得申请', 'Leaders of running topics may not apply'),
      41,
      leadsRunning,
    ),
    runningElsewhere,
  ),
  across(
    rule(
      'D-E04',
      'early_application',
      both('当年结题的可提前申请，结题后方可承担', 'Early application, taken on after closing'),
      41,
      earlyApplication,
    ),
    earlyElsewhere(earlyFound),
  ),
  rule(
    'D-E05',
    'one_leader',
    both('申请人限1人且为实际主持人', 'One applicant, who leads in fact'),
    43,
    oneLeader,
  ),
  rule(
    'D-E06',
    'degree_or_title',
    both('博士学位或高级职称', 'Doctorate or senior title'),
    51,
    degreeOrTitle,
  ),
  across(
    rule(
      'D-E07',
      'banned',
      both('禁期内不得申请和参与', 'Banned from applying and taking part'),
      101,
      banned,
    ),
    bannedElsewhere,
  ),
  rule(
    'D-E08',
    'open_to_all',
    both('面向国内外相关领域研究人员', 'Open to researchers at home and abroad'),
    11,
  ),
  rule(
    'D-E09',
    'cooperation',
    both('重大研究类须合作', 'Major research needs cooperation'),
    138,
    cooperation,
  ),
  across(
    rule('D-E11', 'preferred', both('优秀课题同等条件下优先', 'Excellent topics come first'), 170, preferred),
    preferredElsewhere,
  ),
  rule(
    'D-E13',
    'sealed_by_host',
    both('申请材料经依托单位盖章', 'Application sealed by the host unit'),
    35,
    sealedByHost,
  ),
  rule(
    'D-F03',
    'host_is_submitter',
    both('提交单位即依托单位', 'The unit it came through is the host'),
    33,
    hostIsSubmitter,
  ),
];
