import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ObjectId, TicketId } from '../../../shared/model/ids.ts';
import type { Open } from '../../app/open.ts';
import type { ObjectRow } from '../../store/objects.ts';

/** A view lives until it closes, the lock, or ten minutes. */
const lifeMs = 10 * 60 * 1000;
/** The most that one answer carries; a viewer asks on. */
const sliceBytes = 4 * 1024 * 1024;

/** Views open at once; beyond them the oldest ends. */
const mostTickets = 64;

interface Ticket {
  dossier: DossierId;
  row: ObjectRow;
  until: number;
  /** Aborted when the view ends: what is still flowing to the page stops. */
  ended: AbortController;
}

/** What the renderer may look at: one object a ticket, served as checked ranges, never by path. */
export class Tickets {
  readonly #tickets = new Map<string, Ticket>();
  readonly #open: () => Open | null;
  readonly #now: () => number;

  constructor(open: () => Open | null, now: () => number = () => performance.now()) {
    this.#open = open;
    this.#now = now;
  }

  issue(open: Open, dossier: DossierId, object: ObjectId): { ticket: TicketId; row: ObjectRow } {
    const row = open.store.objects.get(dossier, object);
    const ticket = randomBytes(16).toString('hex') as TicketId;
    for (const [old, { until }] of this.#tickets) {
      if (until < this.#now() || this.#tickets.size >= mostTickets) this.release(old);
    }
    this.#tickets.set(ticket, { dossier, row, until: this.#now() + lifeMs, ended: new AbortController() });
    return { ticket, row };
  }

  release(ticket: string): void {
    this.#tickets.get(ticket)?.ended.abort();
    this.#tickets.delete(ticket);
  }

  /** Ends every view of a dossier (E-07). */
  closeOf(dossier: DossierId): void {
    for (const [id, ticket] of [...this.#tickets]) if (ticket.dossier === dossier) this.release(id);
  }

  closeAll(): void {
    for (const ticket of [...this.#tickets.keys()]) this.release(ticket);
  }

  /** Serves a range of a ticket's object. An unknown, ended or foreign ticket is simply not there. */
  async serve(id: string, rangeHeader: string | null): Promise<Response> {
    const ticket = this.#tickets.get(id);
    const open = this.#open();
    if (ticket === undefined || open === null || ticket.until < this.#now()) {
      this.release(id);
      return new Response(null, { status: 404 });
    }
    const { row } = ticket;
    const { signal } = ticket.ended;
    const range = parseRange(rangeHeader, row.size);
    if (range === 'unsatisfiable') {
      return new Response(null, { status: 416, headers: { 'content-range': `bytes */${row.size}` } });
    }
    const headers = {
      // The renderer decides what it draws; the type by content never makes a page of it.
      'content-type': 'application/octet-stream',
      'accept-ranges': 'bytes',
    };
    if (range === null) {
      return new Response(
        Readable.toWeb(
          Readable.from(whole(open, row, signal), { objectMode: false }),
        ) as ReadableStream<Uint8Array>,
        {
          headers: { ...headers, 'content-length': String(row.size) },
        },
      );
    }
    const [start, end] = range;
    const body = await slice(open, row, start, end);
    if (signal.aborted) {
      // The view ended while its bytes were read: the reader that was kept for the next range goes too.
      body?.fill(0);
      await open.vault.forget(row.id);
      return new Response(null, { status: 404 });
    }
    if (body === null) return new Response(null, { status: 404 });
    return new Response(body, {
      status: 206,
      headers: {
        ...headers,
        'content-length': String(body.length),
        'content-range': `bytes ${start}-${end - 1}/${row.size}`,
      },
    });
  }
}

/** Piece by checked piece; a damaged object breaks the answer off instead of giving a wrong byte. */
async function* whole(open: Open, row: ObjectRow, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const key = open.store.objects.fileKey(row);
  try {
    yield* open.vault.stream(row.id, key, row.rootTag, { signal });
  } finally {
    key.destroy();
  }
}

async function slice(
  open: Open,
  row: ObjectRow,
  start: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const key = open.store.objects.fileKey(row);
  try {
    return new Uint8Array(await open.vault.readRange(row.id, key, row.rootTag, start, end));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  } finally {
    key.destroy();
  }
}

/** `bytes=a-b`, `bytes=a-`, `bytes=-n` as [start, end); null where there is none. Multiple ranges: none. */
export function parseRange(header: string | null, size: number): [number, number] | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const last = Math.max(size, 0);
  let start: number;
  let end: number;
  if (match[1] === '') {
    start = Math.max(0, last - Number(match[2]));
    end = last;
  } else {
    start = Number(match[1]);
    end = match[2] === '' ? last : Math.min(last, Number(match[2]) + 1);
  }
  if (start >= last || end <= start) return 'unsatisfiable';
  return [start, Math.min(end, start + sliceBytes)];
}
