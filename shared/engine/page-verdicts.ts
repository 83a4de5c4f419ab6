import type { View } from '../agreements/define.ts';
import type { CheckValue } from '../model/document-check.ts';
import type { Finding } from '../model/derived.ts';
import type { PageVerdict } from '../model/form-compare.ts';
import { both } from './compare.ts';

/** The last word on each page of the form held against each scan, in the order of the pages. */
export function lastVerdicts(checks: readonly CheckValue[], object?: string): PageVerdict[] {
  const last = new Map<string, PageVerdict>();
  for (const check of checks) {
    if (check.kind !== 'page' || (object !== undefined && check.object !== object)) continue;
    const { kind: _, ...verdict } = check;
    last.set(`${check.object} ${check.form_page}`, verdict);
  }
  return [...last.values()].toSorted((a, b) => a.form_page - b.form_page);
}

/** What people saw who held the stamped paper against the filled form (B-F35, B-F38): a page that differs, or is unclear. */
export function verdictFindings(view: View, path = 'form', object?: string): Finding[] {
  const { form } = view.definition;
  if (form === undefined) return [];
  const verdicts = lastVerdicts(view.checks, object);
  return verdicts.flatMap(({ form_page, scan_page, verdict, note }): Finding[] => {
    if (verdict === 'same') return [];
    const where = both(
      `盖章件第${scan_page}页与填好的文本第${form_page}页`,
      `Page ${scan_page} of the stamped paper against page ${form_page} of the filled form: `,
    );
    const why = note === '' ? both('', '') : both(`：${note}`, ` (${note})`);
    return [
      {
        rule: form.rule,
        severity: verdict === 'differs' ? 'warn' : 'info',
        message:
          verdict === 'differs'
            ? both(`${where.zh}不一致${why.zh}`, `${where.en}they differ${why.en}`)
            : both(`${where.zh}看不清${why.zh}`, `${where.en}it cannot be told${why.en}`),
        path,
        clause: form.clause,
      },
    ];
  });
}
