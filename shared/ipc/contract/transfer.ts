import { z } from 'zod';
import { DossierId, ObjectId } from '../../model/ids.ts';
import { HandOverOffer, KeyPrint, KnownKey, Side, TransferOffer } from '../../model/transfer.ts';
import { channel, Empty } from '../channel.ts';
import { Exported } from './work.ts';

const content = {
  session: 'unlocked',
  scope: 'store',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
  clauses: ['E-11', 'E-03'],
} as const;
const Offer = TransferOffer.shape.offer;
const Taken = z.object({ id: DossierId, files: z.number().int() });

export const OwnKey = z.object({ name: z.string(), unit: z.string(), print: KeyPrint });
export type OwnKey = z.infer<typeof OwnKey>;

/** A key file that was chosen and waits to be compared: its last groups are left for the person to type. */
export const OfferedKey = z.object({
  name: z.string(),
  unit: z.string(),
  /** The groups of the fingerprint; null for those that only its owner says. */
  groups: z.array(z.string().nullable()),
  asks: z.boolean(),
  known: z.boolean(),
});
export type OfferedKey = z.infer<typeof OfferedKey>;

/** A dossier between machines that no network joins: sealed to one public key, signed, taken in whole (E-11, E-14). */
export const transfers = {
  'transfer.keys': channel({
    ...content,
    capability: 'view',
    audit: 'none',
    input: Empty,
    output: z.object({ own: OwnKey, keys: z.array(KnownKey) }),
  }),
  /** Writes the person's own public key as a small file, into a folder that main asks for. */
  'transfer.giveKey': channel({
    ...content,
    capability: 'edit',
    audit: 'write',
    lifecycle: 'provide',
    input: z.object({ asks: z.boolean() }),
    output: z.object({ name: z.string() }),
  }),
  /** Opens main's dialog for a key file; nothing is kept. Null: nothing chosen. */
  'transfer.readKey': channel({
    ...content,
    capability: 'view',
    audit: 'none',
    input: Empty,
    output: OfferedKey.nullable(),
  }),
  /** Keeps the key that was chosen last: the person types what its owner says of the fingerprint. */
  'transfer.keepKey': channel({
    ...content,
    capability: 'edit',
    audit: 'write',
    input: z.object({ typed: z.string().max(200) }),
    output: KnownKey,
  }),
  'transfer.dropKey': channel({
    ...content,
    capability: 'edit',
    audit: 'write',
    input: z.object({ print: KeyPrint }),
    output: Empty,
  }),
  /** Seals a dossier, or a part of it, to a known key, into a folder that main asks for. */
  'transfer.send': channel({
    ...content,
    scope: 'dossier',
    capability: 'export',
    audit: 'intent_and_result',
    lifecycle: 'transmit',
    clauses: ['E-11', 'A-S02', 'E-02'],
    job: true,
    papers: { of: 'files', need: ['export'] },
    input: z.object({
      dossier: DossierId,
      print: KeyPrint,
      purpose: z.string().trim().min(2).max(500),
      files: z.array(ObjectId).max(200_000).nullable(),
      ledgers: z.array(z.string().max(64)).max(200).nullable(),
    }),
    output: Exported.extend({ id: z.string() }),
  }),
  /** Opens main's dialog, then the sealed file, and answers what it holds and would change. Null: nothing chosen. */
  'transfer.open': channel({
    ...content,
    capability: 'view',
    audit: 'none',
    clauses: ['E-14', 'E-03', 'E-11'],
    job: true,
    input: Empty,
    output: z.union([HandOverOffer, TransferOffer]).nullable(),
  }),
  /** The file that was opened last becomes a dossier of its own. */
  'transfer.take': channel({
    ...content,
    capability: 'edit',
    audit: 'write',
    lifecycle: 'collect',
    clauses: ['E-14', 'E-02', 'E-03'],
    job: true,
    input: z.object({ offer: Offer }),
    output: Taken,
  }),
  /** It goes into the dossier that it belongs to; every difference has a person's decision. */
  'transfer.merge': channel({
    ...content,
    scope: 'dossier',
    capability: 'edit',
    audit: 'write',
    lifecycle: 'collect',
    clauses: ['E-14', 'E-02', 'E-03'],
    job: true,
    input: z.object({
      dossier: DossierId,
      offer: Offer,
      decisions: z.record(z.string().max(200), Side),
    }),
    output: Taken,
  }),
  /** Writes the files of the hand-over that was opened last into a folder that main asks for. */
  'transfer.unpack': channel({
    ...content,
    // Nothing of a dossier here leaves: what was sealed to this person's key becomes files, and that is recorded.
    capability: 'view',
    audit: 'intent_and_result',
    lifecycle: 'collect',
    clauses: ['E-05', 'E-11'],
    job: true,
    input: z.object({ offer: Offer }),
    output: Exported,
  }),
  'transfer.forget': channel({ ...content, capability: 'view', audit: 'none', input: Empty, output: Empty }),
} as const;
