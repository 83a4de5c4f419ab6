import { useState } from 'react';
import type { Fen, KnownAmount } from '../../shared/model/units.ts';
import { formatAmount } from '../../shared/money/fen.ts';
import type { FieldValue } from '../../shared/model/record.ts';
import { isWithheld, type Withheld } from '../../shared/model/withheld.ts';
import { toWords } from '../../shared/money/words.ts';
import { maskedAmount } from '../../shared/money/mask.ts';
import { useText } from '../stores/language.ts';
import { useAmountsShown } from './amounts-of.ts';
import './money-text.css';

interface MoneyTextProps {
  fen: KnownAmount | number | Withheld | null | undefined;
  /** Offers the amount in words, one press away (G-015). */
  words?: boolean;
  strong?: boolean;
}

/** `¥680,000.00`, tabular; the words on demand in the voice of a paper. Masked until a person asked (E-09). */
export function MoneyText({ fen, words = false, strong = false }: MoneyTextProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const shown = useAmountsShown();
  if (fen === null || fen === undefined) return <span className="ink3">{t.common.unset}</span>;
  if (!shown || typeof fen !== 'number') return <MaskedMoney />;
  const figures = formatAmount(fen as Fen);
  return (
    <span className={strong ? 'money money-strong' : 'money'}>
      {figures}
      {words && (
        <button
          type="button"
          className="link money-words-key"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t.common.words}
        </button>
      )}
      {words && open && (
        <span className="serif money-words" lang="zh-CN">
          {toWords(fen as Fen)}
        </span>
      )}
    </span>
  );
}

/** What a record says of an amount: the figure, what stands for it, or nothing. */
export function amountOf(value: FieldValue | undefined): number | Withheld | null {
  return typeof value === 'number' || isWithheld(value) ? value : null;
}

/** A masked amount: a commercial secret until it is asked for (E-09). */
export function MaskedMoney() {
  const t = useText();
  return (
    <span className="money money-masked" title={t.ledger.masked}>
      {maskedAmount}
    </span>
  );
}
