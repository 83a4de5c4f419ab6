/** The one origin of the application: `app://bundle/`. */
export const scheme = 'app';
export const host = 'bundle';
export const entryUrl = `${scheme}://${host}/`;

/**
 * Whether an address is ours. By protocol and host, because `URL.origin` of a custom scheme is the word
 * "null", which every other custom scheme's origin equals too. Empty, `about:blank` and what does not parse
 * are strangers.
 */
export function isOurs(url: unknown): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false;
  const parsed = new URL(url);
  return (
    parsed.protocol === `${scheme}:` &&
    parsed.hostname === host &&
    parsed.port === '' &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

/** Whether an address is the page that main itself loads: the only one a reload may lead to. */
export function isEntry(url: unknown): boolean {
  if (!isOurs(url)) return false;
  const { pathname, search } = new URL(String(url));
  return (pathname === '/' || pathname === '/index.html') && search === '';
}
