import { byMarks } from '../../reading/marks.ts';
import type { ReadableKind } from '../../reading/readable-kind.ts';

/** The guideline and applications are recognised; what is imported is the guideline as data, and an application is written here. */
export const reader: ReadableKind = {
  kind: 'programme-application',
  threshold: 6,
  recognise: byMarks([
    [/重点专项.{0,20}(?:项目)?申报(?:指南|书)/u, 4],
    [/政府间国际科技创新合作/u, 3],
    [/国家重点研发计划/u, 2],
    [/拟支持项目数/u, 1],
    [/(?:中外双方|双方)同时申报/u, 1],
  ]),
};
