import { visible } from '../../../shared/archive/names.ts';

/** Text that is already HTML; only {@link html} and {@link joined} make it, so nothing typed reaches a page raw. */
export interface Html {
  readonly markup: string;
}

export type Part = Html | string | number | null | undefined;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text
    .replaceAll('\t', ' ')
    .split(/\r\n|\n|\r/)
    .map((line) => visible(line).replace(/[&<>"']/g, (char) => entities[char] ?? ''))
    .join('<br>');
}

/** A template whose holes are escaped, safe in text and in quoted attributes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let markup = strings[0] ?? '';
  for (const [index, part] of parts.entries()) {
    markup +=
      part === null || part === undefined
        ? ''
        : typeof part === 'object'
          ? part.markup
          : escape(String(part));
    markup += strings[index + 1] ?? '';
  }
  return { markup };
}

/** Several pieces one after the other. */
export function joined(parts: readonly Html[]): Html {
  return { markup: parts.map(({ markup }) => markup).join('') };
}

/** A table with a head that repeats on every printed page; without rows, the word for none. */
export function table(
  heads: readonly string[],
  rows: readonly (readonly Part[])[],
  none: string,
  kind = '',
): Html {
  if (rows.length === 0) return html`<p class="none">${none}</p>`;
  const head = joined(heads.map((text) => html`<th scope="col">${text}</th>`));
  const body = joined(
    rows.map((row) => html`<tr>${joined(row.map((part) => html`<td>${part}</td>`))}</tr>\n`),
  );
  return html`<table class="${kind}"><thead><tr>${head}</tr></thead><tbody>
${body}</tbody></table>`;
}
