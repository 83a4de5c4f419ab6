import type { DossierId, ObjectId, TicketId } from '../../shared/model/ids.ts';
import type { Refusal } from '../../shared/model/errors.ts';
import { bridge, settle } from '../bridge.ts';

export interface Opened {
  ticket: TicketId;
  url: string;
  size: number;
  type: string;
  name: string;
}

/** A ticket lives ten minutes; a view that stays open takes a new one before that. */
const freshMs = 9 * 60 * 1000;

/** The bytes could not be had: the ticket is gone, the object is damaged, the store is locked. */
export class SourceError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'SourceError';
    this.refusal = refusal;
  }
}

/**
 * The bytes of one object behind a ticket: by ranges where the shell answers them, else whole. Takes a new
 * ticket when the old one has ended, and gives it back on closing.
 */
export class Source {
  readonly dossier: string;
  readonly object: string;
  readonly opened: Opened;
  #ticket: Opened;
  #since = Date.now();
  #whole: Promise<Uint8Array> | null = null;
  readonly #closed = new AbortController();

  private constructor(dossier: string, object: string, opened: Opened) {
    this.dossier = dossier;
    this.object = object;
    this.opened = opened;
    this.#ticket = opened;
  }

  static async open(dossier: string, object: string): Promise<Source> {
    return new Source(dossier, object, await askTicket(dossier, object));
  }

  get size(): number {
    return this.opened.size;
  }

  close(): void {
    this.#closed.abort();
    void settle(bridge().evidence.release({ ticket: this.#ticket.ticket }));
  }

  /** An address for an element that fetches by itself, fresh enough for one fetch. */
  async address(): Promise<string> {
    if (Date.now() - this.#since > freshMs) await this.#renew();
    return this.#ticket.url;
  }

  /** Bytes `begin` to `end` (exclusive). @throws SourceError, or an abort when the view was closed. */
  async range(begin: number, end: number): Promise<Uint8Array> {
    const before = this.#held();
    if (before !== null) return (await before).subarray(begin, end);
    const parts: Uint8Array[] = [];
    let at = begin;
    while (at < end) {
      const part = await this.#piece(at, end);
      if (part.length === 0) throw new SourceError({ ok: false, code: 'object_damaged' });
      // The shell answered whole files only: what came is kept for the ranges to follow.
      const whole = this.#held();
      if (whole !== null) return (await whole).subarray(begin, end);
      parts.push(part);
      at += part.length;
    }
    if (parts.length === 1 && parts[0] !== undefined) return parts[0];
    const joined = new Uint8Array(end - begin);
    let offset = 0;
    for (const part of parts) {
      joined.set(part, offset);
      offset += part.length;
    }
    return joined;
  }

  #held(): Promise<Uint8Array> | null {
    return this.#whole;
  }

  async #piece(begin: number, end: number, again = true): Promise<Uint8Array> {
    const url = await this.address();
    const answer = await fetch(url, {
      headers: { range: `bytes=${begin}-${end - 1}` },
      cache: 'no-store',
      signal: this.#closed.signal,
    });
    if (answer.status === 206) return new Uint8Array(await answer.arrayBuffer());
    if (answer.status === 200) {
      this.#whole = answer.arrayBuffer().then((bytes) => new Uint8Array(bytes));
      return (await this.#whole).subarray(begin, end);
    }
    if (!again) throw new SourceError({ ok: false, code: 'object_damaged' });
    await this.#renew();
    return this.#piece(begin, end, false);
  }

  async #renew(): Promise<void> {
    const old = this.#ticket;
    this.#ticket = await askTicket(this.dossier, this.object);
    this.#since = Date.now();
    void settle(bridge().evidence.release({ ticket: old.ticket }));
  }
}

async function askTicket(dossier: string, object: string): Promise<Opened> {
  const answer = await settle(
    bridge().evidence.ticket({ dossier: dossier as DossierId, object: object as ObjectId }),
  );
  if (!answer.ok) throw new SourceError(answer);
  return answer.value;
}
