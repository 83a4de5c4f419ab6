import type { ReadableKind } from './readable-kind.ts';
import { reader as cooperationAgreement } from '../agreements/cooperation-agreement/reading.ts';
import type { Source } from './source.ts';

function byMarks(marks: readonly (readonly [RegExp, number])[]): (source: Source) => number {
  return (source) =>
    marks.reduce((score, [shape, weight]) => score + (shape.test(source.tight) ? weight : 0), 0);
}

/** Every kind that a paper may be of; one more is one more entry. */
export const readableKinds: readonly ReadableKind[] = [
  cooperationAgreement,
  {
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
  },
  {
    kind: 'programme-application',
    threshold: 6,
    recognise: byMarks([
      [/重点专项.{0,20}(?:项目)?申报(?:指南|书)/u, 4],
      [/政府间国际科技创新合作/u, 3],
      [/国家重点研发计划/u, 2],
      [/拟支持项目数/u, 1],
      [/(?:中外双方|双方)同时申报/u, 1],
    ]),
  },
  {
    kind: 'open-fund-topic',
    threshold: 6,
    recognise: byMarks([
      [/开放基金(?:课题)?管理(?:办法|规定|细则)/u, 3],
      [/重点实验室/u, 2],
      [/开放课题/u, 2],
      [/依托单位/u, 1],
      [/固定人员/u, 1],
      [/学术委员会/u, 1],
    ]),
  },
];
