import { z } from 'zod';
import { AppError } from '../../../shared/model/errors.ts';
import { AccountId } from '../../../shared/model/ids.ts';
import { Instant } from '../../../shared/model/units.ts';
import { PaperTemplate, readTemplate } from '../../../shared/papers/template.ts';
import { builtInTemplates } from '../../../shared/papers/templates/index.ts';
import type { Settings } from '../../store/settings.ts';

const key = 'paper_templates';
/** A template is a page of words; what is larger is none. */
export const mostTemplateBytes = 256 * 1024;

const Stored = z.array(z.object({ template: PaperTemplate, by: AccountId, at: Instant }));

/** A template of the unit's own, that goes before the one which comes with the application. */
export interface OwnTemplate {
  key: string;
  template: PaperTemplate;
  by: z.infer<typeof AccountId>;
  at: string;
}

/** @throws AppError `store_damaged` where something else lies there. */
export function templatesOf(settings: Settings): OwnTemplate[] {
  const value = settings.get(key);
  if (value === undefined) return [];
  const parsed = Stored.safeParse(value);
  if (!parsed.success) throw new AppError('store_damaged', { params: { reason: key }, cause: parsed.error });
  return parsed.data.map((one) => ({ ...one, key: one.template.key }));
}

/** Within the caller's transaction. */
export function writeTemplates(settings: Settings, templates: readonly OwnTemplate[], at: string): void {
  settings.set(
    key,
    templates.map(({ template, by, at: since }) => ({ template, by, at: since })),
    at,
  );
}

/** The template as it stands: the unit's own, else the built-in. @throws AppError `bad_input` for an unknown key. */
export function templateFor(settings: Settings, wanted: string): PaperTemplate {
  const own = templatesOf(settings).find((one) => one.key === wanted);
  if (own !== undefined) return own.template;
  const built = readTemplate(builtInTemplates[wanted]);
  if (!built.ok) throw new AppError('bad_input', { params: { path: 'template', value: wanted } });
  return built.template;
}

/**
 * A template from a file's bytes, of a key that is known.
 * @throws AppError `template_refused` with the place that is wrong
 */
export function templateFrom(bytes: Uint8Array): PaperTemplate {
  const refuse = (where: string): never => {
    throw new AppError('template_refused', { params: { where } });
  };
  if (bytes.length > mostTemplateBytes) return refuse('size');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\ufeff/u, ''));
  } catch {
    return refuse('JSON');
  }
  const read = readTemplate(value);
  if (!read.ok) return refuse(read.where);
  if (!Object.hasOwn(builtInTemplates, read.template.key)) return refuse('key');
  return read.template;
}
