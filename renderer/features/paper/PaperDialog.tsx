import { Checkbox } from 'antd';
import { useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { bridge, call, newJob, settle, showRefusal } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { ClauseRef } from '../../components/ClauseRef.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useSay, useText } from '../../stores/language.ts';
import type { Paper } from './use-papers.ts';
import './paper.css';

interface PaperDialogProps {
  dossier: string;
  /** One of them: it is written; several: the person chooses. */
  papers: readonly Paper[];
  package?: string;
  obligation?: string;
  onClose(): void;
  /** A template was changed. */
  onTemplate(): void;
}

type Written = Output<'paper.write'>;

/** 起草: which papers, into which folder, by which template; then what is left to fill in. */
export function PaperDialog({
  dossier,
  papers,
  package: bundle,
  obligation,
  onClose,
  onTemplate,
}: PaperDialogProps) {
  const text = useText();
  const words = text.paper;
  const say = useSay();
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    papers.length === 1 ? papers.map(({ key }) => key) : [],
  );
  const [work, setWork] = useState<string | null>(null);
  const [written, setWritten] = useState<Written | null>(null);
  const [told, setTold] = useState('');
  const job = useJob(work);
  const single = papers.length === 1 ? papers[0] : undefined;

  async function write(): Promise<void> {
    const own = newJob();
    setWork(own);
    const answer = await settle(
      bridge().paper.write(
        {
          dossier: dossier as DossierId,
          // In the order of the list, which is the order in which a volume lies.
          papers: papers.flatMap(({ key }) => (chosen.includes(key) ? [key] : [])),
          ...(bundle === undefined ? {} : { package: bundle }),
          ...(obligation === undefined ? {} : { obligation }),
        },
        { job: own },
      ),
    );
    setWork(null);
    if (answer.ok) setWritten(answer.value);
    else if (answer.code !== 'cancelled' && answer.code !== 'locked') showRefusal(answer);
  }

  async function give(template: string): Promise<void> {
    const given = await call(bridge().paper.giveTemplate({ template }, { job: newJob() }));
    if (given !== undefined) setTold(words.given(given.name));
  }

  async function take(): Promise<void> {
    const taken = await call(bridge().paper.takeTemplate({}));
    if (taken == null) return;
    setTold(words.taken(taken.title));
    onTemplate();
  }

  async function reset(template: string): Promise<void> {
    if ((await call(bridge().paper.resetTemplate({ template }))) === undefined) return;
    setTold(words.wasReset);
    onTemplate();
  }

  if (written !== null) {
    return (
      <Dialog
        title={words.written}
        lead={words.what(written.name, written.files)}
        width={600}
        onClose={onClose}
        footer={
          <Action kind="primary" autoFocus onClick={onClose}>
            {text.common.close}
          </Action>
        }
      >
        <p>{words.blanks(written.blanks)}</p>
        <p className="ink2">{words.next}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={single === undefined ? words.all : words.writeNamed(say(single.title))}
      lead={words.why}
      width={640}
      onClose={onClose}
      footer={
        work === null ? (
          <>
            <Action kind="primary" disabled={chosen.length === 0} onClick={() => void write()}>
              {words.go}
            </Action>
            <Action onClick={onClose}>{text.common.cancel}</Action>
          </>
        ) : (
          <Progress id={work} job={job} label={words.writing} />
        )
      }
    >
      {single === undefined ? (
        <fieldset className="pp-choice">
          <legend>{words.choose}</legend>
          <ul>
            {papers.map((one) => (
              <li key={one.key}>
                <Checkbox
                  checked={chosen.includes(one.key)}
                  onChange={({ target }) =>
                    setChosen(target.checked ? [...chosen, one.key] : chosen.filter((key) => key !== one.key))
                  }
                >
                  {say(one.title)}
                </Checkbox>
                {one.own && <span className="ink3">{words.ownTemplate}</span>}
                <ClauseRef clause={one.clause} rule={one.rule} />
              </li>
            ))}
          </ul>
        </fieldset>
      ) : (
        <dl className="pp-facts">
          <dt>{words.clause}</dt>
          <dd lang="zh-CN">
            {single.clause.article} <span className="ink3">{single.rule}</span>
            {single.clause.text !== undefined && <q className="serif pp-quote">{single.clause.text}</q>}
          </dd>
          <dt>{words.template}</dt>
          <dd>
            {single.own && <span>{words.ownTemplate} </span>}
            <button type="button" className="link" onClick={() => void give(single.template)}>
              {words.give}
            </button>{' '}
            <button type="button" className="link" onClick={() => void take()}>
              {words.take}
            </button>{' '}
            {single.own && (
              <button type="button" className="link" onClick={() => void reset(single.template)}>
                {words.reset}
              </button>
            )}
            <span role="status" className="ink2 pp-told">
              {told}
            </span>
          </dd>
        </dl>
      )}
    </Dialog>
  );
}
