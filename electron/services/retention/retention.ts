import { fillReference } from '../../../shared/archive/profile.ts';
import { holdsOn, retentionDays, retentionState } from '../../../shared/archive/retention.ts';
import { AppError } from '../../../shared/model/errors.ts';
import type { DossierId, ItemId } from '../../../shared/model/ids.ts';
import type {
  Hold,
  Period,
  RetentionValue,
  RetentionView,
  Secrecy,
} from '../../../shared/model/retention.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { Open } from '../../app/open.ts';
import { mayRetain } from '../../app/standing.ts';
import { toHex } from '../../crypto/random.ts';
import { sm3 } from '../../crypto/sm3.ts';
import { readProfile } from '../archive/unit-profile.ts';
import { definitionOf, identityOf } from '../dossiers/definitions.ts';
import { type Loaded, phaseOf, recordOf } from '../dossiers/shelf.ts';

const nothingSaid: RetentionValue = { period: null, secrecy: null, closed: null, holds: [] };

/** What holds of a dossier's keeping: the archivist's word, else the unit's for the kind or for all, else the template's. */
export function keepingOf(
  open: Open,
  loaded: Loaded,
): { period: Period; by: RetentionView['by']; secrecy: Secrecy; value: RetentionValue } {
  const value = loaded.retention?.value ?? nothingSaid;
  const profile = readProfile(open.store.settings);
  const kind = loaded.row.kind;
  const ofKind = profile?.kinds[kind];
  const secrecy = value.secrecy ?? profile?.secrecy ?? '';
  if (value.period !== null) return { period: value.period, by: 'dossier', secrecy, value };
  if (ofKind !== undefined) return { period: ofKind, by: 'unit_kind', secrecy, value };
  if (profile !== null) return { period: profile.retention, by: 'unit', secrecy, value };
  return { period: definitionOf(kind).retention, by: 'kind', secrecy, value };
}

/** The active dossiers that the person may see, with what is kept until when; what is due first. */
export function retentionViews(open: Open, today: CivilDate): RetentionView[] {
  const waiting = new Map(
    open.store.destructions
      .list()
      .flatMap(({ dossier, state, id }) => (state === 'asked' ? [[dossier, id]] : [])),
  );
  const order = ['due', 'last_year', 'kept', 'permanent', 'open'];
  return open.shelf
    .all()
    .filter((loaded) => phaseOf(loaded) === 'active' && loaded.fields !== null)
    .map((loaded) => retentionView(open, loaded, today, waiting.get(loaded.row.id) ?? null))
    .toSorted(
      (a, b) =>
        order.indexOf(a.state) - order.indexOf(b.state) ||
        (a.ends ?? '').localeCompare(b.ends ?? '') ||
        a.title.localeCompare(b.title),
    );
}

function retentionView(open: Open, loaded: Loaded, today: CivilDate, asked: string | null): RetentionView {
  const { period, by, secrecy, value } = keepingOf(open, loaded);
  const definition = definitionOf(loaded.row.kind);
  const days = retentionDays(period, value.closed);
  const { title, number } = identityOf(definition, recordOf(loaded));
  return {
    dossier: loaded.row.id,
    kind: loaded.row.kind,
    title: title || definition.title.zh,
    number,
    reference: referenceOf(open, loaded, today),
    version: loaded.retention?.version ?? 0,
    own: value,
    period,
    by,
    secrecy,
    from: days?.from ?? null,
    ends: days?.ends ?? null,
    state: retentionState(period, value.closed, today),
    held: holdsOn(value.holds, today),
    asked,
    lastYear: lastYearOf(loaded, today),
    may: mayRetain(open, loaded.row.id),
  };
}

/** 档号 of the volume with the period of this dossier; empty where the unit has said nothing. */
export function referenceOf(open: Open, loaded: Loaded, today: CivilDate): string {
  const profile = readProfile(open.store.settings);
  if (profile === null) return '';
  const { period, value } = keepingOf(open, loaded);
  const { number } = identityOf(definitionOf(loaded.row.kind), recordOf(loaded));
  const year = String(value.closed ?? today.slice(0, 4));
  return fillReference({ ...profile, retention: period }, { number, year, item: null });
}

