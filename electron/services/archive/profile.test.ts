import { expect, it } from 'vitest';
import {
  type ArchiveProfile,
  fillReference,
  unknownWords,
  usualTemplate,
} from '../../../shared/archive/profile.ts';
import { createTestApp } from '../../../test/support/app.ts';

const profile: ArchiveProfile = {
  unit: '某研究所',
  fonds: 'Z109',
  category: 'KY',
  template: usualTemplate,
  volume: '003',
  retention: '30年',
  kinds: {},
  secrecy: '商业秘密',
};

it('fills a unit’s own template, for a file and for the volume', () => {
  const facts = { number: '2024NRDK07', year: '2026' };
  expect(fillReference(profile, { ...facts, item: 12 })).toBe('Z109-KY·2024NRDK07-003-0012');
  expect(fillReference(profile, { ...facts, item: null })).toBe('Z109-KY·2024NRDK07-003');
  const other = { ...profile, template: '{全宗号}-WS·{年度}-{保管期限代码}-BGS-{件号}' };
  expect(fillReference(other, { ...facts, item: 1 })).toBe('Z109-WS·2026-D30-BGS-0001');
  expect(unknownWords('{全宗号}-{页号}')).toEqual(['页号']);
});

it('is kept by the store and refuses a word that nobody knows', async () => {
  const test = await createTestApp();
  try {
    await test.setUp();
    expect(await test.ok('archive.profile')).toBeNull();
    await test.ok('archive.setProfile', profile);
    expect(await test.ok('archive.profile')).toEqual(profile);
    const wrong = { ...profile, template: '{全宗号}{页号}' };
    expect((await test.refused('archive.setProfile', wrong)).code).toBe('bad_input');
    expect(await test.ok('archive.profile')).toEqual(profile);
  } finally {
    await test.close();
  }
});
