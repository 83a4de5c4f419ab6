import { normalizeLabel } from '../../engine/label-text.ts';
import type { CivilDate } from '../../model/units.ts';
import type { Across, Elsewhere, Said } from '../across.ts';
import type { Problem, Rule, View } from '../define.ts';
import { dateOf } from './deadlines.ts';
import { kindOf } from './ledgers.ts';
import {
  applicantOf,
  applicationDay,
  applicationYear,
  fundedUntil,
  has,
  isRunning,
  type Person,
  personAsked,
  personOf,
  personSaid,
  rowsOf,
} from './people.ts';
import { say } from './words.ts';

const purposes = {
  application: 'open-fund/application-in-year',
  running: 'open-fund/running',
  closes: 'open-fund/running-closes-in-year',
  ban: 'open-fund/ban',
  excellent: 'open-fund/excellent-person',
  output: 'open-fund/output',
} as const;

/** A rule with its part across dossiers. */
export function across(rule: Rule, part: Across): Rule {
  return { ...rule, across: part };
}

function said(purpose: string, person: Person, prefix = ''): Said[] {
  return personSaid(person).map((text) => ({ purpose, text: `${prefix}${text}` }));
}

const asked = (person: Person, prefix = '') => personAsked(person).map((text) => `${prefix}${text}`);

/** D-E02, D-T10, D-Q12: one application in a calendar year. */
export const oneAYearElsewhere: Across = {
  resolver: 'secretary',
  says(view) {
    const year = applicationYear(view.record);
    return year === '' ? [] : said(purposes.application, personOf(applicantOf(view)), `${year} `);
  },
  asks(view, elsewhere) {
    const year = applicationYear(view.record) || applicationDay(view).slice(0, 4);
    return elsewhere(purposes.application, asked(personOf(applicantOf(view)), `${year} `)) === 0
      ? []
      : say(
          'block',
          'fields.applicant',
          `申请人${year}年已申请另一开放课题，同年限1项`,
          `The applicant has applied for another topic in ${year}; one a year is allowed`,
        );
  },
};

/** Topics that run elsewhere under the same leader. */
function runningCount(view: View, elsewhere: Elsewhere): number {
  return elsewhere(purposes.running, asked(personOf(applicantOf(view))));
}

/** D-E03, D-E04: a running topic forbids a new application unless each closes in the year of application. */
export const runningElsewhere: Across = {
  resolver: 'secretary',
  says(view) {
    if (!isRunning(view.record)) return [];
    const person = personOf(applicantOf(view));
    const year = has(view.record, 'closing_applied') ? 'any' : fundedUntil(view.record).slice(0, 4);
    return [
      ...said(purposes.running, person),
      ...(year === '' ? [] : said(purposes.closes, person, `${year} `)),
    ];
  },
  asks(view, elsewhere) {
    const person = personOf(applicantOf(view));
    const year = applicationDay(view).slice(0, 4);
    const closing = elsewhere(purposes.closes, [...asked(person, `${year} `), ...asked(person, 'any ')]);
    return runningCount(view, elsewhere) > closing
      ? say(
          'block',
          'fields.applicant',
          '申请人另有在研课题，在研课题负责人不得申请新的课题',
          'The applicant leads another topic that runs and may not apply',
        )
      : [];
  },
};

/** D-E04: what an early application means, where the running topic lies in another dossier. */
export function earlyElsewhere(found: (view: View) => Problem[]): Across {
  return {
    resolver: 'secretary',
    // What is asked after is said by D-E03.
    says: () => [],
    asks: (view, elsewhere) => (runningCount(view, elsewhere) > 0 ? found(view) : []),
  };
}

/**
 * Days from one to another as the fewest whole years, whole months and days, so that one of the three names of a
 * day (`2026`, `2026-03`, `2026-03-15`) meets exactly where the day lies within.
 */
