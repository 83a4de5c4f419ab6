import type { Changed } from '../../shared/ipc/bridge.ts';
import { bridge } from '../bridge.ts';
import { forgetDays } from '../stores/calendar.ts';
import { useDossier, useDossiers } from '../stores/dossiers.ts';
import { useJobs } from '../stores/jobs.ts';
import { flushAll } from '../stores/reset.ts';
import { useSession } from '../stores/session.ts';
import { useToday } from '../stores/today.ts';

const activity = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Follows what main pushes (ids only) and tells it that someone is here. */
export function listenToMain(): () => void {
  void useSession.getState().load();
  const stops = [bridge().onChanged(changed), bridge().onProgress((job) => useJobs.getState().progress(job))];
  // A window that is left or closed may not come back: what is being typed is saved now.
  const leave = () => void flushAll();
  window.addEventListener('blur', leave);
  window.addEventListener('pagehide', leave);
  const touch = () => useSession.getState().touch();
  for (const name of activity) window.addEventListener(name, touch, { passive: true, capture: true });
  return () => {
    for (const stop of stops) stop();
    window.removeEventListener('blur', leave);
    window.removeEventListener('pagehide', leave);
    for (const name of activity) window.removeEventListener(name, touch, { capture: true });
  };
}

function changed(change: Changed): void {
  if (change.what === 'session' || change.what === 'settings') {
    void useSession.getState().load();
    return;
  }
  if (useSession.getState().status?.state !== 'unlocked') return;
  if (change.what === 'calendar') forgetDays();
  if (change.what === 'jobs') {
    void useJobs.getState().load();
    return;
  }
  soon();
  const open = useDossier.getState();
  if (open.view !== null && (change.dossier === undefined || change.dossier === open.view.id))
    void open.load(open.view.id);
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Lists are read again once after a burst of changes. */
function soon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (useSession.getState().status?.state !== 'unlocked') return;
    if (useDossiers.getState().list !== null) void useDossiers.getState().load();
    if (useToday.getState().view !== null) void useToday.getState().load();
  }, 150);
}
