import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { bridge, call } from '../../bridge.ts';

export type Paper = Output<'paper.list'>[number];

/** The papers that can be written for a dossier, asked again after every change of it. */
export function usePapers(dossier: string): { papers: readonly Paper[]; again(): void } {
  const [papers, setPapers] = useState<readonly Paper[]>([]);
  const again = useCallback(() => {
    void call(bridge().paper.list({ dossier: dossier as DossierId })).then((list) => {
      if (list !== undefined) setPapers(list);
    });
  }, [dossier]);
  useEffect(() => {
    again();
    return bridge().onChanged((change) => {
      if (change.dossier === dossier) again();
    });
  }, [dossier, again]);
  return { papers, again };
}
