import type { ReadableKind } from './readable-kind.ts';
import { reader as cooperationAgreement } from '../agreements/cooperation-agreement/reading.ts';
import { reader as developmentContract } from '../agreements/development-contract/reading.ts';
import { reader as openFundTopic } from '../agreements/open-fund-topic/reading.ts';
import { reader as programmeApplication } from '../agreements/programme-application/reading.ts';

/** Every kind that a paper may be of; one more is one more entry. */
export const readableKinds: readonly ReadableKind[] = [
  cooperationAgreement,
  developmentContract,
  programmeApplication,
  openFundTopic,
];
