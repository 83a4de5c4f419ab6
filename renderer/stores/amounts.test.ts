import { afterEach, expect, it, vi } from 'vitest';
import type { TodayView } from '../../shared/ipc/contract/work.ts';
import { useAmounts } from './amounts.ts';
import { useDossier } from './dossiers.ts';
import { usePackage } from './package.ts';
import { resetAll } from './reset.ts';
import { useToday } from './today.ts';

afterEach(() => {
  resetAll();
  vi.unstubAllGlobals();
});

it('keeps no amount of a dossier once it is masked: what the page holds is read anew (E-09)', async () => {
  let masked = false;
  const said = <T>(value: T) => Promise.resolve({ ok: true as const, value });
  const secret = () => (masked ? 'withheld' : '960000');
  vi.stubGlobal('window', {
    juanzong: {
      dossier: {
        mask: () => said((masked = true)),
        view: () => said({ id: 'd', amount: secret() }),
      },
      today: { view: () => said({ later: [secret()] }) },
      package: { view: () => said({ pieces: [], amount: secret() }) },
      evidence: { list: () => said([]) },
      document: { list: () => said(null) },
    },
  });
  useDossier.setState({ view: { id: 'd', amount: secret() } as never, wanted: 'd' });
  useToday.setState({ view: { later: [secret()] } as unknown as TodayView });
  usePackage.setState({ dossier: 'd', id: 'P-B2', view: { pieces: [], amount: secret() } as never });
  useAmounts.setState({ shown: new Set(['d']) });
  await useAmounts.getState().mask('d');
  expect(useAmounts.getState().shown.has('d')).toBe(false);
  const held = JSON.stringify([
    useDossier.getState().view,
    useToday.getState().view,
    usePackage.getState().view,
  ]);
  expect(held).not.toContain('960000');
  expect(held.match(/withheld/gu)).toHaveLength(3);
});
