import { writeSync } from 'node:fs';
import { AppError } from '../../shared/model/errors.ts';
import type { AccountId, DossierId } from '../../shared/model/ids.ts';
import { Secret } from '../../electron/crypto/secret.ts';
import { initCrypto } from '../../electron/crypto/sm3.ts';
import { openStore } from '../../electron/store/store.ts';

/** A process that owns a store: says that it begins and whether it could open it, or writes until it is killed. */
interface Input {
  mode: 'open' | 'write';
  file: string;
  key: string;
  storeId: string;
  account: AccountId;
  dossier: DossierId;
  dossierKey: string;
}

const input = JSON.parse(process.argv[2] ?? '') as Input;
await initCrypto();
if (input.mode === 'open') say('begins');
try {
  const store = openStore({
    file: input.file,
    key: new Secret(Buffer.from(input.key, 'hex')),
    storeId: input.storeId,
    mark: 'demo',
  });
  if (input.mode === 'open') {
    store.close();
    say('opened');
  } else {
    const key = new Secret(Buffer.from(input.dossierKey, 'hex'));
    store.useKeys({ current: () => ({ epoch: 1, key }), of: () => key });
    for (let n = 1; ; n += 1) say(JSON.stringify(write(store, n)));
  }
} catch (error) {
  say(error instanceof AppError ? error.code : String(error));
}

function write(store: ReturnType<typeof openStore>, n: number) {
  const { dossier, account } = input;
  const at = new Date().toISOString();
  return store.transaction(() => {
    const { row } = store.items.save({ dossier, noun: 'note', author: account, at, value: { n } });
    store.audit.append({
      at,
      account,
      channel: 'note.save',
      stage: 'single',
      outcome: 'ok',
      dossier,
      details: { n },
    });
    return { row, n };
  });
}

// Synchronous: an acknowledgement must not wait in a buffer of this process.
function say(line: string): void {
  writeSync(1, `${line}\n`);
}
