import type { DossierSummary } from '../../../shared/ipc/contract/dossier.ts';

export const phases = ['all', 'active', 'drafts', 'samples'] as const;
export type Phase = (typeof phases)[number];

const phaseKey = { active: 'active', drafts: 'draft', samples: 'sample' } as const;

/** The dossiers that answer to what was typed: width, case and spaces do not matter (G-017). */
export function matching(list: readonly DossierSummary[], text: string, phase: Phase): DossierSummary[] {
  const words = text.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  return list.filter((one) => {
    if (phase !== 'all' && one.phase !== phaseKey[phase]) return false;
    const hay = `${one.title}${one.number}${one.state.title.zh}`
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\s+/g, '');
    return words.every((word) => hay.includes(word));
  });
}
