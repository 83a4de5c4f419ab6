import { lazy, Suspense, useEffect } from 'react';
import { ErrorBoundary } from '../components/ErrorBoundary.tsx';
import { AuditScreen } from '../features/audit/AuditScreen.tsx';
import { DossierScreen } from '../features/dossier/DossierScreen.tsx';
import { ChooseDossier } from '../features/dossiers/ChooseDossier.tsx';
import { DossiersScreen } from '../features/dossiers/DossiersScreen.tsx';
import { PolicyScreen } from '../features/policy/PolicyScreen.tsx';
import { PeopleScreen } from '../features/people/PeopleScreen.tsx';
import { HealthScreen } from '../features/health/HealthScreen.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { TodayScreen } from '../features/today/TodayScreen.tsx';
import { useText } from '../stores/language.ts';
import { type Place, useNavigation } from '../stores/navigation.ts';
import { useOverlay } from '../stores/overlay.ts';
import { outsideContent, readsNoContent, useSession } from '../stores/session.ts';
import { levels, useShortcuts } from './keyboard.ts';

const ArchivesScreen = lazy(async () => ({
  default: (await import('../features/archives/ArchivesScreen.tsx')).ArchivesScreen,
}));
const WizardScreen = lazy(async () => ({
  default: (await import('../wizard/WizardScreen.tsx')).WizardScreen,
}));
const PackageScreen = lazy(async () => ({
  default: (await import('../features/package/PackageScreen.tsx')).PackageScreen,
}));

/** The screen of the present place, and the keys that work everywhere. */
export function Screens() {
  const t = useText();
  const place = useNavigation((state) => state.place);
  const back = useNavigation((state) => state.back);
  const show = useOverlay((state) => state.show);
  const lock = useSession((state) => state.lock);
  useShortcuts(
    [
      { keys: 'Ctrl+k', inText: true, run: () => show('search') },
      { keys: 'Ctrl+l', inText: true, overModal: true, run: () => void lock() },
      // Nothing waits for it: every draft is saved while it is typed. The browser's own dialog must not open.
      { keys: 'Ctrl+s', inText: true, run: () => undefined },
      { keys: 'Ctrl+p', inText: true, run: () => undefined },
      { keys: 'Alt+ArrowLeft', run: back },
      { keys: 'F1', label: t.frame.help, inText: true, run: () => show('help') },
    ],
    { level: levels.application },
  );
  // A new screen begins at its beginning: keys and readers must not stay on the tab that opened it.
  useEffect(() => {
    const main = document.getElementById('main');
    if (main !== null && !main.contains(document.activeElement)) main.focus();
  }, [place.screen, place.dossier]);
  return (
    <ErrorBoundary place={JSON.stringify(place)}>
      <Suspense fallback={null}>
        <Screen place={place} />
      </Suspense>
    </ErrorBoundary>
  );
}

function Screen({ place }: { place: Place }) {
  const { dossier } = place;
  const apart = useSession(readsNoContent);
  if (place.screen === 'people' || (apart && !outsideContent.includes(place.screen))) return <PeopleScreen />;
  if (place.screen === 'dossiers') return <DossiersScreen />;
  if (place.screen === 'dossier' && dossier) return <DossierScreen key={dossier} dossier={dossier} />;
  if (place.screen === 'wizard') return <WizardScreen key={dossier ?? 'start'} dossier={dossier} />;
  if (place.screen === 'package' && dossier) return <PackageScreen key={dossier} dossier={dossier} />;
  if (place.screen === 'package') return <ChooseDossier />;
  if (place.screen === 'archives') return <ArchivesScreen />;
  if (place.screen === 'audit') return <AuditScreen />;
  if (place.screen === 'policy') return <PolicyScreen clause={place.target} />;
  if (place.screen === 'health') return <HealthScreen />;
  if (place.screen === 'settings') return <SettingsScreen />;
  return <TodayScreen />;
}
