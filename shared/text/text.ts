import { amend } from './amend.ts';
import { approval } from './approval.ts';
import { archive } from './archive.ts';
import { calendar } from './calendar.ts';
import { judgement } from './judgement.ts';
import { leaving } from './leaving.ts';
import { common } from './common.ts';
import { entry } from './entry.ts';
import { errors } from './errors.ts';
import { formCompare } from './form-compare.ts';
import { evidence } from './evidence.ts';
import { exposure } from './exposure.ts';
import { frame } from './frame.ts';
import { guideline } from './guideline.ts';
import { indicators } from './indicators.ts';
import { health } from './health.ts';
import { help } from './help.ts';
import { ledger } from './ledger.ts';
import { people } from './people.ts';
import { places } from './places.ts';
import { policy } from './policy.ts';
import { dossier } from './dossier.ts';
import { marking } from './marking.ts';
import { inspection } from './inspection.ts';
import { recall } from './recall.ts';
import { retention } from './retention.ts';
import { reason } from './reason.ts';
import { today } from './today.ts';
import { transfer } from './transfer.ts';
import { packages } from './package.ts';
import { labels } from './labels.ts';
import { onPaper } from './on-paper.ts';
import { paper } from './paper.ts';
import { seals } from './seals.ts';
import { wizard } from './wizard.ts';

/** Languages of the interface; Chinese is the official one. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

const zh = {
  common: common.zh,
  frame: frame.zh,
  errors: errors.zh,
  entry: entry.zh,
  health: health.zh,
  help: help.zh,
  people: people.zh,
  places: places.zh,
  policy: policy.zh,
  dossier: dossier.zh,
  amend: amend.zh,
  reason: reason.zh,
  today: today.zh,
  leaving: leaving.zh,
  judgement: judgement.zh,
  calendar: calendar.zh,
  wizard: wizard.zh,
  packages: packages.zh,
  archive: archive.zh,
  transfer: transfer.zh,
  onPaper: onPaper.zh,
  paper: paper.zh,
  seals: seals.zh,
  labels: labels.zh,
  formCompare: formCompare.zh,
  evidence: evidence.zh,
  exposure: exposure.zh,
  ledger: ledger.zh,
  indicators: indicators.zh,
  guideline: guideline.zh,
  approval: approval.zh,
  marking: marking.zh,
  recall: recall.zh,
  retention: retention.zh,
  inspection: inspection.zh,
};

/** Every visible word of the interface, by area. */
export type Texts = typeof zh;

const en: Texts = {
  common: common.en,
  frame: frame.en,
  errors: errors.en,
  entry: entry.en,
  health: health.en,
  help: help.en,
  people: people.en,
  places: places.en,
  policy: policy.en,
  dossier: dossier.en,
  amend: amend.en,
  reason: reason.en,
  today: today.en,
  leaving: leaving.en,
  judgement: judgement.en,
  calendar: calendar.en,
  wizard: wizard.en,
  packages: packages.en,
  archive: archive.en,
  transfer: transfer.en,
  onPaper: onPaper.en,
  paper: paper.en,
  seals: seals.en,
  labels: labels.en,
  formCompare: formCompare.en,
  evidence: evidence.en,
  exposure: exposure.en,
  ledger: ledger.en,
  indicators: indicators.en,
  guideline: guideline.en,
  approval: approval.en,
  marking: marking.en,
  recall: recall.en,
  retention: retention.en,
  inspection: inspection.en,
};

const texts: Record<Language, Texts> = { zh, en };

/** All words in one language. */
export function textsIn(language: Language): Texts {
  return texts[language];
}
