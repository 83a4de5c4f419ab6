import { Checkbox, Input, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import type { KnownKey } from '../../../shared/model/transfer.ts';
import type { ObjectId } from '../../../shared/model/ids.ts';
import { definitionOf } from '../../app/definitions.ts';
import { bridge, call, newJob } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { EvidencePicker } from '../../components/EvidencePicker.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useLeaving } from '../../components/use-leaving.tsx';
import { useJob, wasStopped } from '../../stores/jobs.ts';
import { useSay, useText } from '../../stores/language.ts';
import { goTo } from '../../stores/navigation.ts';
import { Row } from '../approvals/Row.tsx';
import './transfer.css';

interface SendDialogProps {
  view: DossierView;
  onClose: () => void;
  onDone: (said: string) => void;
}

/** 密封转交: to whom, what for, and how much of the dossier (E-11). */
export function SendDialog({ view, onClose, onDone }: SendDialogProps) {
  const t = useText();
  const say = useSay();
  const words = t.transfer.send;
  const ledgers = (definitionOf(view.kind)?.ledgers ?? []).filter(
    ({ key }) => (view.record.entries[key]?.length ?? 0) > 0,
  );
  const [keys, setKeys] = useState<readonly KnownKey[] | null>(null);
  const [print, setPrint] = useState<string | undefined>();
  const [purpose, setPurpose] = useState('');
  const [whole, setWhole] = useState(true);
  const [files, setFiles] = useState<readonly ObjectId[]>(() => view.evidence.map(({ object }) => object));
  const [rows, setRows] = useState<readonly string[]>(() => ledgers.map(({ key }) => key));
  const [job, setJob] = useState<string | null>(null);
  const [stopped, setStopped] = useState(false);
  const running = useJob(job);
  const leaving = useLeaving(purpose !== '', onClose);
  useEffect(() => {
    void call(bridge().transfer.keys()).then((found) => {
      setKeys(found?.keys ?? []);
      if (found?.keys.length === 1) setPrint(found.keys[0]?.print);
    });
  }, []);
  const ready = print !== undefined && purpose.trim().length >= 2;
  const go = async () => {
    if (!ready || job !== null) return;
    const id = newJob();
    setJob(id);
    setStopped(false);
    const wanted = { dossier: view.id, print, purpose: purpose.trim() };
    const part = whole ? { files: null, ledgers: null } : { files: [...files], ledgers: [...rows] };
    const done = await call(bridge().transfer.send({ ...wanted, ...part }, { job: id }));
    setJob(null);
    if (done !== undefined) onDone(words.done(done.name, done.files));
    else setStopped(wasStopped(id));
  };
  return (
    <Dialog
      title={words.title}
      lead={words.lead}
      onClose={leaving.close}
      footer={
        leaving.question ?? (
          <>
            <Action kind="primary" busy={job !== null} disabled={!ready} onClick={() => void go()}>
              {words.go}
            </Action>
            <Action kind="text" cap="Esc" onClick={leaving.close}>
              {t.common.cancel}
            </Action>
            {stopped && (
              <span className="ink2" role="status">
                {words.stopped}
              </span>
            )}
            <span className="fact">E-11</span>
          </>
        )
      }
    >
      {keys?.length === 0 ? (
        <p className="amber">
          {words.noKey}{' '}
          <button type="button" className="link" onClick={() => goTo({ screen: 'settings' })}>
            {words.toSettings}
          </button>
        </p>
      ) : (
        <Row id="transfer-to" label={words.to}>
          <Select
            id="transfer-to"
            className="member-person"
            value={print}
            onChange={setPrint}
            options={keys?.map((key) => ({ value: key.print, label: `${key.name} ${key.unit}`.trim() }))}
          />
        </Row>
      )}
      <Row id="transfer-purpose" label={words.purpose}>
        <Input
          id="transfer-purpose"
          value={purpose}
          maxLength={500}
          placeholder={words.purposeHint}
          onChange={(event) => setPurpose(event.target.value)}
        />
      </Row>
      <Row id="transfer-what" label={words.what} group>
        <Radio.Group
          aria-labelledby="transfer-what"
          name="transfer-what"
          value={whole}
          options={[
            { value: true, label: words.whole },
            { value: false, label: words.part },
          ]}
          onChange={(event) => setWhole(event.target.value === true)}
        />
        {!whole && <p className="ink3">{words.partNote}</p>}
      </Row>
      {!whole && (
        <>
          <Row id="transfer-files" label={words.files} group>
            <EvidencePicker
              dossier={view.id}
              labelledBy="transfer-files"
              chosen={files}
              onChange={setFiles}
            />
          </Row>
          {ledgers.length > 0 && (
            <Row id="transfer-ledgers" label={words.ledgers} group>
              <Checkbox.Group
                aria-labelledby="transfer-ledgers"
                className="transfer-ledgers"
                value={[...rows]}
                onChange={(next) => setRows(next.map(String))}
                options={ledgers.map(({ key, title }) => ({ value: key, label: say(title) }))}
              />
            </Row>
          )}
        </>
      )}
      {job !== null && <Progress job={running} id={job} label={words.sending} />}
    </Dialog>
  );
}
