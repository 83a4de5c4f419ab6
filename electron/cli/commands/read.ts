import { definitions } from '../../../shared/agreements/index.generated.ts';
import { formatDossier } from '../../../shared/model/exchange.ts';
import type { Fields, FieldValue } from '../../../shared/model/record.ts';
import type { ReadResult } from '../../../shared/model/reading.ts';
import { extractText } from '../../services/reading/extract.ts';
import { readExtracted } from '../../services/reading/read-extracted.ts';
import { AppError } from '../../../shared/model/errors.ts';
import { type Command, exitCodes } from '../command.ts';

/** Reads an agreement from a text, PDF or docx file: its fields with their words and lines, and what disagrees. */
export const command: Command = {
  name: 'read',
  usage: 'read <file.txt|pdf|docx|->',
  summary: { zh: '读取协议，列出各字段及其原文', en: 'read an agreement into fields with their source' },
  help: {
    zh: [
      '认得纯文本（UTF-8、UTF-16、GB 18030）、有文字层的 PDF 和 docx，类型看内容不看扩展名。',
      '输出 {kind, fields:[{key, value, text, lines, rule, confidence}], findings}；',
      'text 是原文原样，lines 是所提取文本的行号（从 1 起），confidence 低于 0.8 的须细看，金额是元。',
      '认不出的文书 kind 为 null；只要作了答，退出码就是 0；文件缺失、损坏、加密或无文字层为 2。',
    ].join('\n'),
    en: [
      'Plain text (UTF-8, UTF-16, GB 18030), PDF with a text layer, docx; told by content, not by name.',
      'Prints {kind, fields:[{key, value, text, lines, rule, confidence}], findings};',
      'text is the exact source, lines count from 1 in the extracted text, under 0.8 look closely, money in yuan.',
      'kind is null for an unknown paper. Exit 0 when answered; 2 for a missing, damaged, encrypted or scanned file.',
    ].join('\n'),
  },
  options: {},
  takes: [1, 1],
  async run(args, terminal) {
    const name = args.positionals[0] ?? '-';
    const extracted = await extractText(await terminal.readBytes(name)).catch((error: unknown) => {
      throw error instanceof AppError ? named(error, name) : error;
    });
    const result = readExtracted(extracted);
    terminal.json({
      kind: result.kind,
      fields: result.fields.map((field) => ({
        ...field,
        value: exchanged(result, field.key, field.value),
        ...(field.alternatives === undefined
          ? {}
          : {
              alternatives: field.alternatives.map((other) => ({
                ...other,
                value: exchanged(result, field.key, other.value),
              })),
            }),
      })),
      findings: result.findings.map((finding) => ({
        ...finding,
        message: finding.message[terminal.language],
      })),
    });
    return exitCodes.answered;
  },
};

/** The error with the file that it is about, as the person named it. */
function named(error: AppError, name: string): AppError {
  return new AppError(error.code, { rule: error.rule, params: { ...error.params, name }, cause: error });
}

/** A value as `dossier.json` has it: money in yuan, a person of whom only the name is known as that name. */
function exchanged(result: ReadResult, key: string, value: FieldValue): unknown {
  const definition = definitions.find((known) => known.id === result.kind);
  if (definition === undefined) return value;
  const fields: Fields = { [key]: value };
  const record = {
    kind: definition.id,
    definitionVersion: definition.version,
    fields,
    events: [],
    entries: {},
  };
  const json = formatDossier(record, definition)['fields'] as Record<string, unknown>;
  const field = definition.sections.flatMap((section) => section.fields).find((known) => known.key === key);
  const out = json[key];
  if (
    field?.type === 'person' &&
    typeof out === 'object' &&
    out !== null &&
    Object.keys(out).join() === 'name'
  ) {
    return Object.values(out)[0];
  }
  return out;
}
