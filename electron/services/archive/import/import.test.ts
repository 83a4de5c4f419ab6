import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, createTestApp } from '../../../../test/support/app.ts';
import { resealBag } from '../../../../test/support/reseal-bag.ts';
import { kind } from '../../../../test/support/path.ts';
import { makePdf } from '../../../../test/support/pdf.ts';

let from: TestApp;
let into: TestApp;
let bag: string;
let dossier: string;

beforeAll(async () => {
  from = await createTestApp();
  await from.setUp();
  ({ id: dossier } = await from.ok('dossier.createSample', { kind }));
  const id = dossier as never;
  const file = join(from.folder, '通知 100%（盖章）.pdf');
  writeFileSync(file, await makePdf('notice', 2));
  from.answers.files = [file];
  const { items } = await from.ok('evidence.choose', { dossier: id, many: true });
  const folder = join(from.folder, '原始数据');
  mkdirSync(join(folder, '子'), { recursive: true });
  writeFileSync(join(folder, '子/a.csv'), '1,2\n');
  // A part of its own, between two files that do not end with their line.
  writeFileSync(join(folder, '子/b.txt'), '{"k":"f"');
  writeFileSync(join(folder, '子/m.bin'), Buffer.alloc(8 * 1024 * 1024, 7));
  writeFileSync(join(folder, '子/z.txt'), '完');
  from.answers.folder = folder;
  await from.ok('dataset.choose', { dossier: id, links: 'keep' });
  const view = await from.ok('dossier.view', { dossier: id });
  const fields = { sign_place: '某地' };
  await from.ok('dossier.amend', { dossier: id, version: view.version, fields, reason: '补记' });
  const event = { key: 'expense_statement_submitted', date: '2024-06-03', evidence: [items[0]!.object] };
  const { event: row } = await from.ok('event.record', { dossier: id, ...event } as never);
  await from.ok('event.correct', {
    dossier: id,
    event: row,
    ...event,
    date: '2024-06-04',
    reason: '日期有误',
  } as never);
  await from.ok('event.withdraw', { dossier: id, event: view.record.events[0]!.id, reason: '误记' });
  const { findings } = await from.ok('dossier.view', { dossier: id });
  const warning = findings.find(({ severity }) => severity === 'warn')!;
  const { rule, path, message } = warning;
  await from.ok('finding.answer', {
    dossier: id,
    rule,
    path,
    message: message.zh,
    reason: '另有说明',
  } as never);
  bag = await archiveOf(from, dossier, 'first');
  into = await createTestApp();
  await into.setUp();
});
afterAll(async () => {
  await from.close();
  await into.close();
});

async function archiveOf(app: TestApp, id: string, name: string): Promise<string> {
  const to = join(app.folder, name);
  mkdirSync(to);
  app.answers.folder = to;
  const made = await app.ok('archive.export', { dossier: id as never });
  return join(to, made.name);
}

const read = (folder: string, name: string) =>
  JSON.parse(readFileSync(join(folder, 'data/record', name), 'utf8'));

/** What an archive says, with every id as the place of its first mention: equal for what differs by its ids alone. */
function told(folder: string): unknown {
  const { history, people, rows } = read(folder, 'history.json');
  const { files } = read(folder, 'files.json');
  const text = JSON.stringify({ dossier: read(folder, 'dossier.json'), history, people, rows, files });
  const seen = new Map<string, string>();
  return JSON.parse(
    text.replace(/"[0-9a-f]{32}"/g, (id) => seen.get(id) ?? (seen.set(id, `"#${seen.size}"`), seen.get(id)!)),
  );
}

