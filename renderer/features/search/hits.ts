import { useEffect, useMemo, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { TodayRow, TodayView } from '../../../shared/ipc/contract/work.ts';
import { bridge, call, settle } from '../../bridge.ts';
import { useDossiers } from '../../stores/dossiers.ts';
import { useLanguage, useText } from '../../stores/language.ts';
import { goTo } from '../../stores/navigation.ts';
import { useOverlay } from '../../stores/overlay.ts';
import { readsNoContent, useSession } from '../../stores/session.ts';
import { useToday } from '../../stores/today.ts';
import { openDossier } from '../dossiers/open-dossier.ts';
import { openSample } from '../today/TodayEmpty.tsx';
import { answersTo } from './actions.ts';

export const groups = ['dossier', 'obligation', 'evidence', 'clause', 'action'] as const;

export interface Hit {
  id: string;
  group: (typeof groups)[number];
  title: string;
  where: string;
  run: () => void;
}

type Found = Output<'search.find'>[number];
const waitMs = 120;

/** What answers to the words: main searches the open records, the page its actions and pinyin of titles. */
export function useHits(text: string): Hit[] {
  const language = useLanguage((state) => state.language);
  const list = useDossiers((state) => state.list);
  const load = useDossiers((state) => state.load);
  const view = useToday((state) => state.view);
  const loadToday = useToday((state) => state.load);
  const today = useMemo(() => rowsOf(view), [view]);
  const apart = useSession(readsNoContent);
  const actions = useActions(apart);
  const [found, setFound] = useState<{ text: string; hits: readonly Found[] }>({ text: '', hits: [] });
  useEffect(() => {
    // E-15: who reads no content has nothing to search but the actions.
    if (apart) return;
    if (list === null) void load();
    if (view === null) void loadToday();
  }, [list, load, view, loadToday, apart]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === '' || apart) return;
    let stale = false;
    const timer = setTimeout(() => {
      void settle(bridge().search.find({ text: wanted.slice(0, 200) })).then((result) => {
        if (!stale && result.ok) setFound({ text: wanted, hits: result.value });
      });
    }, waitMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text, apart]);
  return useMemo(() => {
    const wanted = text.trim();
    if (wanted === '') return actions;
    const ids = new Set<string>();
    const hits: Hit[] = [];
    const add = (hit: Hit) => {
      if (ids.has(hit.id)) return;
      ids.add(hit.id);
      hits.push(hit);
    };
    for (const one of found.text === wanted ? found.hits : []) add(ofMain(one, language, list));
    for (const one of list ?? [])
      if (answersTo(wanted, one.title))
        add({
          id: `dossier:${one.id}:${one.id}`,
          group: 'dossier',
          title: one.title,
          where: one.number,
          run: () => openDossier(one),
        });
    for (const row of today)
      if (answersTo(wanted, row.obligation.title.zh))
        add({
          id: `obligation:${row.dossier}:${row.obligation.id}`,
          group: 'obligation',
          title: row.obligation.title[language] || row.obligation.title.zh,
          where: row.dossier_title,
          run: () => goTo({ screen: 'dossier', dossier: row.dossier, target: row.obligation.id }),
        });
    for (const action of actions) if (answersTo(wanted, action.title)) add(action);
    return hits;
  }, [text, found, list, today, actions, language]);
}

function rowsOf(view: TodayView | null): readonly TodayRow[] {
  if (view === null) return [];
  return [...view.overdue, ...view.deemed, ...view.week, ...view.waiting, ...view.theirs, ...view.later];
}

function ofMain(
  one: Found,
  language: 'zh' | 'en',
  list: ReturnType<typeof useDossiers.getState>['list'],
): Hit {
  const phase = list?.find((dossier) => dossier.id === one.dossier)?.phase ?? 'active';
  const run = () => {
    if (one.kind === 'dossier' || phase === 'draft') openDossier({ id: one.dossier, phase });
    else if (one.kind === 'evidence')
      goTo({ screen: 'dossier', dossier: one.dossier, tab: 'material', target: one.target });
    else goTo({ screen: 'dossier', dossier: one.dossier, target: one.target });
  };
  return {
    id: `${one.kind}:${one.dossier}:${one.target}`,
    group: one.kind,
    title: one.title[language] || one.title.zh,
    where: one.where,
    run,
  };
}

/** Places of content, which are none of the way of who reads none. */
const contentActions: readonly string[] = ['today', 'dossiers', 'create', 'sample'];

function useActions(apart: boolean): Hit[] {
  const t = useText();
  const language = useLanguage((state) => state.language);
  return useMemo(() => {
    const words = t.places.search.actions;
    const show = useOverlay.getState().show;
    const other = language === 'zh' ? 'en' : 'zh';
    const switchLanguage = async () => {
      const done = await call(bridge().setting.set({ language: other }));
      if (done !== undefined) useLanguage.getState().set(done.language);
    };
    const runs: Record<keyof typeof words, () => void> = {
      today: () => goTo({ screen: 'today' }),
      dossiers: () => goTo({ screen: 'dossiers' }),
      create: () => goTo({ screen: 'wizard' }),
      sample: () => void openSample(),
      audit: () => goTo({ screen: 'audit' }),
      policy: () => goTo({ screen: 'policy' }),
      people: () => goTo({ screen: 'people' }),
      settings: () => goTo({ screen: 'settings' }),
      jobs: () => show('jobs'),
      lock: () => void useSession.getState().lock(),
      help: () => show('help'),
      language: () => void switchLanguage(),
    };
    const offered = (Object.keys(runs) as (keyof typeof words)[]).filter(
      (key) => !apart || !contentActions.includes(key),
    );
    return offered.map((key) => ({
      id: `action:${key}`,
      group: 'action' as const,
      title: words[key],
      where: '',
      run: runs[key],
    }));
  }, [t, language, apart]);
}
