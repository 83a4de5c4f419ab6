import { useState } from 'react';
import type { HandOverOffer } from '../../../shared/model/transfer.ts';
import { bytesText, instantText } from '../../app/civil-words.ts';
import { bridge, call, newJob } from '../../bridge.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useText } from '../../stores/language.ts';
import { Row } from '../approvals/Row.tsx';
import './transfer.css';

interface UnpackDialogProps {
  offer: HandOverOffer;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** A sealed hand-over before it is written: who sent it, for which request, and what is in it (E-05, E-11). */
export function UnpackDialog({ offer, onClose, onDone }: UnpackDialogProps) {
  const t = useText();
  const words = t.transfer.unpack;
  const receive = t.transfer.receive;
  const [job, setJob] = useState<string | null>(null);
  const running = useJob(job);
  const { from, hand_over, files } = offer;
  const close = () => {
    void call(bridge().transfer.forget());
    onClose();
  };
  const go = async () => {
    if (job !== null) return;
    const id = newJob();
    setJob(id);
    const written = await call(bridge().transfer.unpack({ offer: offer.offer }, { job: id }));
    setJob(null);
    if (written !== undefined) onDone(words.done(written.name, written.files));
  };
  return (
    <FormDialog
      title={words.title}
      lead={words.lead}
      go={words.go}
      onGo={() => void go()}
      onClose={close}
      busy={job !== null}
      focused
      fact="E-05"
    >
      <div className="unpack-facts">
        <Row id="unpack-from" label={receive.from} group>
          {`${from.name} ${from.unit}`.trim()}
          <p className={from.known === null ? 'amber' : 'green'}>
            {from.known === null ? receive.unknown : receive.known(from.known)}
          </p>
        </Row>
        <Row id="unpack-number" label={words.number} group>
          <span className="num">{hand_over.number}</span>
        </Row>
        <Row id="unpack-recipient" label={words.recipient} group>
          {hand_over.recipient}
        </Row>
        <Row id="unpack-why" label={receive.purpose} group>
          {hand_over.why}
        </Row>
        <Row id="unpack-at" label={receive.sealedAt} group>
          <span className="num">{instantText(offer.at)}</span>
        </Row>
        <Row id="unpack-back" label={words.backBy} group>
          {hand_over.back_by ?? words.keeps}
        </Row>
        <Row id="unpack-files" label={words.files} group>
          <ul className="unpack-files">
            {files.map(({ name, size }, index) => (
              // Two files may have one name.
              <li key={index}>
                {name} <span className="ink3 num">{bytesText(size)}</span>
              </li>
            ))}
          </ul>
        </Row>
      </div>
      {job !== null && <Progress job={running} id={job} label={words.writing} />}
    </FormDialog>
  );
}
