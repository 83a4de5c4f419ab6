import { common } from './common.ts';
import { entry } from './entry.ts';
import { errors } from './errors.ts';
import { evidence } from './evidence.ts';
import { frame } from './frame.ts';
import { reason } from './reason.ts';
import { today } from './today.ts';
import { wizard } from './wizard.ts';

/** Languages of the interface; Chinese is the official one. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

const zh = {
  common: common.zh,
  frame: frame.zh,
  errors: errors.zh,
  entry: entry.zh,
  reason: reason.zh,
  today: today.zh,
  wizard: wizard.zh,
  evidence: evidence.zh,
};

/** Every visible word of the interface, by area. */
export type Texts = typeof zh;

const en: Texts = {
  common: common.en,
  frame: frame.en,
  errors: errors.en,
  entry: entry.en,
  reason: reason.en,
  today: today.en,
  wizard: wizard.en,
  evidence: evidence.en,
};

const texts: Record<Language, Texts> = { zh, en };

/** All words in one language. */
export function textsIn(language: Language): Texts {
  return texts[language];
}
