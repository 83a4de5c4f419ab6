import { z } from 'zod';
import { DossierId } from '../../model/ids.ts';
import {
  DestructionId,
  DestructionView,
  Hold,
  Period,
  RetentionView,
  Secrecy,
} from '../../model/retention.ts';
import { channel, Empty } from '../channel.ts';
import { Exported } from './work.ts';

const inDossier = {
  session: 'unlocked',
  scope: 'dossier',
  capability: 'retain',
  infoClass: 'trade_secret',
  purpose: 'none',
  approval: null,
  audit: 'write',
  clauses: ['E-12', 'A-T07'],
} as const;
/** The second person sees no more of a dossier than the list that stays of it. */
const ofRequests = { ...inDossier, scope: 'store', infoClass: 'internal' } as const;
const reason = z.string().trim().min(2).max(1000);
const version = z.number().int().min(0);

/** 保管, 冻结, 鉴定 and 销毁: nothing is destroyed before its time or by one person alone. */
export const retention = {
  /** The dossiers that the person may know of, with what is kept until when. */
  'retention.list': channel({
    ...ofRequests,
    capability: 'view',
    infoClass: 'trade_secret',
    audit: 'none',
    clauses: ['E-03', 'A-T07'],
    input: Empty,
    output: z.array(RetentionView),
  }),
  /** What the archivist says of one dossier; null takes what the unit says. */
  'retention.save': channel({
    ...inDossier,
    input: z.object({
      dossier: DossierId,
      version,
      period: Period.nullable(),
      secrecy: Secrecy.nullable(),
      closed: z.number().int().min(1949).max(9000).nullable(),
      reason,
    }),
    output: Empty,
  }),
  'retention.hold': channel({
    ...inDossier,
    input: Hold.pick({ reason: true, who: true, until: true }).extend({ dossier: DossierId, version }),
    output: Empty,
  }),
  'retention.lift': channel({
    ...inDossier,
    input: z.object({ dossier: DossierId, version, number: z.number().int().positive(), reason }),
    output: Empty,
  }),
  /** The first of the two: asks for the destruction of what is due. */
  'retention.request': channel({
    ...inDossier,
    reauthenticate: true,
    input: z.object({ dossier: DossierId, reason }),
    output: z.object({ request: DestructionId }),
  }),
  'retention.withdraw': channel({
    ...inDossier,
    input: z.object({ dossier: DossierId, request: DestructionId, reason }),
    output: Empty,
  }),
  /** The second: what was asked for is destroyed, at once and for good. */
  'retention.confirm': channel({
    ...ofRequests,
    audit: 'intent_and_result',
    reauthenticate: true,
    lifecycle: 'destroy',
    input: z.object({ request: DestructionId }),
    output: z.object({ backups: z.number().int() }),
  }),
  'retention.decline': channel({
    ...ofRequests,
    input: z.object({ request: DestructionId, reason }),
    output: Empty,
  }),
  /** 销毁清册 with what waits; each person sees the rows of what they knew, those who oversee all. */
  'retention.register': channel({
    ...ofRequests,
    capability: 'view',
    audit: 'none',
    clauses: ['E-12', 'E-03'],
    input: Empty,
    output: z.array(DestructionView),
  }),
  /** The 销毁清册 as PDF in a folder chosen in main's dialog. */
  'retention.print': channel({
    ...ofRequests,
    capability: 'view',
    audit: 'intent_and_result',
    lifecycle: 'provide',
    clauses: ['E-12', 'E-03'],
    input: Empty,
    output: Exported,
  }),
} as const;
