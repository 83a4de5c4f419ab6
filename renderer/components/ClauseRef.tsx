import type { Clause } from '../../shared/model/derived.ts';
import { useLanguage } from '../stores/language.ts';
import './clause-ref.css';

interface ClauseRefProps {
  clause: Clause;
  /** Opens the reason; without it the reference is only words. */
  onOpen?: (() => void) | undefined;
  rule?: string;
  tabIndex?: number;
}

/** Where the words stand: the article, dotted underline, opens 为什么. Clauses stay Chinese. */
export function ClauseRef({ clause, onOpen, rule, tabIndex }: ClauseRefProps) {
  const zh = useLanguage((state) => state.language === 'zh');
  const inner = (
    <>
      <span lang={zh ? undefined : 'zh-CN'}>{clause.article}</span>
      {rule && <span className="ink3 clause-rule">{rule}</span>}
    </>
  );
  if (!onOpen) return <span className="clause-ref">{inner}</span>;
  return (
    <button type="button" className="clause-ref" onClick={onOpen} tabIndex={tabIndex}>
      {inner}
    </button>
  );
}
