import { parentPort } from 'node:worker_threads';
import { initCrypto } from '../../crypto/sm3.ts';
import { openPacked, type PackedSnapshot } from '../../store/packed.ts';

await initCrypto();

parentPort?.on('message', (batch: PackedSnapshot[]) => {
  const opened = batch.map((each) => {
    const json = openPacked(each);
    // Small results of zlib share memory with others: what is moved must be each one's own.
    return json === null || json.byteLength === json.buffer.byteLength ? json : Uint8Array.from(json);
  });
  parentPort?.postMessage(
    opened,
    opened.flatMap((json) => (json === null ? [] : [json.buffer])),
  );
});
