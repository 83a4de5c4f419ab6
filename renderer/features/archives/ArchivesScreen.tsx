import { useState } from 'react';
import { useText } from '../../stores/language.ts';
import { useNavigation } from '../../stores/navigation.ts';
import { readsNoContent, useSession } from '../../stores/session.ts';
import { Discs } from './Discs.tsx';
import { Inspect } from './Inspect.tsx';
import { Kept } from './Kept.tsx';
import { Register } from './Register.tsx';
import './archives.css';

const tabs = ['kept', 'destruction', 'inspect', 'discs'] as const;
type Tab = (typeof tabs)[number];

/** 档案: what is kept until when, what was destroyed, archives examined and laid out on discs. */
export function ArchivesScreen() {
  const t = useText();
  const words = t.retention;
  const apart = useSession(readsNoContent);
  const place = useNavigation((state) => state.place);
  const replace = useNavigation((state) => state.replace);
  // Who reads no content confirms and oversees; the list of dossiers is not theirs.
  const own: readonly Tab[] = apart ? ['destruction'] : tabs;
  const tab: Tab = own.find((one) => one === place.tab) ?? own[0] ?? 'destruction';
  const [said, setSaid] = useState<string | null>(null);
  const open = (next: Tab) => {
    setSaid(null);
    replace({ tab: next });
  };
  return (
    <div className="archives scroll">
      <h1 className="screen-title">{words.title}</h1>
      <p className="ink2 archives-lead">{words.lead}</p>
      {own.length > 1 && (
        <div className="dossier-tabs" role="tablist" aria-label={words.title}>
          {own.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`archives-${one}`}
              aria-selected={tab === one}
              aria-controls="archives-panel"
              tabIndex={tab === one ? 0 : -1}
              onClick={() => open(one)}
              onKeyDown={(event) => {
                const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
                const next = own[(own.indexOf(tab) + by + own.length) % own.length];
                if (by === 0 || next === undefined) return;
                open(next);
                document.getElementById(`archives-${next}`)?.focus();
              }}
            >
              {words.tabs[one]}
            </button>
          ))}
        </div>
      )}
      {said !== null && (
        <p className="green" role="status">
          ✓ {said}
        </p>
      )}
      <div
        id="archives-panel"
        {...(own.length > 1 ? { role: 'tabpanel', 'aria-labelledby': `archives-${tab}` } : {})}
      >
        {tab === 'kept' && <Kept onSaid={setSaid} />}
        {tab === 'destruction' && <Register onSaid={setSaid} />}
        {tab === 'inspect' && <Inspect onSaid={setSaid} />}
        {tab === 'discs' && <Discs onSaid={setSaid} />}
      </div>
    </div>
  );
}
