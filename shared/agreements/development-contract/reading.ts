import { byMarks } from '../../reading/marks.ts';
import type { ReadableKind } from '../../reading/readable-kind.ts';

/** The development contract as reading knows it. */
export const reader: ReadableKind = {
  kind: 'development-contract',
  threshold: 6,
  recognise: byMarks([
    [/技术开发\((?:委托|合作)\)合同/u, 4],
    [/受托方\(乙方\)/u, 2],
    [/研究开发经费/u, 2],
    [/技术合同认定登记/u, 1],
    [/中华人民共和国科学技术部印制/u, 1],
    [/技术秘密/u, 1],
  ]),
};
