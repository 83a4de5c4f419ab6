import type { Definition } from '../../../shared/agreements/define.ts';
import type { Clause, Finding, Obligation } from '../../../shared/model/derived.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { countStepWords } from '../../../shared/text/count-step.ts';
import { draftMark } from '../export/draft-mark.ts';
import { formatValue, type Language } from '../papers/format-value.ts';
import { catalogueWords } from './catalogue-words.ts';
import { type Html, html, joined, table } from './html.ts';
import type { HistoryRow, Mapped } from './archive-input.ts';

export interface CatalogueInput {
  definition: Definition;
  record: DossierRecord;
  obligations: readonly Obligation[];
  findings: readonly Finding[];
  history: readonly HistoryRow[];
  files: readonly Mapped[];
  title: string;
  number: string;
  today: CivilDate;
  author: string;
  language: Language;
}

const style = `
@page{size:A4;margin:18mm 16mm}
body{font:14px/1.65 "Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,serif;color:#1e1c19;background:#fbf9f4;max-width:1080px;margin:2rem auto;padding:0 1.5rem;line-break:strict}
h1{font-size:1.7rem;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .5rem;border-bottom:1.5px solid #1e1c19}h3{font-size:1rem;margin:1.2rem 0 .3rem}
.plain{border-top:4px solid #b02a18;padding:.6rem 0;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{border-bottom:1px solid #dfd9cb;padding:.3rem .5rem .3rem 0;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{color:#696256;font-weight:400}thead{display:table-header-group}tr{break-inside:avoid}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}dt{color:#696256}dd{margin:0}
.hash{font:11px/1.4 monospace;word-break:break-all}.clause{color:#696256;font-size:.85rem}.none{color:#696256}a{color:#0e5156}.fields td:first-child{width:11rem}.fields td:last-child{width:14rem}
details{font-size:.85rem}summary{cursor:pointer;color:#0e5156}
.mark{position:fixed;inset:0;display:grid;place-items:center;margin:0;font-size:4rem;font-weight:700;color:#696256;opacity:.16;transform:rotate(-45deg);pointer-events:none}
@media print{body{background:#fff;margin:0;padding:0;max-width:none}details:not([open])>*{display:block}a{color:inherit}}
`;

/** The catalogue `data/目录.html`: one page without a script that opens from the disc in any browser, and prints. */
export function catalogue(input: CatalogueInput): string {
  const { language: l, definition, record } = input;
  const w = catalogueWords[l];
  const party =
    definition.parties.find(({ key }) => key === record.our_side)?.title[l] ?? record.our_side ?? '';
  const facts: [string, string][] = [
    [w.kind, definition.title[l]],
    [w.version, String(record.definitionVersion)],
    [w.side, party],
    [w.made, input.today],
    [w.by, input.author],
  ];
  const mark = draftMark(input);
  const body = joined([
    // Fixed, so that it stands on every page of a print.
    ...(mark === undefined ? [] : [html`<p class="mark">${mark}</p>`]),
    html`<h1><bdi>${input.title || definition.title[l]}</bdi></h1><p>${input.number}</p>`,
    html`<p class="plain">${w.plain}</p><p>${w.verify}</p>`,
    html`<dl>${joined(facts.filter(([, value]) => value !== '').map(([k, v]) => html`<dt>${k}</dt><dd>${v}</dd>`))}</dl>`,
    fieldSections(input),
    html`<h2>${w.events}</h2>`,
    eventTable(input),
    html`<h2>${w.ledgers}</h2>`,
    ledgers(input),
    html`<h2>${w.obligations}</h2>`,
    obligationTable(input),
    html`<h2>${w.findings}</h2>`,
    findingTable(input),
    html`<h2 id="files">${w.evidence}</h2>`,
    fileTable(input),
    html`<h2>${w.history}</h2>`,
    historyTable(input),
  ]);
  return html`<!doctype html>
<html lang="${l === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>${w.title} ${input.number} ${input.title}</title><style>${{ markup: style }}</style></head>
<body>
${body}
</body></html>
`.markup;
}

function clauseOf(clause: Clause, rule: string): Html {
  const line = clause.line === undefined ? '' : ` L${clause.line}`;
  const text = clause.text === undefined ? null : html`<br>${clause.text}`;
  return html`<span class="clause">${clause.article}${line} ${rule}${text}</span>`;
}

function fieldSections({ definition, record, language: l }: CatalogueInput): Html {
  const w = catalogueWords[l];
  const known = new Set(definition.sections.flatMap(({ fields }) => fields.map(({ key }) => key)));
  const sections = definition.sections.map((section) => {
    const rows = section.fields
      .map((field) => ({ field, text: formatValue(field, record.fields[field.key], l) }))
      .filter(({ text }) => text !== '')
      // The template's words are another agreement's: beside a value they would only mislead.
      .map(({ field: { title, clause, rule }, text }) => [
        title[l],
        text,
        clauseOf({ article: clause.article, line: clause.line }, rule),
      ]);
    return html`<h3>${section.title[l]}</h3>${table([w.field, w.value, w.clause], rows, w.none, 'fields')}`;
  });
  // A key that this definition does not know is still part of the record.
  const rest = Object.entries(record.fields).filter(([key]) => !known.has(key));
  const others = rest.map(([key, value]) => [key, formatValue(undefined, value, l), null]);
  return joined([
    html`<h2>${w.fields}</h2>`,
    ...sections,
    ...(others.length === 0 ? [] : [table([w.field, w.value, w.clause], others, w.none, 'fields')]),
  ]);
}

