import type { ReadResult } from '../../../shared/model/reading.ts';
import { readAgreement } from '../../../shared/reading/read-agreement.ts';
import type { Extracted } from './extract.ts';

/** Reads extracted text; pages that are pictures only are told, for nothing on them was read. */
export function readExtracted(extracted: Extracted): ReadResult {
  const result = readAgreement(extracted.text);
  if (extracted.silentPages.length === 0) return result;
  return {
    ...result,
    findings: [
      ...result.findings,
      {
        rule: 'no_text_layer',
        severity: 'warn',
        message: {
          zh: `第 ${extracted.silentPages.join('、')} 页没有文字层，所载内容未读取`,
          en: `Pages without a text layer were not read: ${extracted.silentPages.join(', ')}`,
        },
        path: 'pages',
        clause: { article: '' },
      },
    ],
  };
}
