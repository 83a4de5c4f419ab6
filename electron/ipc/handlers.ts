import type { Handlers } from './context.ts';
import { dossierHandlers } from './handlers/dossier.ts';
import { datasetHandlers } from './handlers/dataset.ts';
import { evidenceHandlers } from './handlers/evidence.ts';
import { ledgerHandlers } from './handlers/ledger.ts';
import { sessionHandlers } from './handlers/session.ts';
import { workHandlers } from './handlers/work.ts';

/** One handler a channel of the contract; a lacking or a foreign one does not compile. */
export const handlers: Handlers = {
  ...sessionHandlers,
  ...dossierHandlers,
  ...datasetHandlers,
  ...evidenceHandlers,
  ...ledgerHandlers,
  ...workHandlers,
};
