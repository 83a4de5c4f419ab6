/** The eight stages of the life of data (B-S17, E-12), in order. */
export const stages = [
  'collect',
  'store',
  'use',
  'process',
  'transfer',
  'provide',
  'publish',
  'destroy',
] as const;
export type Stage = (typeof stages)[number];

const byChannel: Record<string, Stage> = {
  'evidence.choose': 'collect',
  'drop.file': 'collect',
  'drop.end': 'collect',
  'drop.begin': 'collect',
  'dossier.create': 'store',
  'dossier.createSample': 'store',
  'dossier.saveDraft': 'store',
  'evidence.ticket': 'use',
  'reading.start': 'process',
  'package.export': 'provide',
  'archive.export': 'provide',
  'indicator.export': 'provide',
  'dossier.discard': 'destroy',
};

const byNoun: Record<string, Stage> = {
  dossier: 'process',
  event: 'process',
  entry: 'process',
  material: 'process',
  package: 'process',
};

/** The stage of an action on content; null for what touches none (a lock, a setting). */
export function stageOf(channel: string): Stage | null {
  return byChannel[channel] ?? byNoun[channel.split('.')[0] ?? ''] ?? null;
}
