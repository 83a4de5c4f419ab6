import { byMarks } from '../../reading/marks.ts';
import type { ReadableKind } from '../../reading/readable-kind.ts';

/** The measures of an open fund are recognised; a topic's own papers are typed in. */
export const reader: ReadableKind = {
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
};
