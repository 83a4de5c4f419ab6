import type { ErrorCode } from '../../shared/model/errors.ts';
import { errorWords } from '../../shared/text/errors.ts';
import { ruleOfCode } from '../../shared/text/house-rules.ts';
import { clockTime } from '../app/civil-words.ts';
import { findClause } from '../app/definitions.ts';
import { useLanguage, useText } from '../stores/language.ts';
import { goTo } from '../stores/navigation.ts';
import { useRefusal } from '../stores/refusal.ts';
import { Action } from './Action.tsx';
import { Dialog } from './Dialog.tsx';
import './refusal.css';

/** The refusals of policy, which main writes into the audit log; the others are told with their time only. */
const recorded: readonly ErrorCode[] = ['forbidden', 'needs_approval', 'not_found', 'state_secret_marking'];

/** Those that the table of rights decides. */
const policed: readonly ErrorCode[] = ['forbidden', 'needs_approval'];

/** What cannot be done, what it means, the clause that refuses, what to do; a small code at the end. */
export function RefusalModal() {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { refusal, at, dismiss } = useRefusal();
  if (refusal === null) return null;
  const words = errorWords(language, refusal.code, refusal.params);
  const rule = refusal.rule ?? ruleOfCode[refusal.code];
  const clause = rule === undefined ? null : findClause(rule);
  const name = refusal.params?.['name'];
  const told = words.title + words.means + words.todo;
  return (
    <Dialog
      refusal
      title={words.title}
      lead={words.means}
      onClose={dismiss}
      footer={
        <>
          <Action kind="primary" cap="Esc" onClick={dismiss} autoFocus>
            {t.frame.refusal.back}
          </Action>
          {policed.includes(refusal.code) && (
            <Action
              onClick={() => {
                dismiss();
                goTo({ screen: 'policy', ...(rule === undefined ? {} : { target: rule }) });
              }}
            >
              {t.policy.see}
            </Action>
          )}
          <span className="fact">
            {rule ? `${rule} · ` : ''}
            {refusal.code}
            {at
              ? ` · ${recorded.includes(refusal.code) ? t.frame.refusal.recorded(clockTime(at)) : clockTime(at)}`
              : ''}
          </span>
        </>
      }
    >
      {typeof name === 'string' && name !== '' && !told.includes(name) && (
        <p className="refusal-name">{name}</p>
      )}
      {clause?.text && (
        <div className="refusal-clause">
          <p className="ink2">
            {t.frame.refusal.basis} <span lang="zh-CN">{clause.article}</span>
          </p>
          <blockquote lang="zh-CN">
            {clause.line !== undefined && <span className="refusal-line">{t.common.line(clause.line)}</span>}
            <p className="serif">{clause.text}</p>
          </blockquote>
        </div>
      )}
      <p className="refusal-todo">
        <b>{t.errors.whatNow}</b> {words.todo}
      </p>
    </Dialog>
  );
}
