import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Open } from '../../electron/app/open.ts';
import { handlers } from '../../electron/ipc/handlers.ts';
import type { Channel } from '../../shared/ipc/channel.ts';
import { type ChannelName, channelNames, contract, type Output } from '../../shared/ipc/contract.ts';
import type { AuditRow } from '../../electron/store/audit.ts';
import { createTestApp, password, type TestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';

const declared = (name: ChannelName): Channel => contract[name];
const planted = '青瓦台树洞密语';

/** What each call below needs, made as the calls before it were answered. */
interface Scene {
  test: TestApp;
  active: string;
  draft: string;
  source: string;
  event: string;
  entry: string;
  material: string;
  ticket: string;
  dataset: string;
  drop: string;
  request: string;
  version: number;
  warning: { rule: string; path: string; message: string };
  answer: string;
}

type Step = [name: ChannelName, input: (scene: Scene) => object, keep?: (scene: Scene, value: never) => void];

const dossier = ({ active }: Scene) => ({ dossier: active });
const date = '2024-06-03';

/** Every channel once, in an order in which each succeeds. */
const steps: Step[] = [
  ['app.info', () => ({})],
  ['session.status', () => ({})],
  ['session.touch', () => ({})],
  ['session.confirm', () => ({ password })],
  ['policy.view', () => ({})],
  ['setting.get', () => ({})],
  ['setting.set', () => ({ language: 'zh' })],
  ['calendar.state', () => ({})],
  ['guideline.state', () => ({})],
  ['guideline.forget', () => ({})],
  ['calendar.previewClosed', () => ({ closed: [{ date, reason: planted }] })],
  ['calendar.setClosed', () => ({ closed: [{ date, reason: planted }] })],
  [
    'dossier.createSample',
    () => ({ kind }),
    (scene, { id }: { id: string }) => {
      scene.active = id;
    },
  ],
  [
    'dossier.create',
    () => ({ kind }),
    (scene, { id }: { id: string }) => {
      scene.draft = id;
    },
  ],
  ['dossier.list', () => ({})],
  [
    'dossier.view',
    dossier,
    (scene, { version, findings }: Output<'dossier.view'>) => {
      scene.version = version;
      const found = findings.find(({ severity }) => severity === 'warn');
      scene.warning = { rule: found?.rule ?? '', path: found?.path ?? '', message: found?.message.zh ?? '' };
    },
  ],
  ['dossier.draft', ({ draft }) => ({ dossier: draft })],
  ['dossier.saveDraft', ({ draft }) => ({ dossier: draft, fields: { sign_place: planted } })],
  [
    'evidence.choose',
    ({ draft }) => ({ dossier: draft, many: true }),
    (scene, { items }: { items: { object: string }[] }) => {
      scene.source = items[0]?.object ?? '';
    },
  ],
  ['reading.start', ({ draft, source }) => ({ dossier: draft, object: source })],
  [
    'dossier.amend',
    ({ active, version }) => ({
      dossier: active,
      version,
      fields: { sign_place: planted },
      reason: planted,
    }),
  ],
  [
    'finding.answer',
    ({ active, warning }) => ({ dossier: active, ...warning, reason: planted }),
    (scene, { answer }: { answer: string }) => {
      scene.answer = answer;
    },
  ],
  ['finding.withdrawAnswer', ({ active, answer }) => ({ dossier: active, answer, reason: planted })],
  ['reading.choose', ({ active }) => ({ dossier: active, rule: 'A-Q15', choice: 'window', reason: planted })],
  ['dossier.history', dossier],
  ['dossier.unmask', dossier],
  ['dossier.mask', dossier],
  ['dossier.exposure', ({ active }) => ({ dossier: active, days: [date] })],
  [
    'event.record',
    ({ active }) => ({
      dossier: active,
      key: 'expense_statement_submitted',
      date,
      evidence: [],
      note: planted,
    }),
    (scene, { event }: { event: string }) => {
      scene.event = event;
    },
  ],
  [
    'event.correct',
    ({ active, event }) => ({
      dossier: active,
      event,
      key: 'expense_statement_submitted',
      date,
      evidence: [],
      reason: planted,
    }),
  ],
  ['event.withdraw', ({ active, event }) => ({ dossier: active, event, reason: planted })],
  [
    'entry.save',
    ({ active }) => ({ dossier: active, ledger: 'expenses', values: { item: planted, amount: 1, date } }),
    (scene, { entry }: { entry: string }) => {
      scene.entry = entry;
    },
  ],
  ['entry.remove', ({ active, entry }) => ({ dossier: active, ledger: 'expenses', entry })],
  [
    'ledger.save',
    ({ active }) => ({ dossier: active, ledger: 'expenses', rows: [{ values: { item: planted } }] }),
  ],
  ['ledger.unmask', ({ active }) => ({ dossier: active, ledger: 'expenses' })],
  ['ledger.export', ({ active }) => ({ dossier: active, ledger: 'expenses' })],
  ['drop.file', ({ test, active }) => ({ dossier: active, path: join(test.folder, planted), name: planted })],
  [
    'drop.begin',
    ({ active }) => ({ dossier: active, name: planted, size: 1 }),
    (scene, { drop }: { drop: string }) => {
      scene.drop = drop;
    },
  ],
  ['drop.piece', ({ drop }) => ({ drop, bytes: Buffer.from('x') })],
  [
    'drop.end',
    ({ active, drop }) => ({ dossier: active, drop }),
    (scene, { items }: { items: { object: string }[] }) => {
      scene.source = items[0]?.object ?? '';
    },
  ],
  ['drop.abort', ({ drop }) => ({ drop })],
  ['evidence.list', dossier],
  [
    'evidence.ticket',
    ({ active, source }) => ({ dossier: active, object: source }),
    (scene, { ticket }: { ticket: string }) => {
      scene.ticket = ticket;
    },
  ],
  ['evidence.release', ({ ticket }) => ({ ticket })],
  ['evidence.look', ({ active, source }) => ({ dossier: active, object: source })],
  ['evidence.page', ({ active, source }) => ({ dossier: active, object: source, page: 1, width: 300 })],
  [
    'marking.raise',
    ({ active, source }) => ({
      dossier: active,
      object: source,
      marking: { infoClass: 'personal', retention: { kind: 'perpetual' } },
    }),
  ],
  [
    'marking.lower',
    ({ active, source }) => ({
      dossier: active,
      object: source,
      marking: { infoClass: 'internal', retention: { kind: 'years', years: 5 } },
      reason: planted,
    }),
  ],
  [
    'dataset.choose',
    dossier,
    (scene, { object }: { object: string }) => {
      scene.dataset = object;
    },
  ],
  ['dataset.page', ({ active, dataset }) => ({ dossier: active, object: dataset, from: 0 })],
  ['dataset.export', ({ active, dataset }) => ({ dossier: active, object: dataset })],
  [
    'material.bind',
    ({ active, source }) => ({
      dossier: active,
      object: source,
      package: 'P-A3',
      piece: contractPiece,
    }),
    (scene, { entry }: { entry: string }) => {
      scene.material = entry;
    },
  ],
  ['material.confirm', ({ active, material }) => ({ dossier: active, entry: material, sealed: true })],
  [
    'material.paper',
    ({ active, material }) => ({
      dossier: active,
      entry: material,
      pages: 3,
      matches: true,
      copies: 2,
      holders: [{ copy: 1, holder: planted, date: null, signed_by: '' }],
    }),
  ],
  ['material.unbind', ({ active, material }) => ({ dossier: active, entry: material })],
  ['today.view', () => ({})],
  ['today.print', () => ({ filter: {} })],
  ['today.calendarFile', () => ({ filter: {}, titles: true })],
  ['calendar.days', () => ({ from: '2024-06-01', to: '2024-06-30' })],
  ['package.view', ({ active }) => ({ dossier: active, package: 'P-A3' })],
  ['package.plan', ({ active }) => ({ dossier: active, package: 'P-A3', meeting: '2024-11-26' })],
  ['package.readingCopy', ({ active }) => ({ dossier: active, package: 'P-A3' })],
  ['package.export', ({ active }) => ({ dossier: active, package: 'P-A3', incomplete: true })],
  [
    'archive.setProfile',
    () => ({
      unit: planted,
      fonds: 'Z109',
      category: 'KY',
      template: '{全宗号}-{项目号}-{件号}',
      volume: '001',
      retention: '永久',
      secrecy: '',
    }),
  ],
  ['archive.profile', () => ({})],
  ['archive.export', dossier],
  [
    'approval.save',
    ({ active, source }) => ({
      dossier: active,
      ask: {
        recipient: planted,
        objects: [source],
        why: planted,
        act: 'export',
        medium: 'disc',
        until: '2024-10-31',
        back_by: null,
      },
    }),
    (scene, { request }: { request: string }) => {
      scene.request = request;
    },
  ],
  ['approval.letter', ({ active, request }) => ({ dossier: active, request })],
  ['approval.list', dossier],
  ['approval.due', () => ({})],
  ['recall.list', () => ({})],
  ['retention.list', () => ({})],
  ['retention.register', () => ({})],
  ['retention.print', () => ({})],
  ['approval.withdraw', ({ active, request }) => ({ dossier: active, request, reason: planted })],
  ['paper.list', dossier],
  ['document.list', dossier],
  ['paper.write', ({ active }) => ({ dossier: active, papers: ['volume_cover'] })],
  ['paper.giveTemplate', () => ({ template: 'volume-cover' })],
  ['job.list', () => ({})],
  ['search.find', () => ({ text: planted })],
  ['audit.list', () => ({ limit: 5 })],
  ['audit.check', () => ({})],
  ['audit.export', () => ({})],
  ['health.report', () => ({})],
  ['health.prove', () => ({ all: true })],
  ['health.remove', () => ({ code: 'left_over', object: null })],
  ['backup.run', () => ({})],
  ['backup.drill', () => ({})],
  ['health.recover', ({ active, source }) => ({ dossier: active, object: source })],
  ['people.list', () => ({})],
  ['member.list', dossier],
  ['lease.list', () => ({})],
  ['transfer.keys', () => ({})],
  ['transfer.giveKey', () => ({ asks: false })],
  ['transfer.forget', () => ({})],
  ['dossier.discard', dossier],
];

const { definitions } = await import('../../shared/agreements/index.generated.ts');
const contractPiece =
  definitions.find((each) => each.id === kind)?.packages.find((each) => each.id === 'P-A3')?.pieces[0]?.key ??
  '';

/** Channels that this walk cannot answer well in passing; their own tests are named. */
const elsewhere: Partial<Record<ChannelName, string>> = {
  'session.setup': 'begins the walk',
  'session.lock': 'ends the walk',
  'session.unlock': 'lock.test.ts',
  'session.recover': 'integration/path.test.ts',
  'dossier.finish': 'integration/path.test.ts',
  'archive.verify': 'integration/path.test.ts',
  'recall.run': 'recall.test.ts',
  'recall.certificate': 'recall.test.ts',
  'inspection.run': 'integration/inspection.test.ts',
  'inspection.report': 'integration/inspection.test.ts',
  'disc.plan': 'integration/inspection.test.ts',
  'disc.open': 'integration/inspection.test.ts',
  'disc.check': 'integration/inspection.test.ts',
  'retention.save': 'destruction.test.ts',
  'retention.hold': 'destruction.test.ts',
  'retention.lift': 'destruction.test.ts',
  'retention.request': 'destruction.test.ts',
  'retention.withdraw': 'destruction.test.ts',
  'retention.confirm': 'destruction.test.ts',
  'retention.decline': 'destruction.test.ts',
  'approval.consent': 'approvals.test.ts',
  'approval.handOver': 'approvals.test.ts',
  'approval.giveBack': 'approvals.test.ts',
  'archive.supplement': 'services/export/supplement.test.ts',
  'archive.import': 'services/archive/import/import.test.ts',
  'transfer.readKey': 'services/transfer/transfer.test.ts',
  'transfer.keepKey': 'services/transfer/transfer.test.ts',
  'transfer.dropKey': 'services/transfer/transfer.test.ts',
  'transfer.send': 'services/transfer/transfer.test.ts',
  'transfer.open': 'services/transfer/transfer.test.ts',
  'transfer.take': 'services/transfer/transfer.test.ts',
  'transfer.merge': 'services/transfer/transfer.test.ts',
  'transfer.unpack': 'sealed-hand-over.test.ts',
  'ledger.choose': 'integration/ledger.test.ts',
  'ledger.sheet': 'integration/ledger.test.ts',
  'ledger.accept': 'integration/ledger.test.ts',
  'ledger.forget': 'integration/ledger.test.ts',
  'indicator.export': 'services/export/indicator-table.test.ts: needs a kind with indicators',
  'reply.export': 'services/export/reply-letter.test.ts: needs a kind whose silence counts',
  'form.compare': 'services/export/printed-form.test.ts: needs a kind with a model form',
  'form.page': 'services/export/printed-form.test.ts: needs a kind with a model form',
  'form.judge': 'services/export/printed-form.test.ts: needs a kind with a model form',
  'form.export': 'services/export/filled-form.test.ts: needs a kind with a model form',
  'backup.restore': 'services/backup/backup.test.ts',
  'session.changePassword': 'integration/people.test.ts',
  'people.add': 'integration/people.test.ts',
  'people.disable': 'integration/people.test.ts',
  'people.enable': 'integration/people.test.ts',
  'people.handOver': 'integration/people.test.ts',
  'people.leave': 'integration/people.test.ts',
  'member.add': 'integration/people.test.ts',
  'member.end': 'integration/people.test.ts',
  'lease.ask': 'integration/people.test.ts',
  'lease.decide': 'integration/people.test.ts',
  'lease.return': 'integration/people.test.ts',
  'paper.takeTemplate': 'integration/papers.test.ts',
  'document.check': 'integration/documents.test.ts',
  'document.confirm': 'integration/documents.test.ts',
  'seal.look': 'integration/documents.test.ts',
  'paper.resetTemplate': 'integration/papers.test.ts',
  'job.cancel': 'files.test.ts',
  'guideline.choose': 'integration/guideline.test.ts',
  'guideline.accept': 'integration/guideline.test.ts',
  'calendar.offer': 'integration/calendar.test.ts',
  'calendar.accept': 'integration/calendar.test.ts',
  'calendar.previewWithdrawal': 'integration/calendar.test.ts',
  'calendar.withdraw': 'integration/calendar.test.ts',
};

describe('each channel does what it declares', () => {
  let test: TestApp;
  let open: Open;
  const scene = {} as Scene;
  beforeAll(async () => {
    test = await createTestApp();
    await test.setUp();
    scene.test = test;
    const out = join(test.folder, 'out');
    mkdirSync(out);
    writeFileSync(join(test.folder, planted), `课题合作协议\n${planted}\n`);
    test.answers = { files: [join(test.folder, planted)], folder: out };
    if (test.app.session.open === null) throw new Error('locked');
    ({ open } = test.app.session);
  });
  afterAll(() => test.close());

  const length = () => open.store.audit.head()?.seq ?? 0;

  it('the walk leaves out no channel', () => {
    const walked = [...steps.map(([name]) => name), ...Object.keys(elsewhere)];
    expect(walked.sort()).toEqual([...channelNames].sort());
  });

  it.each(steps)('%s', async (name, input, keep) => {
    const before = length();
    const value = await test.ok(name, input(scene) as never);
    keep?.(scene, value as never);
    const rows: AuditRow[] = open.store.audit.list({ limit: length() - before }).reverse();
    const { audit, scope } = declared(name);
    const told = rows.map(({ channel, stage, outcome }) => [channel, stage, outcome]);
    const single = [[name, 'single', 'ok']];
    const two = [
      [name, 'intent', 'intended'],
      [name, 'result', 'ok'],
    ];
    expect(told).toEqual({ none: [], write: single, intent_and_result: two }[audit]);
    for (const row of rows) {
      expect(row.dossier === null, 'the dossier of the row').toBe(scope !== 'dossier');
      const { details: _sealed, ...readable } = row;
      expect(JSON.stringify(readable)).not.toContain(planted);
    }
  });

  it('E-03: a channel that names a dossier asks for that one; one that names none gives none', () => {
    for (const name of channelNames) {
      const { input, scope } = declared(name);
      const names = 'shape' in input && 'dossier' in (input.shape as object);
      expect(names, name).toBe(scope === 'dossier');
    }
  });

  it('what can change something says so, and what goes out leaves two rows', () => {
    for (const name of channelNames) {
      const { capability, audit, surface } = declared(name);
      if (['export', 'print', 'copy', 'show'].includes(capability))
        expect(audit, name).toBe('intent_and_result');
      // Pieces on their way and the cancelling of a job write no record.
      const passing = surface === 'preload' || name === 'job.cancel';
      if (capability === 'edit' && !passing) expect(audit, name).toBe('write');
      if (capability === 'view') expect(audit, name).not.toBe('write');
    }
  });

  // The guards of the gate bite: each of these handlers lies about its declaration.
  it.each([
    ['writes without a row', 'package.plan', () => ({})],
    [
      'writes twice',
      'package.plan',
      (context: Lying) => [context.commit(() => ({})), context.commit(() => ({}))],
    ],
    ['writes where none is declared', 'package.view', (context: Lying) => context.commit(() => ({}))],
    ['answers another shape', 'package.view', () => ({ secret: planted })],
  ] as const)('a handler that %s is stopped', async (_what, name, lie) => {
    const { report } = test.app.environment;
    test.app.environment.report = () => undefined;
    const honest = handlers[name];
    const { id } = await test.ok('dossier.createSample', { kind });
    Object.assign(handlers, { [name]: lie });
    try {
      const input = { dossier: id, package: 'P-A3', meeting: null };
      const result = await test.app.dispatch({ transport: 'ipc' }, name, input);
      expect(result).toMatchObject({ ok: false, code: expect.stringMatching(/^(internal|bad_output)$/) });
      expect(JSON.stringify(result)).not.toContain(planted);
    } finally {
      Object.assign(handlers, { [name]: honest });
      test.app.environment.report = report;
    }
  });

  it('a session ends with its row and a signed head', async () => {
    await test.ok('session.lock');
    await test.ok('session.unlock', { login: 'linmouwu', password });
    const { rows, chain } = await test.ok('audit.list', { limit: 2 });
    expect(rows.map(({ channel }) => channel)).toEqual(['session.unlock', 'session.lock']);
    expect(rows[1]?.signed).toBe(true);
    expect(chain.ok).toBe(true);
  });
});

interface Lying {
  commit(write: () => object): object;
}
