import { type ReactNode, useState } from 'react';
import type { Side, TransferOffer } from '../../../shared/model/transfer.ts';
import { bytesText, instantText } from '../../app/civil-words.ts';
import { definitionOf } from '../../app/definitions.ts';
import { bridge, call, newJob } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { AmountsOf } from '../../components/amounts-of.ts';
import { DateText } from '../../components/DateText.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob, wasStopped } from '../../stores/jobs.ts';
import { useSay, useText } from '../../stores/language.ts';
import { Differences } from './Differences.tsx';
import './transfer.css';

interface ReceiveDialogProps {
  offer: TransferOffer;
  onClose: () => void;
  onTaken: (id: string, files: number) => void;
}

/** A sealed file before it is taken in: who sent it, what it holds, and what both sides changed. */
export function ReceiveDialog({ offer, onClose, onTaken }: ReceiveDialogProps) {
  const t = useText();
  const say = useSay();
  const words = t.transfer.receive;
  const [decided, setDecided] = useState<Readonly<Record<string, Side>>>({});
  const [job, setJob] = useState<string | null>(null);
  const [stopped, setStopped] = useState(false);
  const running = useJob(job);
  const { into } = offer;
  const differences = into?.differences ?? [];
  const open = differences.filter(({ id }) => decided[id] === undefined).length;
  const nothing = into !== null && into.added + into.moved + into.files === 0;
  const close = () => {
    if (job !== null) return;
    void call(bridge().transfer.forget());
    onClose();
  };
  const go = async () => {
    if (job !== null || open > 0) return;
    const id = newJob();
    setJob(id);
    setStopped(false);
    const done = await call(
      into === null
        ? bridge().transfer.take({ offer: offer.offer }, { job: id })
        : bridge().transfer.merge(
            { dossier: into.dossier, offer: offer.offer, decisions: { ...decided } },
            { job: id },
          ),
    );
    setJob(null);
    if (done !== undefined) onTaken(done.id, done.files);
    else setStopped(wasStopped(id));
  };
  return (
    <Dialog
      title={words.title}
      lead={
        into === null
          ? words.newDossier
          : nothing
            ? words.nothingNew
            : words.into(into.title || t.dossier.list.untitled, into.added, into.moved, into.files)
      }
      width={differences.length > 0 ? 1080 : 820}
      onClose={close}
      footer={
        <>
          <Action kind="primary" busy={job !== null} disabled={open > 0} onClick={() => void go()}>
            {into === null ? words.go : words.merge}
          </Action>
          <Action kind="text" cap="Esc" onClick={close}>
            {words.aside}
          </Action>
          {open > 0 && <span className="amber">{words.still(open)}</span>}
          {stopped && (
            <span className="ink2" role="status">
              {words.stopped}
            </span>
          )}
          <span className="fact">E-14</span>
        </>
      }
    >
      <dl className="offer-facts">
        <Fact title={words.from}>
          {offer.from.name} <span className="ink2">{offer.from.unit}</span>{' '}
          {offer.from.known === null ? (
            <span className="seal">{words.unknown}</span>
          ) : (
            <span className="green">✓ {words.known(offer.from.known)}</span>
          )}
        </Fact>
        <Fact title={words.dossier}>
          {offer.title || t.dossier.list.untitled} <span className="ink2 num">{offer.number}</span>{' '}
          <span className="ink3">
            {say(definitionOf(offer.kind)?.title ?? { zh: offer.kind, en: offer.kind })}
          </span>
          {!offer.whole && <p className="amber">{words.part}</p>}
        </Fact>
        <Fact title={words.purpose}>{offer.purpose}</Fact>
        <Fact title={words.sealedAt}>
          <span className="num">{instantText(offer.at)}</span>
        </Fact>
        <Fact title={words.holds}>
          {words.holdsWords(offer.versions, offer.files, offer.audit)} ({bytesText(offer.bytes)})
          {offer.approvals > 0 && <p className="ink2">{words.approvals(offer.approvals)}</p>}
        </Fact>
        <Fact title={words.members}>
          <Told offer={offer} />
        </Fact>
      </dl>
      {into !== null && differences.length > 0 && (
        <AmountsOf.Provider value={{ id: into.dossier, kind: offer.kind }}>
          <Differences
            kind={offer.kind}
            differences={differences}
            decided={decided}
            onDecide={(id, side) => setDecided((before) => ({ ...before, [id]: side }))}
          />
        </AmountsOf.Provider>
      )}
      {job !== null && <Progress job={running} id={job} label={words.taking} />}
    </Dialog>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Told({ offer }: { offer: TransferOffer }) {
  const t = useText();
  const words = t.transfer.receive;
  if (offer.members.length === 0) return <span className="ink3">{words.noMembers}</span>;
  return (
    <>
      <ul>
        {offer.members.map((member) => (
          <li
            key={`${member.name}${member.role}${member.until}`}
            className={member.ended_at ? 'ink3' : undefined}
          >
            {member.name}
            {t.common.list}
            {t.policy.subjects[member.role]}
            {t.common.list}
            {member.purpose} {member.until !== null && <DateText date={member.until} />}
          </li>
        ))}
      </ul>
      <p className="ink3">{words.membersNote}</p>
    </>
  );
}
