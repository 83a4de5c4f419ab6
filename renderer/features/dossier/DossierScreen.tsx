import { useEffect, useMemo, useState } from 'react';
import { Timeline } from '../../charts/Timeline.tsx';
import { useShortcuts } from '../../app/keyboard.ts';
import { Action } from '../../components/Action.tsx';
import { AmountsOf } from '../../components/amounts-of.ts';
import { EmptyPlace } from '../../components/EmptyPlace.tsx';
import { EventDialog } from '../../components/EventDialog.tsx';
import { useDossier } from '../../stores/dossiers.ts';
import { useText } from '../../stores/language.ts';
import { goTo, useNavigation } from '../../stores/navigation.ts';
import { ApprovalsPanel } from '../approvals/ApprovalsPanel.tsx';
import { EvidenceList } from '../evidence/EvidenceList.tsx';
import type { NextStep } from '../reason/next-step.ts';
import { ReasonPane } from '../reason/ReasonPane.tsx';
import { Agreement } from './Agreement.tsx';
import { definitionOf } from '../../app/definitions.ts';
import { Changes } from './Changes.tsx';
import { EventsList } from './EventsList.tsx';
import { Header } from './Header.tsx';
import { History } from './History.tsx';
import { Indicators } from './Indicators.tsx';
import { Knowing } from './Knowing.tsx';
import { Money } from './Money.tsx';
import { Obligations } from './Obligations.tsx';
import { Outputs } from './Outputs.tsx';
import './dossier.css';

const allTabs = [
  'obligations',
  'indicators',
  'money',
  'material',
  'outputs',
  'agreement',
  'changes',
  'knowing',
  'approvals',
  'history',
] as const;
type Tab = (typeof allTabs)[number];

/** 卷宗: who, what, until when, how far; the timeline; its sections. */
export function DossierScreen({ dossier }: { dossier: string }) {
  const t = useText();
  const { view, missing, load } = useDossier();
  const place = useNavigation((state) => state.place);
  const replace = useNavigation((state) => state.replace);
  const measured = definitionOf(view?.kind ?? '')?.indicators !== undefined;
  const tabs = allTabs.filter((one) => one !== 'indicators' || measured);
  const tab = tabs.find((one) => one === place.tab) ?? 'obligations';
  const [selected, setSelected] = useState<string | null>(place.target ?? null);
  const [reasonOpen, setReasonOpen] = useState(place.target !== undefined);
  const [recording, setRecording] = useState<Partial<NextStep> | null>(null);
  useEffect(() => {
    void load(dossier);
  }, [dossier, load]);
  const setTab = (next: Tab) => {
    replace({ tab: next });
    // On a low screen the head fills it: what was asked for comes into view.
    if (window.innerHeight < 640)
      requestAnimationFrame(() =>
        document.getElementById(`tab-${next}`)?.parentElement?.scrollIntoView({ block: 'start' }),
      );
  };
  const open = (id: string) => {
    setSelected(id);
    if (id.startsWith('event:') || id.startsWith('state:')) return;
    setReasonOpen(true);
    setTab('obligations');
  };
  useShortcuts([
    {
      // Nine keys have a digit; a tenth section is reached by the arrows.
      keys: tabs.slice(0, 9).map((_, i) => String(i + 1)),
      cap: `1–${Math.min(9, tabs.length)}`,
      label: t.dossier.hints.tabs,
      run: (event) => {
        const next = tabs[Number(event.key) - 1];
        if (next !== undefined) setTab(next);
      },
    },
    {
      keys: 'e',
      cap: 'E',
      label: t.dossier.hints.record,
      disabled: view === null,
      run: () => setRecording({}),
    },
  ]);
  const titleOf = (one: Tab) =>
    ({
      ...t.dossier.tabs,
      agreement: t.amend.tab,
      indicators: t.indicators.tab,
      approvals: t.approval.tab,
    })[one];
  const counts = useMemo(() => countsOf(view), [view]);

  if (missing)
    return (
      <div className="dossier-missing">
        <EmptyPlace
          title={t.dossier.missing}
          actions={<Action onClick={() => goTo({ screen: 'dossiers' })}>{t.dossier.toList}</Action>}
        >
          {t.dossier.missingLead}
        </EmptyPlace>
      </div>
    );
  if (view === null || view.id !== dossier) return <p className="today-loading ink3">{t.common.loading}</p>;
  const obligation =
    reasonOpen && tab === 'obligations' ? view.obligations.find((one) => one.id === selected) : undefined;
  return (
    <AmountsOf.Provider value={view}>
      <div className={obligation ? 'dossier scroll dossier-with-reason' : 'dossier scroll'}>
        <Header view={view} onRecord={() => setRecording({})} />
        <Timeline
          view={view}
          selected={selected}
          onSelect={open}
          folded={tab !== 'obligations' && window.innerHeight < 900}
        />
        <div className="dossier-section">
          <div className="dossier-tabs" role="tablist" aria-label={t.frame.dossiers}>
            {tabs.map((one) => (
              <button
                key={one}
                type="button"
                role="tab"
                id={`tab-${one}`}
                aria-selected={tab === one}
                aria-controls="dossier-panel"
                tabIndex={tab === one ? 0 : -1}
                onClick={() => setTab(one)}
                onKeyDown={(event) => {
                  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
                  const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
                  if (by === 0 || next === undefined) return;
                  event.preventDefault();
                  setTab(next);
                  document.getElementById(`tab-${next}`)?.focus();
                }}
              >
                {titleOf(one)} {counts[one] !== undefined && <span>{counts[one]}</span>}
              </button>
            ))}
          </div>
          <div
            id="dossier-panel"
            role="tabpanel"
            aria-labelledby={`tab-${tab}`}
            tabIndex={-1}
            className="dossier-panel"
          >
            {tab === 'obligations' && (
              <Obligations
                view={view}
                selected={selected}
                onSelect={setSelected}
                onWhy={open}
                onStep={setRecording}
              />
            )}
            {tab === 'indicators' && <Indicators view={view} />}
            {tab === 'money' && <Money view={view} onWhy={open} />}
            {tab === 'material' && <EvidenceList dossier={dossier} />}
            {tab === 'outputs' && <Outputs view={view} />}
            {tab === 'agreement' && <Agreement view={view} />}
            {tab === 'changes' && <Changes view={view} />}
            {tab === 'knowing' && <Knowing view={view} />}
            {tab === 'approvals' && <ApprovalsPanel dossier={dossier} />}
            {tab === 'history' && (
              <>
                <EventsList view={view} />
                <History dossier={dossier} version={view.saved_at} kind={view.kind} />
              </>
            )}
          </div>
        </div>
        {obligation && (
          <ReasonPane
            kind={view.kind}
            dossier={view.id}
            obligation={obligation}
            today={view.today}
            onClose={() => setReasonOpen(false)}
            onStep={setRecording}
          />
        )}
        {recording !== null && (
          <EventDialog
            dossier={dossier}
            kind={view.kind}
            event={recording.event?.key}
            installment={recording.installment}
            record={view.record}
            onClose={() => setRecording(null)}
            onRecorded={() => void load(dossier)}
          />
        )}
      </div>
    </AmountsOf.Provider>
  );
}

function countsOf(view: ReturnType<typeof useDossier.getState>['view']): Partial<Record<Tab, number>> {
  if (view === null) return {};
  const open = view.obligations.filter(
    (one) => !['met', 'met_late', 'not_applicable', 'standing'].includes(one.status),
  );
  return { obligations: open.length, material: view.evidence.length, changes: view.findings.length };
}