export function spanNames(view: View, from: CivilDate, until: CivilDate): string[] {
  const names: string[] = [];
  for (let at = from; at <= until; ) {
    const [year, month] = [at.slice(0, 4), at.slice(0, 7)];
    if (at === `${year}-01-01` && `${year}-12-31` <= until) {
      names.push(year);
      at = view.days.addDays(`${year}-12-31` as CivilDate, 1);
    } else if (at.endsWith('-01') && view.days.addDays(view.days.addMonths(at, 1), -1) <= until) {
      names.push(month);
      at = view.days.addMonths(at, 1);
    } else {
      names.push(at);
      at = view.days.addDays(at, 1);
    }
  }
  return names;
}

/** Who is banned by this record: its ledger of sanctions, and the decision against its own leader. */
function bansSaid(view: View): Said[] {
  const years = view.integer('ban_years') ?? 5;
  const listed = view.entries('sanctions').flatMap((row) => {
    const from = dateOf(row['decided_on']);
    return from === null ? [] : [{ person: personOf(row), from, until: dateOf(row['until']) }];
  });
  const decided = view
    .events('sanction_decided')
    .filter((event) => event.values?.['ban'] !== false)
    .map((event) => ({ person: personOf(applicantOf(view)), from: event.date, until: null }));
  return [...listed, ...decided].flatMap(({ person, from, until }) =>
    spanNames(view, from, until ?? view.days.addMonths(from, years * 12)).flatMap((span) =>
      said(purposes.ban, person, `${span} `),
    ),
  );
}

/** D-E07, D-T05: neither as applicant nor as participant while a ban runs. */
export const bannedElsewhere: Across = {
  resolver: 'secretary',
  says: bansSaid,
  asks(view, elsewhere) {
    const day = applicationDay(view);
    const hit = (person: Person) =>
      elsewhere(
        purposes.ban,
        [day.slice(0, 4), day.slice(0, 7), day].flatMap((span) => asked(person, `${span} `)),
      ) > 0;
    const own = hit(personOf(applicantOf(view)))
      ? say(
          'block',
          'fields.applicant',
          '申请人在禁期内，不得申请',
          'The applicant is banned and may not apply',
        )
      : [];
    const others = view
      .rows('participants')
      .flatMap((row, index) =>
        hit(personOf(row))
          ? say(
              'block',
              `fields.participants[${index}]`,
              '参与人在禁期内，不得参与',
              'The participant is banned and may not take part',
            )
          : [],
      );
    return [...own, ...others];
  },
};

/** D-E11: who led or took part in an excellent topic. */
export const preferredElsewhere: Across = {
  resolver: 'secretary',
  says: (view) =>
    has(view.record, 'excellent_selected')
      ? peopleOf(view).flatMap((one) => said(purposes.excellent, one))
      : [],
  asks: (view, elsewhere) =>
    elsewhere(
      purposes.excellent,
      peopleOf(view).flatMap((one) => asked(one)),
    ) > 0
      ? say(
          'info',
          'fields.applicant',
          '曾负责或参与优秀课题：同等条件下优先资助',
          'Led or took part in an excellent topic: preferred on equal terms',
        )
      : [],
};

function peopleOf(view: View): Person[] {
  return [personOf(applicantOf(view)), ...rowsOf(view.value('participants')).map(personOf)];
}

function outputText(row: ReturnType<View['entries']>[number]): string {
  const title = normalizeLabel(String(row['title'] ?? ''));
  return title === '' ? '' : `${kindOf(row['type']).value} ${title}`;
}

/** D-E12: an output serves the acceptance of one topic only; a closed one keeps its outputs. */
export const usedElsewhere: Across = {
  resolver: 'secretary',
  says: (view) =>
    view.entries('outputs').flatMap((row) => {
      const text = outputText(row);
      return text === '' ? [] : [{ purpose: purposes.output, text }];
    }),
  asks: (view, elsewhere) =>
    view.entries('outputs').flatMap((row, index) => {
      const text = outputText(row);
      return text === '' || elsewhere(purposes.output, [text]) === 0
        ? []
        : say(
            'block',
            `entries.outputs[${index}]`,
            `“${String(row['title'])}”已列入另一开放课题的成果，一项成果只能用于一个开放课题的验收`,
            `“${String(row['title'])}” is an output of another topic already`,
          );
    }),
};
