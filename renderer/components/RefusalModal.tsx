import { objections } from '../../shared/model/approval.ts';
import type { ErrorCode, Refusal } from '../../shared/model/errors.ts';
import { type ErrorWords, errorWords } from '../../shared/text/errors.ts';
import { keyPhrase, ruleOfCode } from '../../shared/text/house-rules.ts';
import type { Language, Texts } from '../../shared/text/text.ts';
import { clockTime } from '../app/civil-words.ts';
import { findClause } from '../app/definitions.ts';
import { useLanguage, useText } from '../stores/language.ts';
import { goTo } from '../stores/navigation.ts';
import { useRefusal } from '../stores/refusal.ts';
import { ApprovalSteps } from '../features/approvals/ApprovalSteps.tsx';
import { giveableOf, useApprovals } from '../stores/approvals.ts';
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
  const { refusal, at, matter, dismiss } = useRefusal();
  const requests = useApprovals((state) => state.items);
  if (refusal === null) return null;
  const words = wordsOf(t, language, refusal);
  const rule = refusal.rule ?? ruleOfCode[refusal.code];
  const clause = rule === undefined ? null : findClause(rule);
  const name = refusal.params?.['name'];
  const giveable = matter === null ? null : giveableOf(matter, requests ?? []);
  const told = words.title + words.means + words.todo;
  return (
    <Dialog
      refusal
      title={words.title}
      lead={words.means}
      onClose={dismiss}
      footer={
        <>
          {matter !== null && (
            <Action
              kind="primary"
              autoFocus
              onClick={() => {
                dismiss();
                useApprovals.getState().begin(matter);
                goTo({ screen: 'dossier', dossier: matter.dossier, tab: 'approvals' });
              }}
            >
              {t.approval.ask}
            </Action>
          )}
          {giveable !== null && (
            <Action
              onClick={() => {
                dismiss();
                useApprovals.getState().narrow(giveable);
                goTo({ screen: 'dossier', dossier: giveable.dossier, tab: 'material' });
              }}
            >
              {t.approval.onlyGiveable(giveable.objects.length)}
            </Action>
          )}
          <Action
            kind={matter === null ? 'primary' : 'text'}
            cap="Esc"
            onClick={dismiss}
            autoFocus={matter === null}
          >
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
            <p className="serif">
              <KeyPhrase text={clause.text} phrase={rule === undefined ? null : keyPhrase(rule)} />
            </p>
          </blockquote>
        </div>
      )}
      {matter !== null ? (
        <ApprovalSteps />
      ) : (
        <p className="refusal-todo">
          <b>{t.errors.whatNow}</b> {words.todo}
        </p>
      )}
    </Dialog>
  );
}

/** The words of the clause that decide, underlined as one would by hand. */
function KeyPhrase({ text, phrase }: { text: string; phrase: string | null }) {
  const at = phrase === null ? -1 : text.indexOf(phrase);
  if (phrase === null || at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <em className="refusal-key">{phrase}</em>
      {text.slice(at + phrase.length)}
    </>
  );
}

/** A handing-over that has no consent is refused in the words of what it lacks. */
function wordsOf(t: Texts, language: Language, { code, params }: Refusal): ErrorWords {
  const words = errorWords(language, code, params);
  const reason = objections.find((one) => one === params?.['reason']);
  if (code !== 'needs_approval' || reason === undefined) return words;
  const said = t.approval.objections;
  const why =
    reason === 'no_consent'
      ? said.no_consent(Number(params?.['files'] ?? 1), String(params?.['recipient'] ?? ''))
      : said[reason];
  return { ...words, title: said.title, means: language === 'zh' ? why + said.none : `${why} ${said.none}` };
}
