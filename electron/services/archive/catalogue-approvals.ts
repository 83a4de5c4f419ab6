import { approvalState, ApprovalValue } from '../../../shared/model/approval.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { approval } from '../../../shared/text/approval.ts';
import type { OriginValue } from '../dossiers/origin.ts';
import type { Language } from '../papers/format-value.ts';
import type { HistoryRow } from './archive-input.ts';
import { catalogueWords } from './catalogue-words.ts';
import { type Html, html, joined, table } from './html.ts';

interface Told {
  row: string;
  value: ApprovalValue;
  /** Given in a store that the dossier came from: it allowed what it allowed there. */
  elsewhere: boolean;
}

interface Input {
  history: readonly HistoryRow[];
  origin?: OriginValue | null;
  today: CivilDate;
  language: Language;
  /** The link to a file, by its object; its id where it is not in this archive. */
  link: (object: string) => Html;
}

/**
 * What was shown to whom, and by which consent (E-05, B-S11): the newest version of every request, those that the dossier
 * brought along from another store among them.
 */
export function approvalsTold({ history, origin }: Pick<Input, 'history' | 'origin'>): Told[] {
  const newest = new Map<string, HistoryRow>();
  for (const row of history) {
    const known = newest.get(row.row);
    if (row.noun === 'approval' && (known === undefined || known.version < row.version))
      newest.set(row.row, row);
  }
  const own = [...newest.values()].map(({ row, value }) => told(row, value, false));
  return [...own, ...brought(origin ?? null)].filter((one) => one !== null);
}

function brought(origin: OriginValue | null): (Told | null)[] {
  if (origin === null) return [];
  const rows = (origin.approvals ?? []).map((each) => {
    const { row, versions } = (each ?? {}) as { row?: unknown; versions?: { value?: unknown }[] };
    const value = Array.isArray(versions) ? versions.at(-1)?.value : undefined;
    return typeof row === 'string' ? told(row, value, true) : null;
  });
  return [...rows, ...brought(origin.before)];
}

function told(row: string, value: unknown, elsewhere: boolean): Told | null {
  const parsed = ApprovalValue.safeParse(value);
  return parsed.success ? { row, value: parsed.data, elsewhere } : null;
}

export function approvalTable(input: Input): Html {
  const { today, language: l, link } = input;
  const [t, w] = [approval[l], catalogueWords[l]];
  const rows = approvalsTold(input).map(({ row, value, elsewhere }) => {
    const { ask, consent, use, back } = value;
    return [
      html`YSYY-${row.slice(0, 8).toUpperCase()}${elsewhere ? html`<br>${w.elsewhere}` : null}`,
      `${ask.recipient}\n${ask.why}`,
      joined(ask.objects.map((object) => html`<div>${link(object)}</div>`)),
      consent === null
        ? ''
        : html`${consent.on} — ${consent.until}<div>${link(consent.object)}</div><div class="hash">SM3 ${consent.sm3}</div>`,
      html`${t.states[approvalState(value, today)]}${use === null ? null : html`<div>${use.at.slice(0, 10)} ${use.name}</div>`}${back === null ? null : html`<div>${back.on} ${link(back.object)}</div>`}`,
    ];
  });
  const heads = [t.columns.number, t.columns.recipient, t.columns.files, t.fields.consent, t.columns.state];
  return table(heads, rows, w.none);
}
