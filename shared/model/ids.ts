import { z } from 'zod';

const hex32 = z.string().regex(/^[0-9a-f]{32}$/);

/** Random 16-byte ids in lower-case hex. A brand keeps one noun's id out of another noun's place. */
export const DossierId = hex32.brand('DossierId');
export type DossierId = z.infer<typeof DossierId>;

/** A vault object: one sealed file. */
export const ObjectId = hex32.brand('ObjectId');
export type ObjectId = z.infer<typeof ObjectId>;

/** An event or an entry of a dossier. */
export const ItemId = hex32.brand('ItemId');
export type ItemId = z.infer<typeof ItemId>;

export const AccountId = hex32.brand('AccountId');
export type AccountId = z.infer<typeof AccountId>;

/** One line of a dossier's need-to-know list. */
export const GrantId = hex32.brand('GrantId');
export type GrantId = z.infer<typeof GrantId>;

/** A lease of administrator rights. */
export const LeaseId = hex32.brand('LeaseId');
export type LeaseId = z.infer<typeof LeaseId>;

/** A piece of long work that reports progress and can be cancelled; chosen by the caller. */
export const JobId = hex32.brand('JobId');
export type JobId = z.infer<typeof JobId>;

/** Opens one view of one object until the view closes, the lock, or ten minutes. */
export const TicketId = hex32.brand('TicketId');
export type TicketId = z.infer<typeof TicketId>;
