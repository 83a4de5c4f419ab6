import { useEffect, useState } from 'react';
import { useLanguage, useText } from '../stores/language.ts';
import { useOverlay } from '../stores/overlay.ts';
import { useSession } from '../stores/session.ts';
import { Key } from './Key.tsx';

/** The bar that also moves the window; before unlock it says only where one is. */
export function TitleBar({ note }: { note?: string | undefined }) {
  const t = useText();
  const zh = useLanguage((state) => state.language === 'zh');
  const info = useSession((state) => state.info);
  const status = useSession((state) => state.status);
  const show = useOverlay((state) => state.show);
  const inside = note === undefined && status?.state === 'unlocked';
  return (
    <header className={info?.shell === 'electron' ? 'title-bar title-bar-overlay' : 'title-bar'}>
      <span className="title-name serif">{t.common.product}</span>
      {inside && (
        <button type="button" className="title-search" onClick={() => show('search')}>
          <span className="ellipsis">{t.frame.search}</span>
          <Key>Ctrl K</Key>
        </button>
      )}
      <span className="title-drag" />
      {info?.mark === 'demo' && (
        <span className="title-demo" title={t.frame.demoWhy}>
          {t.frame.demo}
        </span>
      )}
      {note && <span className="ink2">{note}</span>}
      {inside && status.account && (
        <>
          <span className="title-who ellipsis">{status.account.display_name}</span>
          <IdleLeft seconds={status.idle_seconds} zh={zh} />
        </>
      )}
    </header>
  );
}

/** Time left until the store locks itself; main decides, this only counts along. */
function IdleLeft({ seconds, zh }: { seconds: number; zh: boolean }) {
  const t = useText();
  const lastActive = useSession((state) => state.lastActive);
  const load = useSession((state) => state.load);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  // The second hand ticks on its own: a touch since its last tick is not the future.
  const left = Math.max(0, Math.ceil(seconds - Math.max(0, now - lastActive) / 1000));
  useEffect(() => {
    if (left === 0) void load();
  }, [left, load]);
  const text = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  return (
    <span className={left <= 60 ? 'title-idle amber' : 'title-idle'} role="timer" aria-live="off">
      {t.frame.idle} <b>{text}</b> {zh ? t.frame.idleAfter : ''}
    </span>
  );
}
