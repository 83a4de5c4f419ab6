import { sameName } from '../../engine/label-text.ts';
import type { Problem, Rule, View } from '../define.ts';
import { at } from './clauses.ts';
import { contentItems, outputsOf, withoutNumber } from './outputs.ts';
import { both, rule } from './words.ts';

const digits = '一二三四五六七八九十';

/** The items of the research content that a mapping names: by number, or by enough of their words. */
export function itemsNamed(mapping: string, items: readonly string[]): number[] {
  return contentItems(mapping.replace(/[、,，](?=[（(]?[一二三四五六七八九十\d])/gu, '\n')).flatMap(
    (part) => {
      const number = /^[（(]?(?:第)?([一二三四五六七八九十]|\d{1,2})[）)、.．]?(?:项|条)?$/u.exec(part)?.[1];
      const nth = number === undefined ? 0 : digits.indexOf(number) + 1 || Number(number);
      if (nth >= 1 && nth <= items.length) return [nth - 1];
      const said = withoutNumber(part);
      return items.flatMap((item, index) => {
        const words = withoutNumber(item);
        return said !== '' &&
          (words.includes(said) || said.includes(words)) &&
          Math.min(said.length, words.length) >= 2
          ? [index]
          : [];
      });
    },
  );
}

/** A-E02: every output answers to at least one item of the research content. */
function mapped(view: View): Problem[] {
  const items = contentItems(view.text('research_content'));
  return outputsOf(view).flatMap((output): Problem[] => {
    const mapping = String(output.row['content_item'] ?? '').trim();
    const path = `${output.path}.content_item`;
    if (mapping === '')
      return [
        {
          severity: 'warn',
          path,
          message: both(
            `“${output.title}”未对应研究内容，每项成果须对应至少一条`,
            `“${output.title}” answers to no item of the research content yet`,
          ),
        },
      ];
    if (items.length === 0 || itemsNamed(mapping, items).length > 0) return [];
    return [
      {
        severity: 'block',
        path,
        message: both(
          `“${output.title}”所对应的“${mapping}”不在协议的研究内容之中`,
          `“${mapping}”, to which “${output.title}” answers, is no item of the research content`,
        ),
      },
    ];
  });
}

/** A-R02: at acceptance, what the agreement promised and no output answers to. */
function covered(view: View): Problem[] {
  const items = contentItems(view.text('research_content'));
  const outputs = outputsOf(view);
  if (items.length < 2 || outputs.length === 0 || view.events('acceptance_applied').length === 0) return [];
  const done = new Set(
    outputs.flatMap((output) => itemsNamed(String(output.row['content_item'] ?? ''), items)),
  );
  const open = items.filter((_item, index) => !done.has(index));
  return open.length === 0
    ? []
    : [
        {
          severity: 'info',
          path: 'entries.outputs',
          message: both(
            `尚无成果对应：${open.join('；')}（验收以申请书和协议为双基准）`,
            `No output answers to: ${open.join('; ')}`,
          ),
        },
      ];
}

/** A-R05: rights belong to both parties, so both stand among the holders. */
function sharedRights(view: View): Problem[] {
  const parties = [view.text('party_a_name'), view.text('party_b_name')].filter(Boolean);
  return outputsOf(view).flatMap((output): Problem[] => {
    if (output.units === null || !['专利', '软件著作权'].includes(output.type)) return [];
    const { units } = output;
    const lacking = parties.filter((party) => !units.some((unit) => sameName(unit, party)));
    return lacking.length === 0
      ? []
      : [
          {
            severity: 'warn',
            path: `${output.path}.units`,
            message: both(
              `知识产权归甲乙双方共同所有，“${output.title}”的权利人缺“${lacking.join('”“')}”`,
              `Rights belong to both; “${output.title}” lacks “${lacking.join('”, “')}”`,
            ),
          },
        ];
  });
}

/** A-Q10: any kind of patent and any quartile will do; an SCI paper needs the proof of its index. */
function indexed(view: View): Problem[] {
  if (view.events('paper_published').length === 0) return [];
  return outputsOf(view).flatMap((output): Problem[] =>
    output.type === '论文' && !output.row['index_proof']
      ? [
          {
            severity: 'warn',
            path: `${output.path}.index_proof`,
            message: both(
              `“${output.title}”缺SCI检索或期刊证明`,
              `“${output.title}” has no proof of its index`,
            ),
          },
        ]
      : [],
  );
}

/** A-X03: agreement and annex differ about whose name; the stricter annex decides. */
function stricterName(view: View): Problem[] {
  const [center, party] = [view.text('host_center_name'), view.text('party_a_name')];
  return outputsOf(view).flatMap((output): Problem[] => {
    if (output.type !== '论文' || output.units === null || !center || !party) return [];
    const names = (wanted: string) => output.units?.some((unit) => sameName(unit, wanted));
    return names(party) && !names(center)
      ? [
          {
            severity: 'block',
            path: `${output.path}.units`,
            message: both(
              '第二条（四）许署“创新中心或甲方”，附件二1要求论文署创新中心：依第十五条（二）取更严者，须署创新中心',
              'Article 2 (4) allows the centre or party A, Annex 2 (1) asks for the centre: the stricter decides (Article 15 (2))',
            ),
            clause: at('第二条（四）', 56),
            against: { other: at('附件二1', 283), decides: at('第十五条（二）', 207) },
          },
        ]
      : [];
  });
}

/** A-D05: what is on paper and in the file is the same, page for page. */
function paperAndFile(view: View): Problem[] {
  return view.entries('materials').flatMap((row, index): Problem[] => {
    const path = `entries.materials[${index}]`;
    const [pages, paper] = [row['pages'], row['paper_pages']];
    if (typeof pages === 'number' && typeof paper === 'number' && pages !== paper)
      return [
        {
          severity: 'block',
          path: `${path}.paper_pages`,
          message: both(
            `电子版${pages}页，纸质版${paper}页：盖章后的PDF须与纸质版内容一致`,
            `The file has ${pages} pages, the paper ${paper}: they have to agree`,
          ),
        },
      ];
    return row['paper_matches'] === false
      ? [
          {
            severity: 'block',
            path: `${path}.paper_matches`,
            message: both('盖章后的PDF与纸质版内容不一致', 'The sealed PDF and the paper differ'),
          },
        ]
      : [];
  });
}

/** A-D10: as many paper copies as were agreed; what was refused is handed in anew. */
function quality(view: View): Problem[] {
  const wanted = view.integer('output_copies');
  const copies = view.entries('materials').flatMap((row, index): Problem[] => {
    const has = row['paper_copies'];
    return wanted !== null &&
      typeof has === 'number' &&
      ['midterm_report', 'final_report', 'method_result'].includes(String(row['piece'])) &&
      has < wanted
      ? [
          {
            severity: 'warn',
            path: `entries.materials[${index}].paper_copies`,
            message: both(`纸质${has}份，应交${wanted}份`, `${has} copies on paper, ${wanted} are due`),
          },
        ]
      : [];
  });
  const failed = view.eventDate('acceptance_failed');
  const again = view.events('materials_submitted').some((event) => failed !== null && event.date > failed);
  if (failed === null || again || view.eventDate('project_closed')) return copies;
  return [
    ...copies,
    {
      severity: 'warn',
      path: 'events',
      message: both(
        `${failed}验收未通过，乙方对成果质量负责，尚未重新提交`,
        `Acceptance failed on ${failed}; nothing was handed in anew`,
      ),
    },
  ];
}

/** Checks of outputs against research content, parties and papers. */
export const outputChecks: readonly Rule[] = [
  rule(
    'A-E02',
    'mapped',
    both('成果须与研究内容相关', 'Outputs answer to the research content'),
    '第三条（二）',
    72,
    mapped,
  ),
  rule(
    'A-R02',
    'covered',
    both('验收双基准：申请书、协议', 'Two baselines: application and agreement'),
    '第七条（一）2',
    141,
    covered,
  ),
  rule(
    'A-R05',
    'shared_rights',
    both('知识产权甲乙共同所有', 'Rights belong to both'),
    '第十条（一）',
    161,
    sharedRights,
  ),
  rule(
    'A-Q10',
    'indexed',
    both('SCI论文的检索或期刊证明', 'Proof of the index'),
    '第三条（二）4',
    80,
    indexed,
  ),
  rule('A-D05', 'paper_and_file', both('纸电一致', 'Paper and file agree'), '第三条（二）', 72, paperAndFile),
  rule('A-D10', 'quality', both('成果质量和份数', 'Quality and copies'), '第七条（二）3', 148, quality),
];

/** Where agreement and annexes ask for different names. */
export const nameConflict = rule(
  'A-X03',
  'stricter_name',
  both('署名要求不一致的取更严', 'Whose name: the stricter'),
  '第十五条（二）',
  207,
  stricterName,
);
