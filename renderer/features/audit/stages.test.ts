import { describe, expect, it } from 'vitest';
import { contract } from '../../../shared/ipc/contract.ts';
import { stageOf, stages } from './stages.ts';

describe('stageOf (E-12)', () => {
  it('gives every audited action on a dossier its stage', () => {
    for (const [name, declaration] of Object.entries(contract))
      if (declaration.audit !== 'none' && declaration.scope === 'dossier')
        expect(stages, name).toContain(stageOf(name));
  });

  it('gives what touches no content none', () => {
    expect(stageOf('session.lock')).toBeNull();
    expect(stageOf('setting.set')).toBeNull();
  });

  it('tells export and destruction from work', () => {
    expect(stageOf('archive.export')).toBe('provide');
    expect(stageOf('dossier.discard')).toBe('destroy');
    expect(stageOf('dossier.amend')).toBe('process');
  });
});
