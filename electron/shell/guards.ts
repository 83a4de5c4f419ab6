import type { Session, WebContents } from 'electron';
import { isEntry, isOurs } from './origin.ts';

/** Told what was refused and why, without the address's query: it may carry content. */
export type Refused = (what: string, url: string) => void;

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '').slice(0, 200);
}

/**
 * The session asks for nothing, keeps nothing and reaches nothing: every permission is refused, every device,
 * every download, and every request whose address is not ours. Called once, before a window exists.
 */
export function guardSession(session: Session, refused: Refused): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    refused('permission', permission);
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => {
    refused('download', '');
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !isAllowedRequest(details.url);
    if (cancel) refused('request', withoutQuery(details.url));
    answer({ cancel });
  });
}

/** `blob:` and `data:` are made by our own page out of what it has; DevTools exist in development only. */
export function isAllowedRequest(url: string): boolean {
  return (
    isOurs(url) ||
    url.startsWith('blob:app://bundle/') ||
    url.startsWith('data:') ||
    url.startsWith('devtools:')
  );
}

/**
 * A page stays where main put it: no navigation but a reload of the entry, no frame elsewhere, no new window,
 * no webview. Called for every `web-contents-created`, so that no later window can be forgotten.
 */
export function guardContents(contents: WebContents, refused: Refused): void {
  contents.setWindowOpenHandler(({ url }) => {
    refused('window', withoutQuery(url));
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    if (isEntry(event.url)) return;
    refused('navigation', withoutQuery(event.url));
    event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (isEntry(event.url)) return;
    refused('navigation', withoutQuery(event.url));
    event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
