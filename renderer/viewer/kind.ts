import type { Texts } from '../../shared/text/text.ts';

const images: readonly string[] = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'image/bmp',
  'image/avif',
];
const texts =
  /^(text\/.*|application\/(json|xml|x-ndjson|geo\+json|ld\+json|.*\+json|.*\+xml)|image\/svg\+xml)$/;

/** How a type by content is shown. Markup is shown as text: nothing foreign is ever drawn as a page. */
export function kindOfView(type: string): 'pdf' | 'image' | 'text' | 'facts' {
  const plain = type.split(';')[0]?.trim().toLowerCase() ?? '';
  if (plain === 'application/pdf') return 'pdf';
  if (images.includes(plain)) return 'image';
  return texts.test(plain) ? 'text' : 'facts';
}

/** The type in words, or its own name where there are none. */
export function typeName(text: Texts, type: string): string {
  const names: Record<string, string> = text.evidence.types;
  return names[type] ?? type;
}
