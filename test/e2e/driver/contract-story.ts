import type { Scene } from './scene.ts';

/** The kind whose life is played. */
export const contractKind = 'development-contract';
/** The one paper that proves everything in the story. */
export const contractPaper = '样例证据.txt';

/** The sample as it was before a day: of a contract that went well, what came later is withdrawn. */
export async function contractBefore(scene: Scene, day: string): Promise<void> {
  await scene.page.evaluate(
    async ([of, later]) => {
      const value = async <T>(answer: Promise<{ ok: true; value: T } | { ok: false; code: string }>) => {
        const got = await answer;
        if (!got.ok) throw new Error(got.code);
        return got.value;
      };
      const { id } = await value(window.juanzong.dossier.createSample({ kind: of }));
      const { record } = await value(window.juanzong.dossier.view({ dossier: id }));
      for (const event of record.events.filter(({ date }) => date >= later))
        await value(window.juanzong.event.withdraw({ dossier: id, event: event.id, reason: '改演' }));
      const late = record.entries['payments']?.filter(({ values }) => String(values['date']) >= later) ?? [];
      for (const { id: entry } of late)
        await value(window.juanzong.entry.remove({ dossier: id, ledger: 'payments', entry }));
    },
    [contractKind, day] as const,
  );
}
