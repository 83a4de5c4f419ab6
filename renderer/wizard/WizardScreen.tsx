import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Definition } from '../../shared/agreements/define.ts';
import type { DraftView } from '../../shared/ipc/contract/dossier.ts';
import { definitionOf } from '../app/definitions.ts';
import { useShortcuts } from '../app/keyboard.ts';
import { EmptyPlace } from '../components/EmptyPlace.tsx';
import { useText } from '../stores/language.ts';
import { useNavigation } from '../stores/navigation.ts';
import { useSession } from '../stores/session.ts';
import { useWizard } from '../stores/wizard.ts';
import { applicability } from './applies.ts';
import { ClausePane } from './ClausePane.tsx';
import { FieldRow } from './FieldRow.tsx';
import { focusField } from './focus.ts';
import { SideChoice } from './SideChoice.tsx';
import { nextPlace, type Remaining, remaining, survey } from './standing.ts';
import { StartPage } from './StartPage.tsx';
import { StepList } from './StepList.tsx';
import { WizardBar } from './WizardBar.tsx';
import { WizardHead } from './WizardHead.tsx';
import './wizard.css';
import './fields.css';
import './inputs.css';

/** 新建卷宗: the start page, or the draft that is being filled in. */
export function WizardScreen({ dossier }: { dossier?: string | undefined }) {
  const target = useNavigation((state) => state.place.target);
  const open = useWizard((state) => state.open);
  const draft = useWizard((state) => state.draft);
  const refused = useWizard((state) => state.refused);
  const text = useText();
  useEffect(() => {
    if (dossier !== undefined) void open(dossier);
  }, [dossier, open]);
  // Leaving the screen saves; the draft itself stays for the way back.
  useEffect(() => () => void useWizard.getState().flush(), []);

  if (dossier === undefined) return <StartPage />;
  if (refused !== null) return <StartPage />;
  if (draft === null || draft.id !== dossier) return <p className="wz-loading ink2">{text.common.loading}</p>;
  const definition = definitionOf(draft.kind);
  if (definition === undefined) return <EmptyPlace title={draft.kind} />;
  return <Wizard key={draft.id} draft={draft} definition={definition} target={target} />;
}

interface WizardProps {
  draft: DraftView;
  definition: Definition;
  target: string | undefined;
}

function Wizard({ draft, definition, target }: WizardProps) {
  const text = useText();
  const today = useSession((state) => state.info?.today);
  const { section, field, seen, goTo, confirm, finish, finishing } = useWizard();
  const go = useNavigation((state) => state.go);
  const [pane, setPane] = useState(false);
  const applies = useMemo(() => applicability(definition, draft, today), [definition, draft, today]);
  const sections = useMemo(
    () => survey(definition, draft, seen, applies),
    [definition, draft, seen, applies],
  );
  const list = useMemo(() => remaining(sections, draft), [sections, draft]);
  const current = sections.find((entry) => entry.section.key === section) ?? sections[0];
  const at = current === undefined ? -1 : sections.indexOf(current);
  const entry = current?.fields.find((candidate) => candidate.field.key === field) ?? null;
  const wanted = useRef<string | null>(null);

  const show = useCallback(
    (to: string, key: string | null) => {
      wanted.current = key ?? 'first';
      goTo(to, key);
    },
    [goTo],
  );

  // Where one was, or where something waits, or the beginning.
  useEffect(() => {
    const aimed = sections.find((one) => one.fields.some((candidate) => candidate.field.key === target));
    if (aimed !== undefined && target !== undefined) show(aimed.section.key, target);
    else if (section !== null) show(section, field);
    else if (sections[0] !== undefined)
      show(sections[0].section.key, sections[0].fields[0]?.field.key ?? null);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- decided once, when the draft is opened
  }, []);

  useEffect(() => {
    if (wanted.current === null) return;
    focusField(wanted.current === 'first' ? null : wanted.current);
    wanted.current = null;
  });

  function step(by: 1 | -1): void {
    const next = sections[at + by];
    if (next !== undefined) show(next.section.key, next.fields[0]?.field.key ?? null);
  }

  function place(to: Remaining | null): void {
    if (to === null) return;
    const home = sections.find((one) => one.section.key === to.section) ?? sections[0];
    if (home === undefined) return;
    show(home.section.key, to.why === 'side' ? 'our_side' : to.field);
  }

  async function end(): Promise<void> {
    if (list.length > 0) {
      place(nextPlace(list, sections, null));
      return;
    }
    // What was read under a key that this version does not know has no row to be confirmed in.
    const known = new Set(sections.flatMap((one) => one.fields.map((candidate) => candidate.field.key)));
    for (const { key } of draft.reading?.result.fields ?? []) {
      if (!known.has(key) && !draft.confirmed.includes(key)) confirm(key);
    }
    if (await finish()) go({ screen: 'dossier', dossier: draft.id });
  }

  /** After Enter: the next field of the step, then the next place that waits. */
  function done(key: string): void {
    const fields = current?.fields ?? [];
    const index = fields.findIndex((candidate) => candidate.field.key === key);
    const next = fields[index + 1];
    if (next !== undefined) focusField(next.field.key);
    else place(nextPlace(list, sections, key));
  }

  useShortcuts([
    // Enter and the digits act in the field that has the focus; here they only stand in the hint bar.
    { keys: 'Enter', label: text.wizard.hints.confirm, run: () => undefined },
    { keys: 'F8', label: text.wizard.hints.next, run: () => place(nextPlace(list, sections, field)) },
    {
      keys: ['1', '2', '3'],
      cap: '1 2 3',
      label: current?.fields.some((one) => one.undecided) ? text.wizard.hints.choose : undefined,
      run: () => undefined,
    },
    { keys: 'Alt+ArrowDown', cap: 'Alt ↑ ↓', label: text.wizard.hints.step, run: () => step(1) },
    { keys: 'Alt+ArrowUp', run: () => step(-1) },
    { keys: 'Ctrl+s', run: () => void useWizard.getState().flush() },
    { keys: 'Ctrl+Enter', inText: true, run: () => void end() },
    { keys: 'F2', label: text.wizard.hints.clause, right: true, run: () => setPane((shown) => !shown) },
  ]);

  return (
    <div className="wz" data-pane={pane || undefined}>
      <WizardHead draft={draft} definition={definition} />
      <StepList sections={sections} current={current?.section.key ?? ''} onGo={(to) => show(to, null)} />
      <section className="wz-fields scroll" aria-label={text.wizard.fields}>
        {at === 0 && <SideChoice definition={definition} />}
        {current?.fields.map((one) => (
          <FieldRow
            key={one.field.key}
            entry={one}
            focused={one.field.key === field}
            applies={applies(one.field)}
            onDone={() => done(one.field.key)}
          />
        ))}
      </section>
      <ClausePane definition={definition} draft={draft} entry={entry} neighbours={current?.fields ?? []} />
      <WizardBar
        list={list}
        sections={sections}
        first={at <= 0}
        last={at >= sections.length - 1}
        finishing={finishing}
        onStep={step}
        onNextPlace={() => place(nextPlace(list, sections, field))}
        onPlace={place}
        onFinish={() => void end()}
      />
    </div>
  );
}