describe('an archive comes back (E-14)', () => {
  it('in another store, with nothing lost and its history told', async () => {
    into.answers.folder = bag;
    const brought = await into.ok('archive.import');
    expect(brought?.files).toBe(read(bag, 'files.json').files.length);
    const again = await archiveOf(into, brought!.id, 'again');
    expect(told(again)).toEqual(told(bag));
    expect(read(again, 'origin.json').origin).toMatchObject({
      format: 2,
      audit: read(bag, 'audit.json').audit,
    });
    for (const { path } of read(bag, 'files.json').files) {
      expect(readFileSync(join(again, path))).toEqual(readFileSync(join(bag, path)));
    }
    const history = await into.ok('dossier.history', { dossier: brought!.id });
    expect(new Set(history.map(({ author }) => author))).toEqual(new Set(['林某戊']));
    expect(history.some(({ reason }) => reason === '误记')).toBe(true);
    const list = await into.ok('evidence.list', { dossier: brought!.id });
    expect(list.find(({ dataset }) => dataset)?.dataset).toMatchObject({ files: 4, complete: true });
  });

  it('beside the dossier that it was made of, as one of its own', async () => {
    from.answers.folder = bag;
    const brought = await from.ok('archive.import');
    expect(brought?.id).not.toBe(dossier);
    expect(told(await archiveOf(from, brought!.id, 'beside'))).toEqual(told(bag));
  });

  it('also from version 1', async () => {
    const old = copy('version-1');
    const history = read(old, 'history.json');
    for (const row of history.history) delete row.author_id;
    write(old, 'history.json', {
      version: 1,
      history: history.history.filter((row: { noun: string }) => row.noun !== 'object'),
    });
    const { files } = read(old, 'files.json');
    for (const file of files) for (const key of ['at', 'author', 'meta']) delete file[key];
    write(old, 'files.json', { version: 1, files });
    rmSync(join(old, 'data/record/dossier.schema.json'));
    writeFileSync(join(old, 'bag-info.txt'), 'Juanzong-Archive-Version: 1\n');
    resealBag(old);
    into.answers.folder = old;
    const brought = await into.ok('archive.import');
    const again = await archiveOf(into, brought!.id, 'again-1');
    const [before, after] = [told(bag), told(again)] as { dossier: unknown }[];
    expect(after!.dossier).toEqual(before!.dossier);
    // The folder is one again: its index, its order and its sums.
    const placesOf = (folder: string) =>
      read(folder, 'files.json')
        .files.filter(({ meta }: { meta: { dataset?: unknown } }) => meta.dataset !== undefined)
        .map(({ meta }: { meta: { name: string; dataset: object } }) => ({
          name: meta.name,
          ...meta.dataset,
          id: '',
        }));
    expect(placesOf(again)).toEqual(placesOf(bag));
    expect(placesOf(again)).not.toEqual([]);
    const rows = await into.ok('dossier.history', { dossier: brought!.id });
    expect(rows.map(({ author }) => author)).toContain('林某戊');
  });

  it('brings nothing where the person chose no folder, or stopped it', async () => {
    into.answers.folder = null;
    expect(await into.ok('archive.import')).toBeNull();
  });
});

function copy(name: string): string {
  const to = join(from.folder, `copy-${name}`);
  cpSync(bag, to, { recursive: true });
  return to;
}

function write(folder: string, name: string, value: unknown): void {
  writeFileSync(join(folder, 'data/record', name), JSON.stringify(value));
}

type Change = (folder: string) => void;
/** Changes a JSON file and makes every list anew, as a forger would. */
// oxlint-disable-next-line typescript/no-explicit-any -- whatever shape the forger gives it
type Forged = any;

const forged =
  (name: string, change: (json: Forged) => void): Change =>
  (folder) => {
    const json = read(folder, name);
    change(json);
    write(folder, name, json);
    resealBag(folder);
  };

