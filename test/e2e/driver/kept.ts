import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Open } from '../../../electron/app/open.ts';
import { createTestApp } from '../../support/app.ts';
import { createPeopleApp } from '../../support/people.ts';

/**
 * A store of several people with one active dossier, closed in 2024 and kept ten years, of which 档案员 dangan is the
 * archivist. The officer is baomi.
 */
export async function keptDossier(): Promise<{ userData: string; title: string; dossier: string }> {
  const test = await createPeopleApp({ fuze: 'member', dangan: 'member' }, '2024-12-20');
  await test.as('fuze');
  const { id: dossier } = await test.ok('dossier.createSample', { kind: 'cooperation-agreement' });
  const open = test.app.session.open as Open;
  // As the end of the wizard leaves it.
  open.store.dossiers.activate(dossier);
  open.shelf.forget(dossier);
  const account = test.ids.get('dangan');
  if (account === undefined) throw new Error('no archivist');
  await test.ok('member.add', {
    dossier,
    account,
    role: 'archivist',
    classes: null,
    purpose: '归档',
    until: null,
  });
  await test.as('dangan');
  await test.ok('retention.save', {
    dossier,
    version: 0,
    period: '10年',
    secrecy: '内部',
    closed: 2024,
    reason: '归档',
  });
  const [view] = await test.ok('retention.list');
  await test.app.close();
  // Where the window's own application looks for it; the fixture removes the folder.
  renameSync(test.userData, join(test.folder, 'demo-store'));
  return { userData: test.folder, title: view?.title ?? '', dossier };
}

/** The archive of a sample agreement in a folder, as another store wrote it; answers its path. */
export async function writtenArchive(folder: string): Promise<string> {
  const test = await createTestApp();
  await test.setUp();
  const { id: dossier } = await test.ok('dossier.createSample', { kind: 'cooperation-agreement' });
  test.answers.folder = folder;
  const { name } = await test.ok('archive.export', { dossier });
  await test.close();
  return join(folder, name);
}
