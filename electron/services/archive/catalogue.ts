import { createHash } from 'node:crypto';
import type { Definition } from '../../../shared/agreements/define.ts';
import type { AuditRow } from '../../../shared/ipc/contract/work.ts';
import type { Clause, Finding, Obligation } from '../../../shared/model/derived.ts';
import type { DossierRecord } from '../../../shared/model/record.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { countStepWords } from '../../../shared/text/count-step.ts';
import { draftMark } from '../export/draft-mark.ts';
import { formatValue, type Language } from '../papers/format-value.ts';
import type { OriginValue } from '../dossiers/origin.ts';
import { approvalsTold, approvalTable } from './catalogue-approvals.ts';
import { catalogueStyle } from './catalogue-style.ts';
import { catalogueWords } from './catalogue-words.ts';
import { pageScript } from './page.generated.ts';
import { type Html, html, joined, table } from './html.ts';
import type { HistoryRow, Mapped, Supplement } from './archive-input.ts';

export interface CatalogueInput {
  definition: Definition;
  record: DossierRecord;
  obligations: readonly Obligation[];
  findings: readonly Finding[];
  history: readonly HistoryRow[];
  files: readonly Mapped[];
  audit?: readonly AuditRow[];
  origin?: OriginValue | null;
  supplement?: Supplement;
  /** The other files of `data/` that the page names, by their paths. */
  others: readonly string[];
  withheld?: boolean;
  title: string;
  number: string;
  today: CivilDate;
  author: string;
  language: Language;
}

/**
 * The catalogue `data/index.html`: one page that opens from the disc in any browser, lists everything, prints, and with
 * its one script hashes the folder that the reader picks. Nothing is loaded, nothing evaluated (CSP).
 */
