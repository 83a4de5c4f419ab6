import { useState } from 'react';
import type { Definition, Field } from '../../../shared/agreements/define.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import { definitionOf } from '../../app/definitions.ts';
import { bridge, call, newJob } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { DraftMark } from '../../components/DraftMark.tsx';
import { DateText } from '../../components/DateText.tsx';
import { amountOf, MoneyText } from '../../components/MoneyText.tsx';
import { useAmountsAsked } from '../../components/amounts-of.ts';
import { Progress } from '../../components/Progress.tsx';
import { useAmounts } from '../../stores/amounts.ts';
import { useJob, wasStopped } from '../../stores/jobs.ts';
import { useSay, useText } from '../../stores/language.ts';
import { goTo } from '../../stores/navigation.ts';
import { SendDialog } from '../transfer/SendDialog.tsx';

/** Who, until when, how far, how much, how secret; and what one can do with the whole. */
export function Header({ view, onRecord }: { view: DossierView; onRecord: () => void }) {
  const t = useText();
  const say = useSay();
  const words = t.dossier;
  const definition = definitionOf(view.kind);
  const at = view.state.steps.findIndex((step) => step.key === view.state.key);
  const next = view.state.steps[at + 1];
  const sum = sumField(definition);
  const { secret, asked } = useAmountsAsked();
  const { unmask, mask } = useAmounts();
  const life = lifeSpan(view);
  const block = view.findings.filter((one) => one.severity === 'block').length;
  const warn = view.findings.filter((one) => one.severity === 'warn').length;
  const [job, setJob] = useState<string | null>(null);
  const [done, setDone] = useState<{ name: string; files: number } | null>(null);
  const [stopped, setStopped] = useState(false);
  const [writing, setWriting] = useState<'archive' | 'supplement'>('archive');
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState<string | null>(null);
  const running = useJob(job);
  const write = async (what: 'archive' | 'supplement') => {
    const id = newJob();
    setJob(id);
    setWriting(what);
    setDone(null);
    setStopped(false);
    const { archive } = bridge();
    const go = what === 'archive' ? archive.export : archive.supplement;
    const answer = await call(go({ dossier: view.id }, { job: id }));
    setJob(null);
    if (answer !== undefined) setDone(answer);
    else setStopped(wasStopped(id));
  };
  return (
    <header className="dossier-head">
      <div className="dossier-title">
        <h1 className="serif">{view.title || words.list.untitled}</h1>
        <span className="ink2 num">{view.number}</span>
        {view.phase === 'sample' && <span className="dossier-sample">{words.sampleNote}</span>}
        <span className="dossier-kind ink2">{definition ? say(definition.title) : view.kind}</span>
      </div>
      <DraftMark definition={definition} record={view.record} />
      <dl className="dossier-facts">
        <div>
          <dt>{words.facts.parties}</dt>
          {(definition?.parties ?? [])
            .filter((party) => party.nameField !== null)
            .map((party) => {
              const ours = party.key === view.record.our_side;
              const name = nameOf(view, party.nameField ?? '') ?? t.common.unset;
              return (
                <dd key={party.key} className={ours ? 'ours' : undefined} title={name}>
                  {say(party.title)} {name}
                  {ours && words.facts.us}
                </dd>
              );
            })}
        </div>
        <div>
          <dt>{words.facts.period}</dt>
          <dd>
            {life === null ? (
              <span className="ink3">{t.common.notBegun}</span>
            ) : (
              <>
                <DateText date={life.from} mark={false} /> {words.facts.until}{' '}
                <DateText date={life.to} provisional={life.provisional} />
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>{words.facts.state}</dt>
          <dd>
            <b>{say(view.state.title)}</b>
            {next && words.facts.nextStep(say(next.title))}
          </dd>
          {view.state.missing.map((one) => (
            <dd key={one.key} className="amber" data-missing={one.key}>
              {one.recorded ? words.facts.unproven(say(one.title)) : words.facts.missing(say(one.title))}
            </dd>
          ))}
          {view.state.side.map((track) => (
            <dd key={track.key} className="amber">
              <b>{say(track.title)}</b>
              {words.facts.since(track.since)}
            </dd>
          ))}
          <dd className="state-steps">
            <span className="state-bars" aria-hidden="true">
              {view.state.steps.map((step, i) => (
                <i key={step.key} className={i < at ? 'past' : i === at ? 'now' : undefined} />
              ))}
            </span>
            {at >= 0 && <span className="ink2 num">{words.facts.step(at + 1, view.state.steps.length)}</span>}
          </dd>
        </div>
        <div>
          <dt>{definition?.payments || sum === undefined ? words.facts.total : say(sum.title)}</dt>
          <dd>
            {sum !== undefined && <MoneyText fen={amountOf(view.record.fields[sum.key])} words />}
            {secret && (
              <button
                type="button"
                className="link dossier-unmask"
                onClick={() => void (asked ? mask(view.id) : unmask(view.id))}
              >
                {asked ? t.exposure.mask : t.ledger.unmask}
              </button>
            )}
          </dd>
          {(block > 0 || warn > 0) && (
            <dd>
              <button
                type="button"
                className={block > 0 ? 'link seal' : 'link'}
                onClick={() => goTo({ screen: 'dossier', dossier: view.id, tab: 'changes' })}
              >
                {words.facts.findings(block, warn)}
              </button>
            </dd>
          )}
        </div>
        <div>
          <dt>{words.facts.secrecy}</dt>
          <dd>
            <span className="secrecy serif">{words.facts.secret}</span>
          </dd>
          <dd className="ink2">{words.facts.known(view.known)}</dd>
        </div>
      </dl>
      <div className="dossier-actions">
        <Action kind="primary" small cap="E" onClick={onRecord}>
          {words.record}
        </Action>
        {view.packages.map((one) => (
          <Action
            key={one.id}
            small
            onClick={() => goTo({ screen: 'package', dossier: view.id, package: one.id })}
          >
            {say(one.title)}
          </Action>
        ))}
        <Action small onClick={() => void write('archive')} disabled={job !== null}>
          {words.archive}
        </Action>
        {view.phase === 'active' && (
          <Action small onClick={() => void write('supplement')} disabled={job !== null}>
            {t.archive.supplement}
          </Action>
        )}
        <Action small onClick={() => setSending(true)}>
          {t.transfer.send.action}
        </Action>
        {secret && !asked && <span className="ink3">{t.exposure.leavesMasked}</span>}
        {done !== null && (
          <span className="green" role="status">
            ✓{' '}
            {writing === 'archive'
              ? words.archived(done.name, done.files)
              : t.archive.supplemented(done.name)}
          </span>
        )}
        {stopped && (
          <span className="ink2" role="status">
            {t.packages.stopped.archive}
          </span>
        )}
        {sent !== null && (
          <span className="green" role="status">
            ✓ {sent}
          </span>
        )}
      </div>
      {sending && (
        <SendDialog
          view={view}
          onClose={() => setSending(false)}
          onDone={(said) => {
            setSending(false);
            setSent(said);
          }}
        />
      )}
      {job !== null && (
        <Progress
          job={running}
          id={job}
          label={writing === 'archive' ? words.archiving : t.archive.supplementing}
        />
      )}
    </header>
  );
}

/** The field that says how much it is in all, where the kind has one. */
function sumField(definition: Definition | undefined): Field | undefined {
  const key = definition?.payments?.total ?? definition?.sum;
  return definition?.sections.flatMap(({ fields }) => fields).find((field) => field.key === key);
}

/** A party's name as the record has it, else as the template does. */
function nameOf(view: DossierView, key: string): string | null {
  const usual = definitionOf(view.kind)
    ?.sections.flatMap((section) => section.fields)
    .find((field) => field.key === key)?.default;
  const name = view.record.fields[key] ?? usual;
  return typeof name === 'string' && name !== '' ? name : null;
}

/** From the first day that is a fact to the last day that binds. */
function lifeSpan(view: DossierView): { from: CivilDate; to: CivilDate; provisional: boolean } | null {
  const begin = view.record.events.map((event) => event.date).toSorted()[0];
  const ends = view.obligations
    .flatMap((one) => (one.statutory === null ? [] : [{ date: one.statutory, provisional: one.provisional }]))
    .toSorted((a, b) => a.date.localeCompare(b.date));
  const end = ends.at(-1);
  if (begin === undefined || end === undefined) return null;
  return { from: begin, to: end.date, provisional: end.provisional };
}
