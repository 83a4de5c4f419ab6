import { addDays } from '../calendar/civil.ts';
import type { CivilDate } from '../model/units.ts';

/** One all-day entry of a calendar file. */
export interface IcsEvent {
  /** Stable for one obligation of one dossier, so that a later file replaces the entry. */
  uid: string;
  date: CivilDate;
  summary: string;
  description: string;
  /** An estimated day (G-008). */
  tentative: boolean;
  /** Days before, at nine in the morning, on which it rings. */
  alarms: readonly number[];
}

export interface IcsFile {
  product: string;
  name: string;
  /** Instant of the export, ISO 8601 in UTC. */
  stamp: string;
  events: readonly IcsEvent[];
}

/**
 * A calendar file (RFC 5545): all-day entries without a time zone, CRLF, lines folded at 75 octets.
 * @returns the whole text; bytes are its UTF-8
 */
export function icsText({ product, name, stamp, events }: IcsFile): string {
  const at = `${stamp.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${escaped(product)}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap((event) => eventLines(event, at)),
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

function eventLines(event: IcsEvent, at: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${at}`,
    `DTSTART;VALUE=DATE:${plain(event.date)}`,
    // The end is the first day that is no longer part of it.
    `DTEND;VALUE=DATE:${plain(addDays(event.date, 1))}`,
    `SUMMARY:${escaped(event.summary)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    `STATUS:${event.tentative ? 'TENTATIVE' : 'CONFIRMED'}`,
    'CLASS:CONFIDENTIAL',
    'TRANSP:TRANSPARENT',
    ...event.alarms.flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escaped(event.summary)}`,
      `TRIGGER:${triggerOf(days)}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

/** Nine in the morning, some days before an entry that begins at midnight. */
function triggerOf(days: number): string {
  if (days === 0) return 'PT9H';
  return days === 1 ? '-PT15H' : `-P${days - 1}DT15H`;
}

function plain(date: CivilDate): string {
  return date.replaceAll('-', '');
}

/** TEXT of RFC 5545 3.3.11: backslash, semicolon, comma and line breaks; other control characters have no place. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?|\n/g, '\n')
    .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replaceAll(/[\\;,]/g, (sign) => `\\${sign}`)
    .replaceAll('\n', '\\n');
}

const mostOctets = 75;

/** A long line goes on after CRLF and a blank; no character is cut in two (RFC 5545 3.1). */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const sign of line) {
    const size = octetsOf(sign);
    if (octets + size > mostOctets) {
      parts.push(part);
      part = '';
      // The blank at the beginning of the next line counts.
      octets = 1;
    }
    part += sign;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}

function octetsOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
