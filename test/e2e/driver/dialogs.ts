import type { Running } from '../fixture.ts';

/** Main's next open dialog answers these paths; an empty list is a person who cancelled. */
export async function answerDialogs(running: Running, paths: readonly string[]): Promise<void> {
  await running.evaluate(
    ({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: chosen.length === 0, filePaths: chosen });
    },
    [...paths],
  );
}
