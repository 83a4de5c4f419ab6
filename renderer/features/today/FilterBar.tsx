import { Input, Select } from 'antd';
import type { TodayRow, TodayView } from '../../../shared/ipc/contract/work.ts';
import type { TodayFilter, TodayGroup } from '../../../shared/today/filter.ts';
import { definitionOf } from '../../app/definitions.ts';
import { useSay, useText } from '../../stores/language.ts';
import { LeavingActions } from './LeavingActions.tsx';
import './today-filter.css';

interface FilterBarProps {
  /** What there is to choose from. */
  choices: TodayView['choices'];
  filter: TodayFilter;
  onFilter: (filter: TodayFilter) => void;
}

/** What one looks for in 今日, and how it leaves: the paper and the calendar file are sieved alike. */
export function FilterBar({ choices, filter, onFilter }: FilterBarProps) {
  const t = useText();
  const say = useSay();
  const words = t.leaving;
  const { dossiers, kinds, groups } = choices;
  const restricted = Object.values(filter).some((value) => value !== undefined && value !== '');
  const set = (part: Partial<TodayFilter>) =>
    onFilter(
      Object.fromEntries(
        Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined),
      ) as TodayFilter,
    );
  return (
    <div className="today-filter" role="search" aria-label={words.filter}>
      <Select
        size="small"
        className="filter-dossier"
        aria-label={words.anyDossier}
        value={filter.dossier ?? ''}
        options={[
          { value: '', label: words.anyDossier },
          ...dossiers.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(id) => set({ dossier: id === '' ? undefined : (id as TodayRow['dossier']) })}
      />
      {kinds.length > 1 && (
        <Select
          size="small"
          className="filter-kind"
          aria-label={words.anyKind}
          value={filter.kind ?? ''}
          options={[
            { value: '', label: words.anyKind },
            ...kinds.map((value) => ({
              value,
              label: say(definitionOf(value)?.title ?? { zh: value, en: value }),
            })),
          ]}
          onChange={(kind) => set({ kind: kind === '' ? undefined : kind })}
        />
      )}
      <Select
        size="small"
        className="filter-side"
        aria-label={words.anySide}
        value={filter.side ?? ''}
        options={[
          { value: '', label: words.anySide },
          { value: 'ours', label: words.sides.ours },
          { value: 'theirs', label: words.sides.theirs },
        ]}
        onChange={(side) => set({ side: side === 'ours' || side === 'theirs' ? side : undefined })}
      />
      <Select
        size="small"
        className="filter-group"
        aria-label={words.anyGroup}
        value={filter.groups?.[0] ?? ''}
        options={[
          { value: '', label: words.anyGroup },
          ...groups.map((value) => ({ value, label: t.today.groups[value] })),
        ]}
        onChange={(group) => set({ groups: group === '' ? undefined : [group as TodayGroup] })}
      />
      <Input
        size="small"
        className="filter-text"
        aria-label={words.text}
        placeholder={words.text}
        maxLength={200}
        value={filter.text ?? ''}
        onChange={(event) => set({ text: event.target.value === '' ? undefined : event.target.value })}
      />
      {restricted && (
        <button type="button" className="link" onClick={() => onFilter({})}>
          {words.clear}
        </button>
      )}
      <LeavingActions filter={filter} />
    </div>
  );
}
