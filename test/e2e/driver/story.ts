import { recordEvent, type Fact } from './dossier.ts';
import { confirmPiece, fileSealed, fileUnder, openPackage } from './package.ts';
import type { Scene } from './scene.ts';
import { type PaperKey, paperName, type PaperPaths } from './story-papers.ts';

/** The day of the story: material is due today, a notice within the week, a payment waits, others are open. */
export const storyDay = '2024-11-12';

type Told = Omit<Fact, 'files' | 'sealed'> & { papers?: readonly PaperKey[]; again?: readonly PaperKey[] };

/** What happened to the sample agreement until the day of the story, with the papers that prove it. */
const life: readonly Told[] = [
  { key: 'project_approved', date: '2024-04-11', papers: ['notice'] },
  { key: 'agreement_signed', date: '2024-05-16', papers: ['agreement'] },
  { key: 'agreement_effective', date: '2024-05-16', again: ['agreement'] },
  {
    key: 'invoice_received',
    date: '2024-05-17',
    installment: 1,
    papers: ['invoice1'],
    values: { amount: '84000.00', invoice_no: '24990000000000000017' },
  },
  { key: 'budget_quota_arrived', date: '2024-05-22', papers: ['quota'] },
  {
    key: 'payment_received',
    date: '2024-06-05',
    installment: 1,
    papers: ['slip1'],
    values: { amount: '84000.00' },
  },
  { key: 'midterm_submitted', date: '2024-07-10', papers: ['midterm'] },
  { key: 'midterm_confirmed', date: '2024-10-30', papers: ['confirmation'] },
  { key: 'contact_change_effective', date: '2024-11-21' },
  { key: 'acceptance_meeting', date: '2024-11-26', papers: ['meeting'] },
];

/** Records the life of the dossier that is open, one event after another; answers how many. */
export async function recordLife(
  scene: Scene,
  paths: PaperPaths,
  until: number = life.length,
): Promise<number> {
  for (const { papers = [], again = [], ...fact } of life.slice(0, until))
    await recordEvent(scene, {
      ...fact,
      files: papers.map((key) => paths[key]),
      sealed: again.map(paperName),
    });
  return Math.min(until, life.length);
}

/** The pieces of the acceptance package: a paper of its own, or one that is sealed already. */
const pieces: readonly { piece: string; paper: PaperKey; sealed?: true }[] = [
  { piece: 'acceptance_application', paper: 'application' },
  { piece: 'midterm_report', paper: 'midterm', sealed: true },
  { piece: 'final_report', paper: 'final' },
  { piece: 'method_result', paper: 'method' },
  { piece: 'paper_submission_proof', paper: 'submission' },
  { piece: 'expense_statement', paper: 'expenses' },
  { piece: 'integrity_pledge', paper: 'pledge' },
  { piece: 'agreement', paper: 'agreement', sealed: true },
  { piece: 'annex_1', paper: 'notice', sealed: true },
  { piece: 'annex_2', paper: 'marking' },
  { piece: 'application_form', paper: 'proposal' },
];

/** Files every piece of the acceptance package and confirms each by eye; answers how many. */
export async function fillPackage(
  scene: Scene,
  paths: PaperPaths,
  look: (done: number) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  await openPackage(scene);
  let done = 0;
  for (const { piece, paper, sealed } of pieces) {
    if (sealed) await fileSealed(scene, piece, paperName(paper));
    else await fileUnder(scene, piece, paths[paper]);
    await confirmPiece(scene, piece);
    done += 1;
    await look(done);
  }
  return done;
}
