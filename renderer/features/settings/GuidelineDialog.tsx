import { Checkbox } from 'antd';
import { useState } from 'react';
import type { GuidelineOffer, TouchedDossier } from '../../../shared/ipc/contract/guideline.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { AmountsOf, useMasked } from '../../components/amounts-of.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { MovedList } from '../../components/MovedList.tsx';
import { useSay, useText } from '../../stores/language.ts';

interface GuidelineDialogProps {
  offer: GuidelineOffer;
  onClose: () => void;
  /** How many dossiers took it over: all that were ticked. */
  onAccepted: (done: number) => void;
}

/** A new text before it is taken over: which, what differs, and what it does to each dossier (C-Q01). */
export function GuidelineDialog({ offer, onClose, onAccepted }: GuidelineDialogProps) {
  const t = useText();
  const words = t.guideline;
  const [taken, setTaken] = useState<ReadonlySet<string>>(
    () => new Set(offer.dossiers.filter(({ changes }) => changes.length > 0).map(({ dossier }) => dossier)),
  );
  const [busy, setBusy] = useState(false);
  const toggle = (dossier: string) => {
    const next = new Set(taken);
    if (!next.delete(dossier)) next.add(dossier);
    setTaken(next);
  };
  const accept = async () => {
    setBusy(true);
    const dossiers = offer.dossiers.map(({ dossier }) => dossier).filter((dossier) => taken.has(dossier));
    const kept = await call(bridge().guideline.accept({ offer: offer.offer, dossiers }));
    setBusy(false);
    if (kept !== undefined) onAccepted(dossiers.length);
  };
  return (
    <Dialog
      title={words.offerTitle}
      lead={words.offerLead(offer.name)}
      width={980}
      onClose={onClose}
      footer={
        <>
          <Action kind="primary" busy={busy} onClick={() => void accept()}>
            {words.accept(taken.size)}
          </Action>
          <Action kind="text" cap="Esc" onClick={onClose}>
            {words.refuse}
          </Action>
        </>
      }
    >
      <dl className="offer-facts">
        <div>
          <dt>{words.was}</dt>
          <dd>
            <Facts facts={offer.was} />
          </dd>
        </div>
        <div>
          <dt>{words.is}</dt>
          <dd>
            <Facts facts={offer.is} />
          </dd>
        </div>
        <div>
          <dt>{words.differences}</dt>
          <dd>
            <Differences changes={offer.changes} />
          </dd>
        </div>
        <div>
          <dt>{words.dossiers}</dt>
          <dd>
            {offer.dossiers.length === 0 && <p className="ink2">{words.noDossier}</p>}
            {offer.dossiers.map((one) => (
              <AmountsOf.Provider key={one.dossier} value={{ id: one.dossier, kind: offer.kind }}>
                <Touched dossier={one} taken={taken.has(one.dossier)} onToggle={() => toggle(one.dossier)} />
              </AmountsOf.Provider>
            ))}
          </dd>
        </div>
      </dl>
    </Dialog>
  );
}

function Facts({ facts }: { facts: GuidelineOffer['is'] }) {
  return (
    <>
      {facts.name} <span className="num">{facts.version}</span>{' '}
      <b className={facts.draft ? 'amber' : 'green'}>{facts.status}</b>
    </>
  );
}

/** One dossier with what the new text changes for it; the person takes it over or leaves the dossier as it is. */
function Touched({
  dossier,
  taken,
  onToggle,
}: {
  dossier: TouchedDossier;
  taken: boolean;
  onToggle: () => void;
}) {
  const t = useText();
  const say = useSay();
  const masked = useMasked();
  const words = t.guideline;
  const [open, setOpen] = useState(false);
  const title = dossier.title || t.dossier.list.untitled;
  const { changes, moved, found } = dossier;
  const phase = words.phases[dossier.phase];
  return (
    <section className="guideline-dossier" aria-label={title}>
      <p>
        <Checkbox
          checked={taken}
          aria-label={words.take(title)}
          disabled={changes.length === 0}
          onChange={onToggle}
        />{' '}
        <b>{title}</b> <span className="ink3">{phase}</span>{' '}
        <span className={moved.length + found.length > 0 ? 'amber' : 'ink2'}>
          {changes.length === 0 ? words.same : words.touched(changes.length, moved.length, found.length)}
        </span>{' '}
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? words.hide : words.show}
        </button>
      </p>
      {open && (
        <>
          <Differences changes={changes} />
          <MovedList moved={moved} />
          <ul>
            {found.map((finding) => (
              <li key={finding.rule + finding.path + finding.message.zh}>
                <b className={finding.severity === 'block' ? 'seal' : 'amber'}>
                  {t.dossier.severity[finding.severity]}
                </b>{' '}
                {masked(say(finding.message))} <span className="ink3">{finding.rule}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Old and new, grouped by whom it concerns. */
function Differences({ changes }: { changes: GuidelineOffer['changes'] }) {
  const t = useText();
  const say = useSay();
  const words = t.guideline;
  if (changes.length === 0) return <p className="ink2">{words.same}</p>;
  return (
    <table className="plain-table guideline-changes">
      <thead>
        <tr>
          <th scope="col">{words.columns.what}</th>
          <th scope="col">{words.columns.from}</th>
          <th scope="col">{words.columns.to}</th>
        </tr>
      </thead>
      {[...Map.groupBy(changes, ({ group }) => say(group))].map(([group, rows]) => (
        <tbody key={group}>
          <tr>
            <th scope="rowgroup" colSpan={3}>
              {group} <span className="ink3">{words.changed(rows.length)}</span>
            </th>
          </tr>
          {rows.map((row) => (
            <tr key={say(row.what) + row.from + row.to}>
              <td>{say(row.what)}</td>
              <td>
                {row.from === '' ? <span className="ink3">{words.nothing}</span> : <del>{row.from}</del>}
              </td>
              <td>{row.to === '' ? <span className="ink3">{words.nothing}</span> : <ins>{row.to}</ins>}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
