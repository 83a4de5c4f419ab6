import { useDossiers } from '../stores/dossiers.ts';
import { useJobs } from '../stores/jobs.ts';
import { useText } from '../stores/language.ts';
import { type Screen, useNavigation } from '../stores/navigation.ts';
import { useOverlay } from '../stores/overlay.ts';
import { outsideContent, readsNoContent, useSession } from '../stores/session.ts';
import { useToday } from '../stores/today.ts';

const group: Record<Screen, Screen> = {
  today: 'today',
  dossiers: 'dossiers',
  dossier: 'dossiers',
  wizard: 'dossiers',
  package: 'package',
  archives: 'archives',
  audit: 'audit',
  policy: 'policy',
  settings: 'settings',
  health: 'settings',
  people: 'settings',
};

/** The spine of the file: words, not icons; the current tab runs into the page. */
export function Spine() {
  const t = useText();
  const place = useNavigation((state) => state.place);
  const last = useNavigation((state) => state.last);
  const go = useNavigation((state) => state.go);
  const show = useOverlay((state) => state.show);
  const overlay = useOverlay((state) => state.open);
  const lock = useSession((state) => state.lock);
  const today = useToday((state) => state.view);
  const running = useJobs((state) => Object.keys(state.jobs).length);
  const known = useDossiers((state) => state.list);
  const apart = useSession(readsNoContent);
  // Whoever reads no content begins with people and leases, and has no dossier to go to.
  const atPeople = place.screen === 'people' || !outsideContent.includes(place.screen);
  const current = apart && atPeople ? 'people' : group[place.screen];
  const due = today ? today.whole.late + today.whole.due + today.whole.deemed + today.whole.deemed_past : 0;
  const packageOf =
    last !== undefined && (known === null || known.some((one) => one.id === last)) ? last : undefined;

  const tab = (screen: Screen, label: string, count: number, open: () => void) => (
    <li>
      <button
        type="button"
        className="spine-tab"
        aria-current={current === screen ? 'page' : undefined}
        onClick={open}
      >
        {label}
        {count > 0 && <span className="spine-count">{count}</span>}
      </button>
    </li>
  );
  return (
    <nav className="spine" aria-label={t.frame.nav}>
      <ul>
        {apart && tab('people', t.people.accounts, 0, () => go({ screen: 'people' }))}
        {!apart && tab('today', t.frame.today, due, () => go({ screen: 'today' }))}
        {!apart && tab('dossiers', t.frame.dossiers, 0, () => go({ screen: 'dossiers' }))}
        {!apart &&
          tab('package', t.frame.package, 0, () =>
            go({ screen: 'package', ...(packageOf ? { dossier: packageOf } : {}) }),
          )}
        {tab('archives', t.retention.title, 0, () => go({ screen: 'archives' }))}
        {tab('audit', t.frame.audit, 0, () => go({ screen: 'audit' }))}
        {tab('policy', t.frame.policy, 0, () => go({ screen: 'policy' }))}
      </ul>
      <ul className="spine-foot">
        <li>
          <button
            type="button"
            className="spine-tab"
            aria-expanded={overlay === 'jobs'}
            onClick={() => show(overlay === 'jobs' ? null : 'jobs')}
          >
            {t.frame.jobs}
            {running > 0 && <span className="spine-count">{running}</span>}
          </button>
        </li>
        {tab('settings', t.frame.settings, 0, () => go({ screen: 'settings' }))}
        <li>
          <button type="button" className="spine-tab" onClick={() => void lock()}>
            {t.frame.lock}
          </button>
        </li>
      </ul>
    </nav>
  );
}
