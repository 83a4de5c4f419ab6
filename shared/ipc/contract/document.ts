import { z } from 'zod';
import { DocumentCheck, LookedBy, Looked } from '../../model/document-check.ts';
import { DossierId, ItemId, ObjectId } from '../../model/ids.ts';
import { channel, Empty } from '../channel.ts';

const inDossier = {
  session: 'unlocked',
  scope: 'dossier',
  infoClass: 'trade_secret',
  purpose: 'carry_out_project',
  approval: null,
  clauses: ['A-L01', 'D-L01', 'E-02'],
} as const;
const dossier = DossierId;

const SealLook = z.object({
  pages: z.array(
    z.object({
      page: z.number().int(),
      marks: z.array(
        z.object({
          colour: z.enum(['red', 'blue', 'grey']),
          verdict: z.enum(['found', 'unsure']),
          score: z.number(),
          x: z.number(),
          y: z.number(),
          width: z.number(),
          height: z.number(),
          /** A PNG of the place. */
          thumbnail: z.instanceof(Uint8Array),
        }),
      ),
    }),
  ),
  looked: z.number().int(),
  of: z.number().int(),
  across: z.object({ verdict: z.enum(['found', 'unsure', 'none']), pages: z.array(z.number().int()) }),
  signatures: z.array(
    z.object({ name: z.string(), on: z.string(), page: z.number().int().nullable(), whole: z.boolean() }),
  ),
  empty_dates: z.array(z.object({ page: z.number().int(), text: z.string() })),
});

/** What documents say against the label rules (sections A-L, D-L), and what people saw who looked. */
export const documents = {
  /** Reads a file of a piece and keeps what was found; asked again, the last reading counts. */
  'document.check': channel({
    ...inDossier,
    capability: 'edit',
    audit: 'write',
    job: true,
    // Its answer quotes the text.
    papers: { of: 'named', need: ['view', 'copy'] },
    input: z.object({
      dossier,
      package: z.string().max(16),
      piece: z.string().max(64),
      object: ObjectId,
      /** The output that it is or proves; found by the piece where it is the only one. */
      output: ItemId.nullable().default(null),
    }),
    output: DocumentCheck,
  }),
  /** A person looked and says whether one rule holds. It is added to what was said before, never in its place. */
  'document.confirm': channel({
    ...inDossier,
    capability: 'edit',
    audit: 'write',
    input: Looked.extend({ dossier }),
    output: Empty,
  }),
  /** The last reading of each file, what people said of it, and the outputs to choose from. */
  'document.list': channel({
    ...inDossier,
    capability: 'view',
    audit: 'none',
    input: z.object({ dossier }),
    output: z.object({
      checks: z.array(DocumentCheck),
      looked: z.array(LookedBy),
      outputs: z.array(z.object({ entry: ItemId, type: z.string(), title: z.string() })),
    }),
  }),
  /** Looks for seals, signatures in the file and empty dates: a hint, kept nowhere; a person confirms. */
  'seal.look': channel({
    ...inDossier,
    capability: 'view',
    audit: 'intent_and_result',
    job: true,
    // Cuttings of the page without anybody's name on them.
    papers: { of: 'named', need: ['view', 'copy'] },
    input: z.object({ dossier, object: ObjectId }),
    output: SealLook,
  }),
} as const;
