import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { ErrorBoundary } from '../components/ErrorBoundary.tsx';
import { Frame } from '../components/Frame.tsx';
import { RefusalModal } from '../components/RefusalModal.tsx';
import { Entry } from '../features/entry/Entry.tsx';
import { useLanguage } from '../stores/language.ts';
import { useSession } from '../stores/session.ts';
import { antdTheme } from '../theme/antd-theme.ts';
import { startKeyboard } from './keyboard.ts';
import { listenToMain } from './listen.ts';
import { Overlays } from './Overlays.tsx';
import { Screens } from './Screens.tsx';

const motion = window.matchMedia('(prefers-reduced-motion: reduce)');

function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (changed) => {
      motion.addEventListener('change', changed);
      return () => motion.removeEventListener('change', changed);
    },
    () => motion.matches,
  );
}

/** The session's gate: before unlock the entry screens, after it the frame. */
export function App() {
  const language = useLanguage((state) => state.language);
  const status = useSession((state) => state.status);
  const entering = useSession((state) => state.entering);
  const reduced = useReducedMotion();
  const theme = useMemo(() => antdTheme(reduced), [reduced]);
  useEffect(() => startKeyboard(), []);
  useEffect(() => listenToMain(), []);
  const inside = status?.state === 'unlocked' && !entering && status.account?.must_change !== true;
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={theme}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      {inside ? (
        <ErrorBoundary place="frame">
          <Frame>
            <Screens />
          </Frame>
          <Overlays />
        </ErrorBoundary>
      ) : (
        status !== null && <Entry />
      )}
      <RefusalModal />
    </ConfigProvider>
  );
}