describe('a hostile archive is refused whole, with the reason', () => {
  it.each<[string, Change, string]>([
    ['a changed byte', (f) => writeFileSync(join(f, 'data/evidence/0001.txt'), 'x'), 'invalid'],
    ['a missing file', (f) => rmSync(join(f, 'data/evidence/0001.txt')), 'invalid'],
    ['an extra file', (f) => writeFileSync(join(f, 'data/evidence/9999.pdf'), 'x'), 'invalid'],
    [
      'a link',
      (f) => {
        rmSync(join(f, 'data/evidence/0001.txt'));
        symlinkSync('/etc/hostname', join(f, 'data/evidence/0001.txt'));
      },
      'invalid',
    ],
    ['a linked folder', (f) => symlinkSync('/etc', join(f, 'data/etc')), 'invalid'],
    [
      'a path out of the bag',
      (f) => {
        const list = join(f, 'manifest-sha256.txt');
        writeFileSync(list, `${readFileSync(list, 'utf8')}${'0'.repeat(64)}  ../../etc/passwd\n`);
      },
      'invalid',
    ],
    [
      'a newer version',
      (f) => {
        const info = join(f, 'bag-info.txt');
        writeFileSync(info, readFileSync(info, 'utf8').replace(/Archive-Version: \d+/, 'Archive-Version: 3'));
        resealBag(f);
      },
      'newer',
    ],
    [
      'no version',
      (f) => {
        writeFileSync(join(f, 'bag-info.txt'), 'Contact-Name: x\n');
        resealBag(f);
      },
      'foreign',
    ],
    [
      'two versions',
      (f) => {
        writeFileSync(join(f, 'bag-info.txt'), 'Juanzong-Archive-Version: 1\nJuanzong-Archive-Version: 2\n');
        resealBag(f);
      },
      'foreign',
    ],
    [
      'a bag without SM3',
      (f) => {
        rmSync(join(f, 'juanzong/sm3.txt'));
        resealBag(f);
      },
      'foreign',
    ],
    [
      'names that become one',
      (f) => {
        writeFileSync(join(f, 'data/evidence/0009.txt'), 'a');
        writeFileSync(join(f, 'data/evidence/0009.TXT'), 'b');
        resealBag(f);
      },
      'names',
    ],
    [
      'a name of Windows’ devices',
      forged('files.json', ({ files }) => {
        files[0].path = 'data/evidence/CON';
      }),
      'names',
    ],
    [
      'a row that points out',
      forged('files.json', ({ files }) => {
        files[0].path = 'data/evidence/../record/dossier.json';
      }),
      'names',
    ],
    ['a file that nobody names', forged('files.json', ({ files }) => files.pop()), 'inconsistent'],
    ['a file named twice', forged('files.json', ({ files }) => files.push(files[0])), 'inconsistent'],
    [
      'another digest',
      forged('files.json', ({ files }) => {
        files[0].sha256 = '0'.repeat(64);
      }),
      'inconsistent',
    ],
    [
      'a record changed beside its history',
      forged('dossier.json', (json) => {
        json.fields.sign_place = '别处';
      }),
      'inconsistent',
    ],
    [
      'a history without a version',
      forged('history.json', ({ history }) => {
        history.splice(
          history.findIndex(({ version }: { version: number }) => version === 1),
          1,
        );
      }),
      'inconsistent',
    ],
    [
      'a noun of the future',
      forged('history.json', ({ history }) => {
        history[0].noun = 'spell';
      }),
      'newer',
    ],
    [
      'a definition of the future',
      forged('history.json', ({ history }) => {
        for (const row of history) if (row.noun === 'fields') row.value.definitionVersion = 99;
      }),
      'newer',
    ],
    [
      'evidence that is not here',
      forged('history.json', ({ history }) => {
        history.find(
          (row: Forged) => row.noun === 'event' && row.value?.evidence?.length > 0,
        ).value.evidence = ['f'.repeat(32)];
      }),
      'inconsistent',
    ],
    [
      'a value of another type',
      forged('history.json', ({ history }) => {
        history.find((row: Forged) => row.noun === 'event' && !row.removed).value.date = '2024-13-45';
      }),
      'malformed',
    ],
    [
      'a key that becomes a prototype',
      (f) => {
        const at = join(f, 'data/record/history.json');
        writeFileSync(
          at,
          readFileSync(at, 'utf8').replace('"value": {', '"value": {"__proto__": {"admin": true},'),
        );
        resealBag(f);
      },
      'malformed',
    ],
    [
      'a bomb of brackets',
      (f) => {
        writeFileSync(join(f, 'data/record/history.json'), `{"version":2,"history":${'['.repeat(200_000)}`);
        resealBag(f);
      },
      'malformed',
    ],
    [
      'a deep value',
      forged('history.json', ({ history }) => {
        let deep: unknown = 1;
        for (let i = 0; i < 60; i++) deep = [deep];
        history[0].value = deep;
      }),
      'malformed',
    ],
    [
      'no history',
      (f) => {
        rmSync(join(f, 'data/record/history.json'));
        resealBag(f);
      },
      'no_record',
    ],
    [
      'bytes that are no text',
      (f) => {
        writeFileSync(join(f, 'data/record/files.json'), Buffer.from([0x7b, 0xff, 0xfe]));
        resealBag(f);
      },
      'malformed',
    ],
  ])('%s', async (name, change, reason) => {
    const hostile = copy(name.replaceAll(/\W/g, '-'));
    change(hostile);
    const before = await state();
    into.answers.folder = hostile;
    expect(await into.refused('archive.import')).toMatchObject({
      code: 'archive_refused',
      params: { reason },
    });
    expect(await state()).toEqual(before);
    rmSync(hostile, { recursive: true });
  });

  it('a kind that nobody knows, a marking of state secrets, and a folder that is none', async () => {
    const kindless = copy('kindless');
    forged('history.json', ({ history }) => {
      for (const row of history) if (row.noun === 'fields') row.value.kind = 'spell-book';
    })(kindless);
    const secret = copy('secret');
    forged('files.json', ({ files }) => {
      files.at(-1).name = '机密★10年 方案.pdf';
    })(secret);
    const before = await state();
    for (const [folder, code] of [
      [kindless, 'unknown_kind'],
      [secret, 'state_secret_marking'],
      [from.folder, 'not_an_archive'],
    ] as const) {
      into.answers.folder = folder;
      expect(await into.refused('archive.import')).toMatchObject({ code });
    }
    expect(await state()).toEqual(before);
  });
});

/** Everything that half an import would leave: dossiers, files of the vault, objects of the store. */
async function state() {
  const objects = join(into.userData, 'vault/objects');
  const files = existsSync(objects)
    ? readdirSync(objects, { recursive: true })
        .map(String)
        .filter((name) => name.endsWith('.jzv'))
    : [];
  return { dossiers: (await into.ok('dossier.list')).map(({ id }) => id), files: files.toSorted() };
}
