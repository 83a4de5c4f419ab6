import { z } from 'zod';

/** What stands where nothing is known: to be filled in by a person. */
export const blank = '〔待填〕';

/** How a paper is laid out: a letter and a report after GB/T 9704-2012, the cover and spine of a volume. */
export const paperForms = ['letter', 'report', 'cover', 'spine'] as const;
export type PaperForm = (typeof paperForms)[number];

const text = z.string().max(4000);
const short = z.string().max(200);

const TemplateBlock = z.union([
  /** 主送机关, at the left edge. */
  z.strictObject({ to: short }),
  /** A paragraph of the body, two characters in. */
  z.strictObject({ text }),
  z.strictObject({ heading: short }),
  /** Label and value, one below the other. */
  z.strictObject({
    facts: z
      .array(z.tuple([short, text]))
      .min(1)
      .max(60),
  }),
  /** The rows of that name; `lines` empty rows where there are none. */
  z.strictObject({
    table: z.string().max(40),
    columns: z
      .array(
        z.strictObject({
          title: short,
          weight: z.number().positive().max(100),
          align: z.enum(['left', 'center', 'right']).optional(),
        }),
      )
      .min(1)
      .max(12),
    lines: z.number().int().min(1).max(40).optional(),
  }),
  /** What follows begins a page: 附件另面编排. */
  z.strictObject({ page: z.literal(true) }),
  /** 附件说明. */
  z.strictObject({ attachments: z.array(short).min(1).max(30) }),
  /** Places to sign, one a line; `{signatures}` alone stands for the words of the kind's source. */
  z.strictObject({ signature: z.array(short).min(1).max(30) }),
  /** 发文机关署名 and 成文日期. */
  z.strictObject({ close: z.strictObject({ name: short, date: short }) }),
]);

/** A template of a paper: the file that a unit may replace (docs/paper-format.md). */
export const PaperTemplate = z.strictObject({
  format: z.literal('juanzong-paper/1'),
  key: z.string().regex(/^[a-z][a-z-]{1,40}$/u),
  title: z.string().min(1).max(100),
  form: z.enum(paperForms),
  /** Page upright or lying; upright where it does not say. */
  landscape: z.boolean().optional(),
  blocks: z.array(TemplateBlock).min(1).max(200),
});
export type PaperTemplate = z.infer<typeof PaperTemplate>;

export type FilledBlock =
  | { kind: 'to'; text: string }
  | { kind: 'body'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'facts'; rows: (readonly [string, string])[] }
  | {
      kind: 'table';
      columns: { title: string; weight: number; align?: 'left' | 'center' | 'right' }[];
      rows: string[][];
    }
  | { kind: 'page' }
  | { kind: 'attachments'; lines: string[] }
  | { kind: 'signature'; lines: string[] }
  | { kind: 'close'; name: string; date: string };

/** What a template is filled with. */
export interface Filling {
  value(name: string): string | null;
  rows(name: string): readonly (readonly string[])[];
  signatures: readonly string[];
}

/**
 * Fills a template. `{name}` becomes its value, or {@link blank} where there is none; how many were left blank is
 * told.
 */
export function fillTemplate(
  template: PaperTemplate,
  filling: Filling,
): { title: string; blocks: FilledBlock[]; blanks: number } {
  let blanks = 0;
  const say = (words: string): string => {
    const said = words.replace(/\{([\w.]+)\}/gu, (_, name: string) => {
      const value = filling.value(name)?.trim();
      return value === undefined || value === '' ? blank : value;
    });
    blanks += said.split(blank).length - 1;
    return said;
  };
  const missing = (): string => {
    blanks += 1;
    return blank;
  };
  const rowsOf = (name: string, titles: readonly string[], lines: number): string[][] => {
    const rows = filling.rows(name);
    if (rows.length > 0) return rows.map((row) => titles.map((_, at) => row[at] ?? ''));
    return Array.from({ length: lines }, (_, at) =>
      titles.map((title) => (title === '序号' ? String(at + 1) : missing())),
    );
  };
  const blocks = template.blocks.map((block): FilledBlock => {
    if ('to' in block) return { kind: 'to', text: say(block.to) };
    if ('text' in block) return { kind: 'body', text: say(block.text) };
    if ('heading' in block) return { kind: 'heading', text: say(block.heading) };
    if ('facts' in block)
      return { kind: 'facts', rows: block.facts.map(([label, value]) => [say(label), say(value)] as const) };
    if ('table' in block) {
      const { columns, table, lines = 1 } = block;
      return {
        kind: 'table',
        columns: columns.map(({ title, weight, align }) => ({
          title,
          weight,
          ...(align === undefined ? {} : { align }),
        })),
        rows: rowsOf(
          table,
          columns.map(({ title }) => title),
          lines,
        ),
      };
    }
    if ('page' in block) return { kind: 'page' };
    if ('attachments' in block) return { kind: 'attachments', lines: block.attachments.map(say) };
    if ('signature' in block) {
      const lines = block.signature.flatMap((line) =>
        line === '{signatures}' ? filling.signatures : [line],
      );
      return { kind: 'signature', lines: lines.map(say) };
    }
    return { kind: 'close', name: say(block.close.name), date: say(block.close.date) };
  });
  return { title: say(template.title), blocks, blanks };
}

/**
 * A template as a file says it. @throws AppError-free: answers what is wrong, with its place, for the person who
 * wrote the file.
 */
export function readTemplate(
  value: unknown,
): { ok: true; template: PaperTemplate } | { ok: false; where: string } {
  const parsed = PaperTemplate.safeParse(value);
  if (parsed.success) return { ok: true, template: parsed.data };
  const [first] = parsed.error.issues;
  return { ok: false, where: first === undefined ? '' : first.path.map(String).join('.') || 'format' };
}
