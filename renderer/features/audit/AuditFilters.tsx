import { Select } from 'antd';
import { lifecycles } from '../../../shared/ipc/channel.ts';
import type { CivilDate } from '../../../shared/model/units.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { DateField } from '../../components/DateField.tsx';
import { useText } from '../../stores/language.ts';
import { useDossiers } from '../../stores/dossiers.ts';

export type Filter = Omit<Input<'audit.list'>, 'before' | 'limit'>;

interface AuditFiltersProps {
  filter: Filter;
  accounts: Output<'audit.list'>['accounts'];
  onChange: (filter: Filter) => void;
}

const outcomes = ['ok', 'refused', 'failed', 'cancelled'] as const;

/** Days, person, stage, outcome, dossier: all conditions hold together. */
export function AuditFilters({ filter, accounts, onChange }: AuditFiltersProps) {
  const t = useText();
  const words = t.places.audit;
  const dossiers = useDossiers((state) => state.list);
  const all = { value: '', label: words.filter.all };
  const set = (key: keyof Filter, value: string) => {
    const { [key]: _old, ...rest } = filter;
    onChange((value === '' ? rest : { ...rest, [key]: value }) as Filter);
  };
  const choice = (key: keyof Filter, label: string, options: { value: string; label: string }[]) => (
    <span>
      <label htmlFor={`audit-${key}`}>{label}</label>
      <Select
        id={`audit-${key}`}
        size="small"
        popupMatchSelectWidth={false}
        value={filter[key] ?? ''}
        options={[all, ...options]}
        onChange={(value) => set(key, value)}
      />
    </span>
  );
  const day = (key: 'from' | 'to') => (
    <span>
      <label htmlFor={`audit-${key}`}>{words.filter[key]}</label>
      <DateField
        id={`audit-${key}`}
        value={(filter[key] ?? null) as CivilDate | null}
        onChange={(value) => set(key, value ?? '')}
      />
    </span>
  );
  return (
    <div className="audit-filters">
      {day('from')}
      {day('to')}
      {choice(
        'account',
        words.filter.who,
        accounts.map(({ id, name }) => ({ value: id, label: name })),
      )}
      {choice(
        'lifecycle',
        words.filter.stage,
        lifecycles.map((one) => ({ value: one, label: words.stages[one] })),
      )}
      {choice(
        'outcome',
        words.filter.outcome,
        outcomes.map((one) => ({ value: one, label: words.results[one] })),
      )}
      {choice(
        'concerning',
        words.filter.dossier,
        (dossiers ?? []).map(({ id, title }) => ({ value: id, label: title })),
      )}
    </div>
  );
}
