import { useState } from 'react';
import type { IndicatorTarget } from '../../../shared/agreements/indicators.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import { definitionOf } from '../../app/definitions.ts';
import { useDossier } from '../../stores/dossiers.ts';
import { useSay, useText } from '../../stores/language.ts';
import { LedgerDialog } from './LedgerDialog.tsx';

/** Records a row toward a target from where it stands: the ledger and the target's name need not be known. */
export function RecordToward({ view, target }: { view: DossierView; target: IndicatorTarget }) {
  const say = useSay();
  const words = useText().indicators;
  const [open, setOpen] = useState(false);
  const definition = definitionOf(view.kind);
  const place = definition?.indicators?.recordedIn(target) ?? null;
  const ledger = definition?.ledgers.find(({ key }) => key === place?.ledger);
  // Its room stays, so that the values stand under one another.
  if (place === null || ledger === undefined) return <span className="indicator-record" />;
  return (
    <>
      <button
        type="button"
        className="link indicator-record"
        aria-label={words.recordFor(target.mark, say(target.title))}
        onClick={() => setOpen(true)}
      >
        {words.record}
      </button>
      {open && (
        <LedgerDialog
          dossier={view.id}
          ledger={ledger}
          entry={null}
          begin={{
            lead: words.recordLead(target.mark, say(target.title), say(ledger.title)),
            values: place.values,
            ...(place.known ? { known: place.known } : {}),
          }}
          onClose={() => setOpen(false)}
          onSaved={() => void useDossier.getState().load(view.id)}
        />
      )}
    </>
  );
}
