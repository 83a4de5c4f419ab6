import type { DossierSummary } from '../../../shared/ipc/contract/dossier.ts';
import { goTo } from '../../stores/navigation.ts';

/** Opens a dossier where it stands: a draft in the wizard, the others on their screen. */
export function openDossier(one: Pick<DossierSummary, 'id' | 'phase'>): void {
  goTo(
    one.phase === 'draft' ? { screen: 'wizard', dossier: one.id } : { screen: 'dossier', dossier: one.id },
  );
}
