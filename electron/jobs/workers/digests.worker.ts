import { parentPort, receiveMessageOnPort } from 'node:worker_threads';
import { initCrypto } from '../../crypto/sm3.ts';
import { DigestBench, type DigestJob } from '../../services/archive/digest-work.ts';

await initCrypto();
const bench = new DigestBench();

// Between two steps what has arrived meanwhile is taken in: several streams of SM3 cost little more than one.
parentPort?.on('message', (first: DigestJob) => {
  bench.add(first);
  while (!bench.idle && parentPort !== null) {
    for (
      let more = receiveMessageOnPort(parentPort);
      more !== undefined;
      more = receiveMessageOnPort(parentPort)
    ) {
      bench.add(more.message as DigestJob);
    }
    for (const answer of bench.step()) parentPort.postMessage(answer);
  }
});
