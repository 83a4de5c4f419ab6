import type { Field } from '../../../shared/agreements/define.ts';
import type { FieldValue } from '../../../shared/model/record.ts';
import { CivilDate } from '../../../shared/model/units.ts';
import { asFen } from '../../../shared/money/fen.ts';
import { DateText } from '../../components/DateText.tsx';
import { maskAmounts } from '../../../shared/money/mask.ts';
import { useAmountsShown } from '../../components/amounts-of.ts';
import { MaskedMoney, MoneyText } from '../../components/MoneyText.tsx';
import { useLanguage, useText } from '../../stores/language.ts';
import { isWithheld } from '../../../shared/model/withheld.ts';
import { isEmpty } from '../../wizard/standing.ts';
import { summarise } from '../../wizard/value.ts';

/** The value of a field as one reads it: dates with their weekday, amounts with their words, a list row by row. */
export function FieldWords({ field, value }: { field: Field; value: FieldValue | undefined }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const shown = useAmountsShown();
  const masked = (words: string) => (shown || !holdsSecret(field) ? words : maskAmounts(words));
  if (isEmpty(value)) {
    const usual =
      typeof field.default === 'boolean'
        ? field.default
          ? t.common.yes
          : t.common.no
        : summarise(field, field.default, language);
    return <span className="ink3">{usual === '' ? t.common.unset : t.amend.usual(usual)}</span>;
  }
  if (isWithheld(value) && field.type === 'money') return <MaskedMoney />;
  const fen = field.type === 'money' ? asFen(value) : null;
  if (fen !== null) return <MoneyText fen={fen} words />;
  if (field.secret === true && !shown) return <MaskedMoney />;
  if (field.type === 'date' && CivilDate.safeParse(value).success) return <DateText date={String(value)} />;
  if (typeof value === 'boolean') return <span>{value ? t.common.yes : t.common.no}</span>;
  if (Array.isArray(value))
    return (
      <ol className="agreement-list">
        {value.map((row, at) => (
          // Rows have no other name than their place
          <li key={at}>{masked(summarise(field, [row], language))}</li>
        ))}
      </ol>
    );
  const units: Record<string, string> = t.wizard.units;
  const unit = field.unit === undefined ? '' : (units[field.unit] ?? field.unit);
  const words = summarise(field, value, language);
  return (
    <span className="agreement-words">
      {masked(words)}
      {unit !== '' && (language === 'zh' ? unit : ` ${unit}`)}
    </span>
  );
}

/** Whether a field, or a column of its rows, is a commercial secret. */
export function holdsSecret(field: Field): boolean {
  return field.secret === true || field.columns?.some(({ secret }) => secret === true) === true;
}
