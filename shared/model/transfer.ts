import { z } from 'zod';
import { infoClasses } from '../ipc/channel.ts';
import { DossierId, ItemId } from './ids.ts';
import { dossierRoles } from './policy.ts';
import { CivilDate, Instant } from './units.ts';

/** Hex of an uncompressed SM2 public key, 04 | x | y. */
export const PublicKeyHex = z.string().regex(/^04[0-9a-f]{128}$/);

/** SM3 of a public key, in hex: what a key is known by. */
export const KeyPrint = z.string().regex(/^[0-9a-f]{64}$/);
export type KeyPrint = z.infer<typeof KeyPrint>;

/** What people compare over another way: the first 160 bits of the SM3 in ten groups of four. */
export function groupsOf(print: KeyPrint): string[] {
  return print.slice(0, 40).toUpperCase().match(/.{4}/g) ?? [];
}

/** The groups that a person types from what the key's owner says: the others are shown, these are not. */
export const typedGroups = 2;

/** A small file with somebody's public key; signed with that very key, so that it was not mistyped or cut. */
export const PublicKeyFile = z
  .object({
    format: z.literal('juanzong-public-key'),
    version: z.number().int().positive(),
    name: z.string().trim().min(1).max(64),
    unit: z.string().max(200),
    public_key: PublicKeyHex,
    at: Instant,
    /** Its owner asks for the reader's key in return. */
    asks: z.boolean(),
    signature: z.string().regex(/^[0-9a-f]{2,160}$/),
  })
  .strict();
export type PublicKeyFile = z.infer<typeof PublicKeyFile>;

/** A key that a person of this store compared with its owner. */
export const KnownKey = z.object({
  print: KeyPrint,
  public_key: PublicKeyHex,
  name: z.string(),
  unit: z.string(),
  /** Who compared it, and when. */
  by: z.string(),
  at: Instant,
});
export type KnownKey = z.infer<typeof KnownKey>;

/** A line of the sender's need-to-know list: told, and granting nothing here (E-03). */
export const ToldMember = z.object({
  name: z.string().max(200),
  role: z.enum(dossierRoles),
  classes: z.array(z.enum(infoClasses)).nullable(),
  purpose: z.string().max(2000),
  until: CivilDate.nullable(),
  granted_by: z.string().max(200),
  ended_at: Instant.nullable(),
});
export type ToldMember = z.infer<typeof ToldMember>;

export const sides = ['ours', 'theirs'] as const;
export const Side = z.enum(sides);
export type Side = z.infer<typeof Side>;

/** What one side says: who, when, why; amounts that are kept back are words in it. */
const DifferenceSide = z.object({
  value: z.unknown(),
  by: z.string(),
  at: Instant,
  reason: z.string().nullable(),
});

/** One place where both changed the same since they last agreed; a person says which holds. */
export const Difference = z.object({
  /** What a decision is filed under. */
  id: z.string().max(200),
  row: ItemId,
  noun: z.string(),
  /** The event's key, the ledger, the rule: what kind of row it is. */
  what: z.string(),
  /** The field; `removed` where one side took the row away, `twice` where both recorded what comes once. */
  part: z.string(),
  ours: DifferenceSide,
  theirs: DifferenceSide,
});
export type Difference = z.infer<typeof Difference>;

/** A sealed hand-over of one 一事一议 that was opened and looked at whole; it becomes files in a folder, no dossier. */
export const HandOverOffer = z.object({
  offer: z.string().regex(/^[0-9a-f]{32}$/),
  file: z.string(),
  from: z.object({ name: z.string(), unit: z.string(), print: KeyPrint, known: z.string().nullable() }),
  at: Instant,
  hand_over: z.object({
    number: z.string(),
    recipient: z.string(),
    why: z.string(),
    act: z.enum(['export', 'copy']),
    back_by: CivilDate.nullable(),
  }),
  files: z.array(z.object({ name: z.string(), size: z.number().int() })),
});
export type HandOverOffer = z.infer<typeof HandOverOffer>;

/** A sealed file that was opened and looked at whole; nothing of it has been taken in. */
export const TransferOffer = z.object({
  offer: z.string().regex(/^[0-9a-f]{32}$/),
  file: z.string(),
  from: z.object({ name: z.string(), unit: z.string(), print: KeyPrint, known: z.string().nullable() }),
  purpose: z.string(),
  at: Instant,
  kind: z.string(),
  title: z.string(),
  number: z.string(),
  whole: z.boolean(),
  files: z.number().int(),
  bytes: z.number().int(),
  versions: z.number().int(),
  audit: z.number().int(),
  approvals: z.number().int(),
  members: z.array(ToldMember),
  /** The dossier here that it belongs to; null: it becomes one of its own. */
  into: z
    .object({
      dossier: DossierId,
      title: z.string(),
      /** Rows and files that come, rows that move on, and what both changed. */
      added: z.number().int(),
      moved: z.number().int(),
      files: z.number().int(),
      differences: z.array(Difference),
    })
    .nullable(),
});
export type TransferOffer = z.infer<typeof TransferOffer>;
