/**
 * Chromium knows no scheme of ours, so `app://bundle/x` is shown as `https://bundle.app.invalid/x`: a secure
 * context with one origin a host, under a top level that never resolves (RFC 2606).
 */
const suffix = /^https:\/\/([a-z0-9-]+)\.([a-z0-9-]+)\.invalid(?=\/|$)/;

export function toShown(url: string): string {
  const match = /^([a-z][a-z0-9-]*):\/\/([a-z0-9-]+)(\/.*)?$/.exec(url);
  if (!match || match[1] === 'http' || match[1] === 'https' || match[1] === 'file') return url;
  return `https://${match[2]}.${match[1]}.invalid${match[3] ?? '/'}`;
}

export function fromShown(url: string): string {
  return url.replace(suffix, (_whole, host: string, scheme: string) => `${scheme}://${host}`);
}
