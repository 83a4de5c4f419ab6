import fs from 'node:fs';
import promises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { renewIfDue } from '../../electron/app/renew.ts';
import { unlockKeyring } from '../../electron/keyring/keyring.ts';
import { openStore } from '../../electron/store/store.ts';

/** Unlocks a store whose key is due and is killed at the nth touch of the disk after that; else says how many there were. */
const [dir = '', login = '', password = '', stop = '-1'] = process.argv.slice(2);
let touched = 0;

function counted<T extends (...args: never[]) => unknown>(real: T, after: boolean): T {
  return ((...args: never[]) => {
    if (!after && touched++ === Number(stop)) process.kill(process.pid, 'SIGKILL');
    const done = real(...args);
    if (after && touched++ === Number(stop)) process.kill(process.pid, 'SIGKILL');
    return done;
  }) as T;
}

const keyring = await unlockKeyring(dir, login, password);
for (const name of ['openSync', 'fsyncSync', 'renameSync', 'rmSync', 'closeSync'] as const)
  Object.assign(fs, { [name]: counted(fs[name] as never, false) });
for (const name of ['open', 'rename', 'rm'] as const)
  Object.assign(promises, { [name]: counted(promises[name] as never, name === 'rename') });
syncBuiltinESMExports();
const renewed = await renewIfDue(keyring, join(dir, 'juanzong.db'), (error) => console.error(error));
const store = openStore({
  file: join(dir, 'juanzong.db'),
  key: keyring.databaseKey,
  storeId: keyring.storeId,
  mark: 'demo',
  mustExist: true,
});
const kept = store.settings.get('kept');
store.close();
keyring.close();
fs.writeSync(1, JSON.stringify({ renewed, kept, touched }));
