import { describe, expect, it } from 'vitest';
import type { EvidenceItem } from '../../../shared/ipc/contract/dossier.ts';
import { matches } from './filter.ts';

const item = {
  name: '中期报告（盖章）.PDF',
  sm3: '66c7f0f4',
  sha256: 'ba7816bf',
  bound: [{ as: 'event', key: 'k', title: { zh: '提交中期报告', en: 'Interim report' } }],
} as unknown as EvidenceItem;

describe('finding a file', () => {
  it.each([
    ['', true],
    ['盖章 pdf', true],
    ['盖章) 中期', true],
    ['⽂件', false],
    ['interim', true],
    ['66C7', true],
    ['结题', false],
  ])('%s', (filter, found) => expect(matches(item, filter, 'PDF')).toBe(found));
});