function links(input: CatalogueInput, objects: readonly string[]): Html {
  return joined(
    objects.map((object) => {
      const file = input.files.find((one) => one.object === object);
      return file === undefined ? html`<div>${object}</div>` : html`<div>${link(file)}</div>`;
    }),
  );
}

function link(file: Mapped): Html {
  const href = file.path
    .replace(/^data\//, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  return html`<a href="${href}" rel="noopener noreferrer"><bdi>${file.name}</bdi></a>`;
}

function eventTable(input: CatalogueInput): Html {
  const { definition, record, language: l } = input;
  const w = catalogueWords[l];
  const rows = [...record.events]
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .map((event) => {
      const type = definition.events.find(({ key }) => key === event.key);
      const no =
        event.installment === undefined ? '' : ` ${w.installment.replace('{n}', String(event.installment))}`;
      const values = Object.entries(event.values ?? {}).map(([key, value]) => {
        const shape = type?.values?.find((one) => one.key === key);
        return `${shape?.title[l] ?? key} ${formatValue(shape, value, l)}`;
      });
      return [
        event.date,
        `${type?.title[l] ?? event.key}${no}`,
        links(input, event.evidence),
        [...values, event.note ?? ''].filter((text) => text !== '').join('\n'),
        type === undefined ? null : clauseOf(type.clause, type.rule),
      ];
    });
  return table([w.date, w.event, w.proof, w.note, w.clause], rows, w.none);
}

function ledgers({ definition, record, language: l }: CatalogueInput): Html {
  const w = catalogueWords[l];
  const filled = Object.entries(record.entries).filter(([, rows]) => rows.length > 0);
  if (filled.length === 0) return html`<p class="none">${w.none}</p>`;
  return joined(
    filled.map(([key, entries]) => {
      const ledger = definition.ledgers.find((one) => one.key === key);
      const columns = [
        ...(ledger?.columns ?? []).map((column) => ({
          key: column.key,
          title: column.title[l],
          shape: column,
        })),
        ...[...new Set(entries.flatMap(({ values }) => Object.keys(values)))]
          .filter((one) => ledger?.columns.some((column) => column.key === one) !== true)
          .map((one) => ({ key: one, title: one, shape: undefined })),
      ];
      const rows = entries.map(({ values }) =>
        columns.map((column) => formatValue(column.shape, values[column.key], l)),
      );
      const heads = columns.map(({ title }) => title);
      return html`<h3>${ledger?.title[l] ?? key}</h3>${table(heads, rows, w.none)}`;
    }),
  );
}

function obligationTable(input: CatalogueInput): Html {
  const { definition, obligations, language: l } = input;
  const w = catalogueWords[l];
  const partyOf = (key: string) => definition.parties.find((one) => one.key === key)?.title[l] ?? key;
  const rows = obligations.map((one) => {
    const dates = [
      [w.trigger, one.triggered_on],
      [w.nominal, one.nominal],
      [w.statutory, one.statutory],
      [w.safe, one.safe],
      [w.escalate, one.escalate],
    ].filter(([, date]) => date !== null);
    const steps = one.steps.map(
      (step) => html`<div>${step.date} ${step.counted ? '＋' : '－'} ${countStepWords(l, step)}</div>`,
    );
    const proofs = input.record.events
      .filter(({ key, date }) => key === one.met_by && date === one.met_on)
      .flatMap(({ evidence }) => evidence);
    return [
      html`${one.title[l]}${steps.length === 0 ? null : html`<details><summary>${w.steps}</summary>${joined(steps)}</details>`}`,
      `${partyOf(one.obligor)} → ${partyOf(one.obligee)}`,
      html`${dates.map(([name, date]) => `${name} ${date}`).join('\n')}${one.provisional ? ` ${w.provisional}` : ''}`,
      html`${w.statuses[one.status]} ${one.met_on}${links(input, proofs)}`,
      clauseOf(one.clause, one.rule),
    ];
  });
  return table([w.duty, w.who, w.date, w.status, w.clause], rows, w.none);
}

function findingTable({ findings, language: l }: CatalogueInput): Html {
  const w = catalogueWords[l];
  const rows = findings.map((one) => [
    w.severities[one.severity],
    one.answer === undefined
      ? one.message[l]
      : `${one.message[l]}\n${w.answered}${one.answer.reason}（${one.answer.by} ${one.answer.at.slice(0, 10)}）`,
    clauseOf(one.clause, one.rule),
  ]);
  return table([w.severity, w.message, w.clause], rows, w.none);
}

function fileTable({ files, language: l }: CatalogueInput): Html {
  const w = catalogueWords[l];
  const rows = files.map((file, index) => [
    index + 1,
    html`${link(file)}<div class="hash">${file.path}</div><div class="hash">SM3 ${file.sm3}<br>SHA-256 ${file.sha256}</div>`,
    file.type,
    file.size,
    file.pages,
  ]);
  return table(['', w.file, w.type, w.size, w.pages], rows, w.none);
}

function historyTable({ history, language: l }: CatalogueInput): Html {
  const w = catalogueWords[l];
  const rows = history.map((one) => [
    one.at,
    one.author,
    `${one.noun} ${one.what} v${one.version}${one.removed ? ' ×' : ''}`,
    one.reason,
  ]);
  return table([w.at, w.author, w.what, w.reason], rows, w.none);
}
