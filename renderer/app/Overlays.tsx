import { Help } from '../features/search/Help.tsx';
import { Search } from '../features/search/Search.tsx';
import { JobsPlace } from '../features/jobs/JobsPlace.tsx';
import { useOverlay } from '../stores/overlay.ts';

/** What lies over a screen: search, help, the jobs. */
export function Overlays() {
  const open = useOverlay((state) => state.open);
  if (open === 'search') return <Search />;
  if (open === 'help') return <Help />;
  if (open === 'jobs') return <JobsPlace />;
  return null;
}
