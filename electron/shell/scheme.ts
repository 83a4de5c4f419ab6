import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { securityHeaders } from './csp.ts';
import { mimeOf } from './mime.ts';
import { isOurs } from './origin.ts';

/** Answers a ticket's bytes, or one range of them; refuses as not found whatever the reason (E-03). */
export type TicketServer = (id: string, range: string | null) => Promise<Response>;

function answer(
  status: number,
  body: Uint8Array<ArrayBuffer> | null,
  headers: Record<string, string> = {},
): Response {
  return new Response(body, { status, headers: { ...headers, ...securityHeaders } });
}

function notFound(): Response {
  return answer(404, null);
}

/**
 * The files of the built renderer by their address. Read once: what is not in the list when the application
 * starts does not exist, so that no spelling of a path can lead outside.
 */
export function builtFiles(root: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  function walk(folder: string, address: string): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const inside = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(inside, `${address}${entry.name}/`);
      else if (entry.isFile() && mimeOf(entry.name)) files.set(`${address}${entry.name}`, inside);
    }
  }
  walk(root, '/');
  return files;
}

function decodePath(url: string): string | undefined {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return undefined;
  }
}

const ticketPath = /^\/ticket\/([A-Za-z0-9_-]{1,128})$/;

/**
 * The handler of `app://`: built files and tickets by GET, nothing else. A ticket's answer gets our headers
 * over its own, so that no file of a stranger is ever run or sniffed as a page.
 */
export function createSchemeHandler(
  root: string,
  ticket: TicketServer,
): (request: Request) => Promise<Response> {
  const files = builtFiles(root);
  return async function handle(request) {
    if (request.method !== 'GET' || !isOurs(request.url)) return notFound();
    const address = decodePath(request.url);
    const id = address === undefined ? undefined : ticketPath.exec(address)?.[1];
    try {
      if (id !== undefined) return ticketAnswer(await ticket(id, request.headers.get('range')));
      const file = address === undefined ? undefined : files.get(address === '/' ? '/index.html' : address);
      const type = file && mimeOf(file);
      if (!file || !type) return notFound();
      return answer(200, new Uint8Array(await readFile(file)), { 'content-type': type });
    } catch {
      return notFound();
    }
  };
}

function ticketAnswer(answered: Response): Response {
  const headers = new Headers(answered.headers);
  // Whatever the file is, as a document of its own it would have our origin's power.
  headers.set('content-type', 'application/octet-stream');
  for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value);
  return new Response(answered.body, { status: answered.status, headers });
}
