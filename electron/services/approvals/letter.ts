import type { Definition } from '../../../shared/agreements/define.ts';
import { safeName } from '../../../shared/archive/names.ts';
import type { ApprovalAsk } from '../../../shared/model/approval.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { houseClause } from '../../../shared/text/house-rules.ts';
import { textsIn } from '../../../shared/text/text.ts';
import { identityOf } from '../dossiers/definitions.ts';
import { markedPaper } from '../export/draft-mark.ts';
import type { Language } from '../papers/format-value.ts';
import type { Paper, PaperBlock } from '../papers/paper.ts';

/** A file as the papers of a request name it. */
export interface NamedFile {
  name: string;
  size: number;
  sm3: string;
}

export interface LetterInput {
  definition: Definition;
  record: DossierRecord;
  ask: ApprovalAsk;
  number: string;
  digest: string;
  files: readonly NamedFile[];
  today: CivilDate;
  author: string;
  language: Language;
  mark: string | undefined;
}

/** 书面申请 (B-S11): to the other party, what is to be given to whom, why and until when, with the place for its seal. */
export function letterPaper(input: LetterInput): Paper {
  const { ask, language, author, today } = input;
  const words = textsIn(language).approval.paper;
  const { title, number } = identityOf(input.definition, input.record);
  const clause = houseClause('E-05');
  return {
    language,
    title: words.title,
    author,
    date: today,
    ...markedPaper(input.mark),
    blocks: [
      { kind: 'paragraph', text: words.to(others(input)) },
      { kind: 'paragraph', text: words.basis(clause?.article ?? '', clause?.text ?? '') },
      {
        kind: 'facts',
        rows: [
          [words.number, input.number],
          [words.project, [title, number].filter((part) => part !== '').join(' ')],
          [words.recipient, ask.recipient],
          [words.act, words.acts[ask.act]],
          [words.medium, words.media[ask.medium]],
          [words.until, ask.until],
          [words.backBy, ask.back_by ?? words.keeps],
        ],
      },
      { kind: 'heading', text: words.why },
      { kind: 'paragraph', text: ask.why },
      { kind: 'heading', text: words.files(input.files.length) },
      fileTable(input.files, language),
      { kind: 'heading', text: words.promise },
      { kind: 'paragraph', text: words.promises },
      {
        kind: 'facts',
        rows: [
          [words.applicant, author],
          [words.date, today],
        ],
      },
      { kind: 'heading', text: words.consent },
      { kind: 'paragraph', text: words.consentText(input.number) },
      {
        kind: 'facts',
        rows: [
          [words.sign, blank],
          [words.validUntil, blank],
          [words.date, blank],
        ],
      },
      { kind: 'paragraph', text: words.digest(input.digest) },
    ],
  };
}

/** 交接清单: goes with the files; the recipient signs it. */
export function handOverPaper(input: Omit<LetterInput, 'mark'> & { consentOn: CivilDate }): Paper {
  const { ask, language, author, today } = input;
  const words = textsIn(language).approval.paper;
  const { title } = identityOf(input.definition, input.record);
  return {
    language,
    title: words.list,
    author,
    date: today,
    blocks: [
      {
        kind: 'facts',
        rows: [
          [words.number, input.number],
          [words.project, title],
          [words.recipient, ask.recipient],
          [words.act, words.acts[ask.act]],
          [words.medium, words.media[ask.medium]],
          [words.consentOn, input.consentOn],
          [words.backBy, ask.back_by ?? words.keeps],
          [words.handedBy, `${author} ${today}`],
        ],
      },
      fileTable(input.files, language),
      { kind: 'paragraph', text: words.duties },
      {
        kind: 'facts',
        rows: [
          [words.received, blank],
          [words.date, blank],
        ],
      },
    ],
  };
}

/** The name that the letter's folder and files carry. */
export function letterName(words: { title: string }, number: string): string {
  return safeName(`${words.title}_${number}`);
}

const blank = '　　　　　　　　';

function fileTable(files: readonly NamedFile[], language: Language): PaperBlock {
  const words = textsIn(language).approval.paper.columns;
  return {
    kind: 'table',
    columns: [
      { title: words.no, weight: 10, align: 'center' },
      { title: words.name, weight: 70 },
      { title: words.size, weight: 24, align: 'right' },
      { title: 'SM3', weight: 76 },
    ],
    rows: files.map(({ name, size, sm3 }, index) => [String(index + 1), name, String(size), sm3]),
  };
}

/** Whoever is not our side, by the names in the record; the party's word where the record has none. */
function others({ definition, record, language }: LetterInput): string {
  const there = definition.parties.filter(({ key }) => key !== record.our_side);
  const named = there.map(({ nameField, title }) => {
    const value = nameField === null ? undefined : record.fields[nameField];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : title[language];
  });
  return named.slice(0, 1).join('');
}
