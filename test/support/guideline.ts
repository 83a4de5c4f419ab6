import { readFileSync } from 'node:fs';
import path from 'node:path';

interface Indicator {
  mark: string;
  key: string;
  value: number;
}
interface Direction {
  code: string;
  years: number;
  choices: string[];
  topics?: { code: string; indicators: Indicator[] }[];
}
export interface GuidelineJson {
  version: string;
  status: string;
  deadlines: Record<string, string | null>;
  directions: Direction[];
}

const builtIn = path.join(
  import.meta.dirname,
  '../../shared/agreements/programme-application/guideline.json',
);

/** An invented final text: days, one direction's years and fields, one topic's first target. */
export function finalGuideline(): GuidelineJson {
  const text = JSON.parse(readFileSync(builtIn, 'utf8')) as GuidelineJson;
  text.version = 'final-1';
  text.status = '正式稿';
  text.deadlines = { application: '2026-03-31', recommendation: '2026-04-15', defence: null };
  const italy = text.directions.find(({ code }) => code === '1.6');
  italy?.choices.push('海洋科学');
  const topic = text.directions.flatMap(({ topics = [] }) => topics).find(({ code }) => code === 'C-M4');
  const target = topic?.indicators[0];
  if (target !== undefined) target.value += 1;
  return text;
}