/** The year of the last fact that has happened; a dossier cannot have been closed before. */
export function lastYearOf(loaded: Loaded, today: CivilDate): number | null {
  const last = loaded.events
    .map(({ date }) => date)
    .filter((date) => date <= today)
    .toSorted()
    .at(-1);
  return last === undefined ? null : Number(last.slice(0, 4));
}

/**
 * Keeps what the archivist says of one dossier. Within the caller's transaction.
 * @throws AppError `not_found` for a draft, `bad_input` for a closing year before the last fact or to come, `conflict`
 */
export function saveRetention(
  open: Open,
  what: {
    dossier: DossierId;
    version: number;
    period: Period | null;
    secrecy: Secrecy | null;
    closed: number | null;
    reason: string;
    today: CivilDate;
    at: string;
  },
): void {
  const { period, secrecy, closed, today } = what;
  const loaded = open.shelf.get(what.dossier);
  if (closed !== null) {
    const last = lastYearOf(loaded, today);
    if (closed > Number(today.slice(0, 4)) || (last !== null && closed < last))
      throw new AppError('bad_input', { rule: 'A-T07', params: { path: 'closed' } });
  }
  const { holds } = loaded.retention?.value ?? nothingSaid;
  append(open, loaded, { ...what, value: { period, secrecy, closed, holds } });
}

/** Lays a hold. Within the caller's transaction. @throws AppError `bad_input` for a day that is over, `conflict` */
export function layHold(
  open: Open,
  what: Pick<Hold, 'reason' | 'who' | 'until'> & {
    dossier: DossierId;
    version: number;
    today: CivilDate;
    at: string;
  },
): void {
  const { reason, who, until, today } = what;
  if (until !== null && until < today)
    throw new AppError('bad_input', { rule: 'E-12', params: { path: 'until' } });
  const loaded = open.shelf.get(what.dossier);
  const value = loaded.retention?.value ?? nothingSaid;
  const hold: Hold = { number: value.holds.length + 1, reason, who, from: today, until, lifted: null };
  append(open, loaded, { ...what, value: { ...value, holds: [...value.holds, hold] } });
}

/** Lifts a hold; that it stood stays told. Within the caller's transaction. @throws AppError `not_found`, `conflict` */
export function liftHold(
  open: Open,
  what: { dossier: DossierId; version: number; number: number; reason: string; today: CivilDate; at: string },
): void {
  const loaded = open.shelf.get(what.dossier);
  const value = loaded.retention?.value ?? nothingSaid;
  const hold = holdsOn(value.holds, what.today).find(({ number }) => number === what.number);
  if (hold === undefined) throw new AppError('not_found', { rule: 'E-12' });
  const lifted = { ...hold, lifted: { on: what.today, reason: what.reason } };
  const holds = value.holds.map((each) => (each.number === hold.number ? lifted : each));
  append(open, loaded, { ...what, value: { ...value, holds } });
}

/** E-12: what is held is taken away by nobody. @throws AppError `retained` */
export function requireNoHold(loaded: Loaded, today: CivilDate): void {
  const [hold] = holdsOn(loaded.retention?.value.holds ?? [], today);
  if (hold !== undefined)
    throw new AppError('retained', {
      rule: 'E-12',
      params: { reason: 'held', who: hold.who, ground: hold.reason },
    });
}

/** One row a dossier, the same in every store that it was carried to: two words of it meet and a person decides. */
function rowOf({ row, fields }: Loaded): ItemId {
  return toHex(sm3(Buffer.from(`retention ${fields?.row ?? row.id}`, 'utf8'))).slice(0, 32) as ItemId;
}

function append(
  open: Open,
  loaded: Loaded,
  write: { version: number; at: string; reason: string; value: RetentionValue },
): void {
  if (phaseOf(loaded) !== 'active') throw new AppError('not_found', { rule: 'E-03' });
  const { retention } = loaded;
  open.store.items.save({
    dossier: loaded.row.id,
    noun: 'retention',
    row: retention?.row ?? rowOf(loaded),
    expectVersion: write.version,
    author: open.account,
    at: write.at,
    value: write.value,
    reason: write.reason,
  });
}
