import { sameName } from '../../engine/label-text.ts';
import { parseFigures } from '../../money/fen.ts';
import type { Problem, Rule, View } from '../define.ts';
import { at } from './clauses.ts';
import { both } from './words.ts';

/** The rows of the list with the cells that were merged carried down (A-E03). */
export function listRows(view: View): readonly Readonly<Record<string, string>>[] {
  const last: Record<string, string> = {};
  return view.rows('approved_projects').map((row) => {
    const text = (key: string) => String(row[key] ?? '').trim();
    for (const key of ['type', 'quota']) if (text(key)) last[key] = text(key);
    return {
      no: text('no'),
      title: text('title'),
      leader: text('leader'),
      unit: text('unit'),
      type: last['type'] ?? '',
      quota: last['quota'] ?? '',
    };
  });
}

function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : String((value as { name?: unknown } | undefined)?.name ?? '');
}

function approved(view: View): Problem[] {
  const rows = listRows(view);
  if (rows.length === 0) return [];
  const no = view.text('project_no');
  const row = rows.find((candidate) => sameName(candidate['no'] ?? '', no));
  if (!row)
    return [
      {
        severity: 'block',
        path: 'fields.project_no',
        message: both(`立项名单中没有课题编号“${no}”`, `The list of approved projects has no number “${no}”`),
      },
    ];
  const own: readonly (readonly [string, string, string, string])[] = [
    ['title', 'project_title', '课题名称', view.text('project_title')],
    ['leader', 'project_leader', '课题负责人', nameOf(view.value('project_leader'))],
    ['unit', 'party_b_name', '所在单位', view.text('party_b_name')],
    ['type', 'funding_type', '资助类别', view.text('funding_type')],
  ];
  const found = own.flatMap(([column, field, name, value]): Problem[] => {
    const listed = row[column] ?? '';
    return !listed || !value || sameName(listed, value)
      ? []
      : [
          {
            severity: 'block',
            path: `fields.${field}`,
            message: both(
              `${name}“${value}”与立项名单“${listed}”不一致`,
              `“${value}” is “${listed}” in the list of approved projects`,
            ),
          },
        ];
  });
  const quota = row['quota'] ?? '';
  const [listed, total] = [parseFigures(quota), view.money('total_amount')];
  if (listed === null && quota)
    found.push({
      severity: 'info',
      path: 'fields.funding_quota',
      message: both(`名单额度写作“${quota}”，没有金额可比`, `The list says “${quota}”, no amount to compare`),
    });
  if (listed !== null && total !== null && listed !== total)
    found.push({
      severity: 'block',
      path: 'fields.total_amount',
      message: both(
        `协议总额与立项名单额度“${quota}”不一致`,
        `The total is not the quota “${quota}” of the list`,
      ),
    });
  return [...found, ...counts(view, rows)];
}

function counts(view: View, rows: ReturnType<typeof listRows>): Problem[] {
  const kinds = [
    ['approved_open_count', '开放基金'],
    ['approved_own_count', '自主研究'],
  ] as const;
  return kinds.flatMap(([field, kind]): Problem[] => {
    const said = view.integer(field);
    const has = rows.filter((row) => sameName(row['type'] ?? '', kind)).length;
    return said === null || said === has
      ? []
      : [
          {
            severity: 'warn',
            path: `fields.${field}`,
            message: both(
              `通知写${kind}课题${said}项，名单列${has}项`,
              `The notice says ${said} of ${kind}, the list has ${has}`,
            ),
          },
        ];
  });
}

/** A-E03: the project is on the list, row by row and cell by cell. */
export const approvedList: Rule = {
  rule: 'A-E03',
  key: 'approved_list',
  title: both('立项名单逐项一致', 'As the list of approved projects has it'),
  clause: at('附件一', 264),
  check: approved,
};
