import path from 'node:path';
import type { OutFolder } from '../out-folder.ts';
import { openToRead } from '../read-tags.ts';
import { type DiscPlan, nameOnDisc } from './discs.ts';

const pieceBytes = 1024 * 1024;

/** Writes the contents of each disc as a folder `盘01` …, ready to burn. */
export async function stageDiscs(plan: DiscPlan, archive: string, out: OutFolder): Promise<void> {
  for (const disc of plan.discs) {
    const folder = `盘${String(disc.number).padStart(2, '0')}`;
    for (const part of disc.parts) {
      await out.write(
        `${folder}/${nameOnDisc(part)}`,
        stretch(path.join(archive, part.path), part.from, part.size),
      );
    }
  }
}

async function* stretch(file: string, from: number, size: number): AsyncGenerator<Uint8Array> {
  const handle = await openToRead(file);
  try {
    const buffer = new Uint8Array(pieceBytes);
    for (let at = from, left = size; left > 0; ) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, left), at);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
      left -= bytesRead;
    }
  } finally {
    await handle.close();
  }
}