export function catalogue(input: CatalogueInput): string {
  const { language: l, definition, record } = input;
  const w = catalogueWords[l];
  const party =
    definition.parties.find(({ key }) => key === record.our_side)?.title[l] ?? record.our_side ?? '';
  const facts: [string, string][] = [
    [w.version, String(record.definitionVersion)],
    [w.side, party],
    [w.made, input.today],
    [w.by, input.author],
    ...(input.supplement === undefined
      ? []
      : [[w.supplement, w.supplements(input.supplement.to, input.supplement.number)] as [string, string]]),
    ...(input.origin == null ? [] : [[w.origin, input.origin.archive] as [string, string]]),
  ];
  const mark = draftMark(input);
  const parts = sectionsOf(input);
  const body = joined([
    // Fixed, so that it stands on every page of a print.
    ...(mark === undefined ? [] : [html`<p class="mark">${mark}</p>`]),
    html`<p class="kind">${definition.title[l]}</p><h1><bdi>${input.title || definition.title[l]}</bdi></h1><p class="number">${input.number}</p>`,
    html`<dl class="facts">${joined(facts.filter(([, value]) => value !== '').map(([k, v]) => html`<dt>${k}</dt><dd>${v}</dd>`))}</dl>`,
    ...(input.withheld === true ? [html`<p>${w.withheld}</p>`] : []),
    checkPanel(l),
    html`<p class="plain">${w.plain}</p>`,
    ...parts.map(({ id, title, body: part }) => html`<h2 id="${id}">${title}</h2>${part}`),
  ]);
  const links = joined([
    html`<a href="#check">${w.check.title}</a>`,
    ...parts.map(({ id, title, count }) => html`<a href="#${id}">${title}<span>${count ?? ''}</span></a>`),
  ]);
  const hash = createHash('sha256').update(pageScript).digest('base64');
  const csp = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="${l === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${{ markup: csp }}"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>${w.title} ${input.number} ${input.title}</title><style>${{ markup: catalogueStyle }}</style></head>
<body><div class="page"><nav>${links}</nav><main>
${body}
</main></div>
<script>${{ markup: pageScript }}</script></body></html>
`.markup;
}

interface Part {
  id: string;
  title: string;
  count?: number;
  body: Html;
}

function sectionsOf(input: CatalogueInput): Part[] {
  const { record, obligations, findings, history, files, audit, language } = input;
  const w = catalogueWords[language];
  const approvals = approvalsTold(input).length;
  const rows = Object.values(record.entries).reduce((sum, entries) => sum + entries.length, 0);
  return [
    { id: 'files', title: w.evidence, count: files.length, body: fileTable(input) },
    { id: 'fields', title: w.fields, body: fieldSections(input) },
    { id: 'events', title: w.events, count: record.events.length, body: eventTable(input) },
    { id: 'ledgers', title: w.ledgers, count: rows, body: ledgers(input) },
    { id: 'obligations', title: w.obligations, count: obligations.length, body: obligationTable(input) },
    { id: 'findings', title: w.findings, count: findings.length, body: findingTable(input) },
    ...(approvals === 0
      ? []
      : [
          {
            id: 'approvals',
            title: w.approvals,
            count: approvals,
            body: approvalTable({ ...input, link: linkTo(input) }),
          },
        ]),
    { id: 'history', title: w.history, count: history.length, body: historyTable(input) },
    ...(audit === undefined
      ? []
      : [{ id: 'audit', title: w.audit, count: audit.length, body: auditTable(audit, language) }]),
    { id: 'machine', title: w.machine, body: machineParts(input) },
  ];
}

/** Where the reader picks the folder; without a script it says how to verify otherwise. */
function checkPanel(language: Language): Html {
  const w = catalogueWords[language].check;
  return html`<section id="check"><h2>${w.title}</h2><p>${w.how}</p><p id="check-no-script">${w.noScript}</p>
<div class="ways"><input type="file" id="check-folder" webkitdirectory multiple><label class="choose" for="check-folder">${w.choose}</label><button type="button" id="check-stop">${w.stop}</button></div>
<progress id="check-bar" max="1" value="0"></progress><p id="check-status" role="status"></p><p id="check-what"></p><ul id="check-list"></ul></section>`;
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
    ...sections,
    ...(others.length === 0 ? [] : [table([w.field, w.value, w.clause], others, w.none, 'fields')]),
  ]);
}

function links(input: CatalogueInput, evidence: readonly string[]): Html {
  const to = linkTo(input);
  return joined(evidence.map((object) => html`<div>${to(object)}</div>`));
}

/** The link to a file of this archive; its id where it is not in it. */
function linkTo({ files }: CatalogueInput): (object: string) => Html {
  const byObject = new Map(files.map((file) => [file.object, file]));
  return (object) => {
    const file = byObject.get(object);
    return file === undefined ? html`${object}` : link(file);
  };
}

function hrefOf(path: string): string {
  return path
    .replace(/^data\//, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

function link(file: Mapped): Html {
  return html`<a href="${hrefOf(file.path)}" rel="noopener noreferrer"><bdi>${file.name}</bdi></a>`;
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
    html`<span data-path="${file.path}">${link(file)}</span><div class="hash">${file.path}<br>SM3 ${file.sm3}<br>SHA-256 ${file.sha256}</div>`,
    file.type,
    file.size,
    file.pages,
  ]);
  return table(['', w.file, w.type, w.size, w.pages], rows, w.none, 'files');
}

function historyTable({ history, language: l }: CatalogueInput): Html {
  const w = catalogueWords[l];
  const rows = history.map((one) => [
    one.at,
    one.author,
    html`${`${one.noun} ${one.what} v${one.version}${one.removed ? ' ×' : ''}`}${said(one.value, w.said)}`,
    one.reason,
  ]);
  return table([w.at, w.author, w.what, w.reason], rows, w.none);
}

function said(value: unknown, summary: string): Html | null {
  if (value === undefined || value === null) return null;
  return html`<details><summary>${summary}</summary><pre>${{ markup: html`${JSON.stringify(value, null, 1)}`.markup.replaceAll('<br>', '\n') }}</pre></details>`;
}

function auditTable(audit: readonly AuditRow[], language: Language): Html {
  const w = catalogueWords[language];
  const rows = audit.map((one) => [
    one.seq,
    one.at,
    one.account,
    one.channel,
    [one.stage, one.outcome, one.code, one.rule].filter((text) => text !== null && text !== '').join(' '),
  ]);
  return table(['', w.at, w.author, w.what, w.status], rows, w.none);
}

/** The other files of the archive, each with what it holds. */
function machineParts({ others, language }: CatalogueInput): Html {
  const w = catalogueWords[language];
  const items = others.map(
    (path) =>
      html`<li data-path="${path}"><a href="${hrefOf(path)}">${path.replace(/^data\//, '')}</a> ${w.parts[path.slice(path.lastIndexOf('/') + 1) as keyof typeof w.parts] ?? ''}</li>`,
  );
  return html`<ul class="parts">${joined(items)}</ul>`;
}
