import { Select } from 'antd';
import { type DragEvent, useEffect, useMemo, useState } from 'react';
import { infoClasses } from '../../../shared/ipc/channel.ts';
import type { EvidenceItem } from '../../../shared/ipc/contract/dossier.ts';
import { errorWords } from '../../../shared/text/errors.ts';
import { bridge } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { EmptyPlace } from '../../components/EmptyPlace.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useApprovals } from '../../stores/approvals.ts';
import { type Intake, useEvidence } from '../../stores/evidence.ts';
import { useJob } from '../../stores/jobs.ts';
import { useLanguage, useText } from '../../stores/language.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { typeName } from '../../viewer/kind.ts';
import { GiveDialog } from '../approvals/GiveDialog.tsx';
import { DatasetView } from './DatasetView.tsx';
import { EvidenceViewer } from './EvidenceViewer.tsx';
import { MarkingDialog } from './MarkingDialog.tsx';
import { matches } from './filter.ts';
import { sortDropped } from './dropped.ts';
import { EvidenceRow } from './EvidenceRow.tsx';
import './evidence.css';

interface EvidenceListProps {
  dossier: string;
}

/** Above this many a filter stands over the table. */
const few = 8;

/** 材料: every sealed file with its original name, type by content, size, digests and where it is used. */
export function EvidenceList({ dossier }: EvidenceListProps) {
  const text = useText();
  const words = text.evidence;
  const { items, intakes, refused, last, declared, load, take, takeFolder, declare, dismiss } = useEvidence();
  const target = useNavigation((state) => state.place.target);
  const [over, setOver] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const narrowed = useApprovals((state) => state.narrowed);
  const [giving, setGiving] = useState(false);
  const [given, setGiven] = useState<string | null>(null);
  const [marked, setMarked] = useState<EvidenceItem | null>(null);
  const [filter, setFilter] = useState('');
  const language = useLanguage((state) => state.language);

  useEffect(() => void load(dossier), [dossier, load]);
  useEffect(
    () =>
      bridge().onChanged((change) => {
        if (change.what === 'dossier' && change.dossier === dossier)
          void useEvidence.getState().load(dossier);
      }),
    [dossier],
  );
  useEffect(() => {
    if (target !== undefined && items?.some((item) => item.object === target)) setOpen(target);
  }, [target, items]);

  const shown = useMemo(
    () => (items ?? []).filter((item) => matches(item, filter, typeName(text, item.type))),
    [items, filter, text],
  );

  const opened = items?.find((item) => item.object === open);

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const { files, folder } = sortDropped(event.dataTransfer.items);
    if (files.length > 0) void take(dossier, files);
    // The page has no path to give: main's dialog asks which folder.
    if (folder) void takeFolder(dossier);
  }

  return (
    // Dropping is a second way; the button is the first
    <section
      className="ev"
      aria-label={words.title}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={drop}
    >
      <div className="ev-head">
        <Action kind="primary" onClick={() => void take(dossier, null)}>
          {words.add}
        </Action>
        <Action onClick={() => void takeFolder(dossier)}>{words.addFolder}</Action>
        <Action onClick={() => setGiving(true)} disabled={(items?.length ?? 0) === 0}>
          {text.approval.give}
        </Action>
        <label className="ev-declare">
          <span className="ink2">{text.marking.declared}</span>
          <Select
            value={declared ?? ''}
            onChange={(value) => declare(infoClasses.find((one) => one === value) ?? null)}
            popupMatchSelectWidth={false}
            options={[
              { value: '', label: text.marking.usual },
              ...infoClasses.map((value) => ({ value, label: text.policy.classes[value] })),
            ]}
          />
        </label>
        <span className="ink2">{over ? words.dropNow : words.drop}</span>
        {(items?.length ?? 0) > few && (
          <input
            className="ev-filter"
            type="search"
            value={filter}
            aria-label={words.filter}
            placeholder={words.filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        )}
        <span className="ev-count ink2 num" role="status">
          {last !== null && last > 0 ? words.sealed(last) : items === null ? '' : words.count(items.length)}
        </span>
      </div>
      {given !== null && (
        <p className="green" role="status">
          ✓ {given}
        </p>
      )}
      {marked !== null && <MarkingDialog dossier={dossier} item={marked} onClose={() => setMarked(null)} />}
      {(giving || narrowed?.dossier === dossier) && (
        <GiveDialog
          dossier={dossier}
          begin={narrowed}
          onClose={() => {
            setGiving(false);
            useApprovals.getState().narrow(null);
          }}
          onDone={setGiven}
        />
      )}
      {intakes.map((intake) => (
        <IntakeLine key={intake.job} intake={intake} />
      ))}
      {refused.length > 0 && (
        <div className="ev-refused" role="alert">
          <strong className="seal">{words.refused}</strong>
          <ul>
            {refused.map((one) => {
              const { title, todo } = errorWords(language, one.code);
              return (
                <li key={`${one.name} ${one.code}`}>
                  {one.name}
                  {text.common.colon}
                  {title}
                  {text.common.semicolon}
                  {todo} <span className="ink3">{one.code}</span>
                </li>
              );
            })}
          </ul>
          <button type="button" className="link" onClick={dismiss}>
            {words.dismiss}
          </button>
        </div>
      )}
      {items !== null && items.length === 0 && intakes.length === 0 && (
        <EmptyPlace title={words.empty}>{words.emptyWhy}</EmptyPlace>
      )}
      {items !== null && items.length > 0 && (
        <div className="ev-scroll scroll">
          <table className="ev-table" aria-label={words.table}>
            <thead>
              <tr>
                <th scope="col">{words.columns.name}</th>
                <th scope="col">{words.columns.type}</th>
                <th scope="col">{text.marking.column}</th>
                <th scope="col" className="right">
                  {words.columns.size}
                </th>
                <th scope="col">{words.columns.hash}</th>
                <th scope="col">{words.columns.bound}</th>
                <th scope="col">{words.columns.sealed}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((item) => (
                <EvidenceRow
                  key={item.object}
                  item={item}
                  current={item.object === open}
                  onOpen={setOpen}
                  onMark={setMarked}
                />
              ))}
            </tbody>
          </table>
          {shown.length === 0 && <p className="ev-none ink2">{words.none}</p>}
        </div>
      )}
      {opened?.dataset !== undefined ? (
        <DatasetView dossier={dossier} item={opened} onClose={() => setOpen(null)} />
      ) : (
        open !== null && <EvidenceViewer dossier={dossier} object={open} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}

function IntakeLine({ intake }: { intake: Intake }) {
  const words = useText().evidence;
  const job = useJob(intake.job);
  const [name] = intake.names;
  return (
    <Progress
      id={intake.job}
      job={job}
      label={name === undefined ? words.sealingPlain : words.sealing(name)}
    />
  );
}
