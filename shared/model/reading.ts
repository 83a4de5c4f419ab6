import { z } from 'zod';
import { Finding } from './derived.ts';
import { FieldValue } from './record.ts';

/** A field as read from a document: what, with which exact words, where, how surely. */
export const ReadField = z.object({
  key: z.string(),
  value: FieldValue,
  /** The exact words of the source, untouched. */
  text: z.string(),
  /** 1-based, inclusive lines of the extracted text. */
  lines: z.tuple([z.number().int().positive(), z.number().int().positive()]),
  rule: z.string(),
  /** 0–1: 1 = said explicitly at its own place; under 0.8 a person must look closely. */
  confidence: z.number().min(0).max(1),
  /** Other readings of the same place (e.g. by words, by figures), best first, with the reason. */
  alternatives: z.array(z.object({ value: FieldValue, why: z.string(), preferred: z.boolean() })).optional(),
});
export type ReadField = z.infer<typeof ReadField>;

export const ReadResult = z.object({
  /** The kind recognised, or null. */
  kind: z.string().nullable(),
  fields: z.array(ReadField),
  findings: z.array(Finding),
});
export type ReadResult = z.infer<typeof ReadResult>;
