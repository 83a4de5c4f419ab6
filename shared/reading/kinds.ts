import type { ReadableKind } from './readable-kind.ts';
import { reader as cooperationAgreement } from '../agreements/cooperation-agreement/reading.ts';
import { reader as openFundTopic } from '../agreements/open-fund-topic/reading.ts';
import { reader as programmeApplication } from '../agreements/programme-application/reading.ts';
import { byMarks } from './marks.ts';

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
  programmeApplication,
  openFundTopic,
];
