import { useState } from 'react';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import type { Finding, PackageView } from '../../../shared/model/derived.ts';
import { definitionOf } from '../../app/definitions.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useDossier } from '../../stores/dossiers.ts';
import { useSay, useText } from '../../stores/language.ts';
import { goTo } from '../../stores/navigation.ts';
import { AmendDialog } from '../dossier/AmendDialog.tsx';
import { FindingLine } from '../dossier/FindingLine.tsx';
import { LedgerDialog } from '../dossier/LedgerDialog.tsx';
import { findingPlace, inOrder, openCount } from './finding-place.ts';

interface PackageFindingsProps {
  record: DossierView;
  view: PackageView;
  /** To the piece, to look at it or to file something under it. */
  onPiece(piece: string): void;
  onFile(piece: string): void;
  /** Where a piece can be written from the record. */
  canWrite(piece: string): boolean;
  onWrite(piece: string): void;
  onClose(): void;
}

/** Everything that the checks say of the package: which rule, where, what to do, and the button that does it. */
export function PackageFindings({ record, view, onClose, ...acts }: PackageFindingsProps) {
  const text = useText();
  const words = text.packages.findings;
  const findings = inOrder(view.findings);
  const open = openCount(view.findings);
  return (
    <Dialog
      title={words.title(open)}
      lead={words.lead}
      width={980}
      onClose={onClose}
      footer={<Action onClick={onClose}>{text.common.close}</Action>}
    >
      {findings.length === 0 ? (
        <p className="green">✓ {words.none}</p>
      ) : (
        <ul className="pk-findings">
          {findings.map((finding, index) => (
            // One rule may speak twice of one place
            <li key={`${finding.rule} ${finding.path} ${index}`} className="pk-finding">
              <FindingLine finding={finding} dossier={record.id} />
              <FindingAnswer finding={finding} record={record} view={view} onClose={onClose} {...acts} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

/** The place that a finding speaks of, and the button that goes to work there. */
function FindingAnswer({
  finding,
  record,
  view,
  onPiece,
  onFile,
  canWrite,
  onWrite,
  onClose,
}: PackageFindingsProps & { finding: Finding }) {
  const text = useText();
  const words = text.packages.findings;
  const say = useSay();
  const [open, setOpen] = useState(false);
  const place = findingPlace(finding, view, record.record);
  const definition = definitionOf(record.kind);
  const saved = () => void useDossier.getState().load(record.id);
  const leave = (act: () => void) => () => {
    onClose();
    act();
  };
  if (place.kind === 'piece') {
    const title = view.pieces.find(({ key }) => key === place.piece)?.title ?? { zh: '', en: '' };
    return (
      <p className="pk-finding-ways">
        <span className="ink2">{say(title)}</span>
        {place.missing ? (
          <>
            <Action small onClick={leave(() => onFile(place.piece))}>
              {text.packages.addFile}
            </Action>
            {canWrite(place.piece) && (
              <Action small onClick={leave(() => onWrite(place.piece))}>
                {text.paper.write}
              </Action>
            )}
          </>
        ) : (
          <Action small onClick={leave(() => onPiece(place.piece))}>
            {words.look}
          </Action>
        )}
      </p>
    );
  }
  if (place.kind === 'entry') {
    const ledger = definition?.ledgers.find(({ key }) => key === place.ledger);
    const entry = record.record.entries[place.ledger]?.[place.index];
    if (ledger === undefined || entry === undefined) return null;
    return (
      <p className="pk-finding-ways">
        <span className="ink2">{words.row(say(ledger.title), place.index + 1)}</span>
        <Action small onClick={() => setOpen(true)}>
          {words.changeRow}
        </Action>
        {open && (
          <LedgerDialog
            dossier={record.id}
            ledger={ledger}
            entry={entry}
            onClose={() => setOpen(false)}
            onSaved={saved}
          />
        )}
      </p>
    );
  }
  if (place.kind === 'field') {
    const field = definition?.sections.flatMap(({ fields }) => fields).find(({ key }) => key === place.field);
    if (definition === undefined || field === undefined) return null;
    return (
      <p className="pk-finding-ways">
        <span className="ink2">{say(field.title)}</span>
        <Action small onClick={() => setOpen(true)}>
          {words.changeField}
        </Action>
        {open && (
          <AmendDialog
            view={record}
            definition={definition}
            first={place.field}
            onClose={() => setOpen(false)}
            onSaved={saved}
          />
        )}
      </p>
    );
  }
  return (
    <p className="pk-finding-ways">
      <span className="ink2">{text.dossier.tabs[place.tab]}</span>
      <Action small onClick={leave(() => goTo({ screen: 'dossier', dossier: record.id, tab: place.tab }))}>
        {words.go[place.tab]}
      </Action>
    </p>
  );
}
