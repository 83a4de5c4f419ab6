import { Select } from 'antd';
import { useState } from 'react';
import type { Definition } from '../../../shared/agreements/define.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import type { Finding } from '../../../shared/model/derived.ts';
import type { FieldValue } from '../../../shared/model/record.ts';
import { bridge, call, settle, showRefusal } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { MovedDialog } from '../../components/MovedDialog.tsx';
import { ReasonRow } from '../../components/ReasonRow.tsx';
import { useLeaving } from '../../components/use-leaving.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { InputDossier } from '../../wizard/inputs/input-dossier.ts';
import {
  agreementRows,
  amendment,
  changedKeys,
  type Edits,
  fieldOf,
  freshFindings,
  movedMeanwhile,
  sideKey,
  standing,
  wellFormed,
} from './amend.ts';
import { AmendRow } from './AmendRow.tsx';
import { FindingLine } from './FindingLine.tsx';

interface AmendDialogProps {
  view: DossierView;
  definition: Definition;
  /** The field that was pressed; others may join under the same reason. */
  first: string;
  onClose: () => void;
  onSaved: () => void;
}

type Saved = Output<'dossier.amend'> & { findings: Finding[] };

/** 更正: a few fields, one reason, a new version; then what moved. Nothing is overwritten that came between. */
export function AmendDialog({ view, definition, first, onClose, onSaved }: AmendDialogProps) {
  const t = useText();
  const say = useSay();
  const words = t.amend;
  // The version that the edit began from: what is pushed to the screen meanwhile is no silent consent.
  const [base, setBase] = useState(view);
  const [edits, setEdits] = useState<Edits>({ [first]: standing(view.record, first) ?? null });
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [conflict, setConflict] = useState<readonly string[] | null>(null);
  const [saved, setSaved] = useState<Saved | null>(null);
  const keys = Object.keys(edits);
  const changed = changedKeys(base.record, edits);
  const leaving = useLeaving(changed.length > 0 || reason.trim() !== '', onClose);
  const titleOf = (key: string) =>
    key === sideKey ? t.wizard.side.label : say(fieldOf(definition, key)?.title ?? { zh: key, en: key });
  const edit = (key: string, value: FieldValue) => setEdits((before) => ({ ...before, [key]: value }));
  const read = () => call(bridge().dossier.view({ dossier: view.id }));

  const save = async () => {
    setTried(true);
    if (busy || changed.length === 0 || reason.trim() === '' || !wellFormed(definition, edits)) return;
    setBusy(true);
    const answer = await settle(
      bridge().dossier.amend({
        dossier: view.id,
        version: base.version,
        ...amendment(base.record, edits),
        reason: reason.trim(),
      }),
    );
    if (answer.ok) {
      const after = await read();
      setSaved({ ...answer.value, findings: after ? freshFindings(base.findings, after.findings) : [] });
      onSaved();
    } else if (answer.code === 'conflict') {
      const now = await read();
      if (now !== undefined) {
        setConflict(movedMeanwhile(base.record, now.record, edits));
        setBase(now);
      }
    } else if (answer.code !== 'locked') showRefusal(answer);
    setBusy(false);
  };

  if (saved !== null)
    return (
      <MovedDialog title={words.saved} moved={saved.moved} onClose={onClose}>
        <p className="ink2 amend-version">{words.version(saved.version)}</p>
        {saved.findings.length > 0 && (
          <>
            <p>{words.findings}</p>
            {saved.findings.map((finding) => (
              <FindingLine key={finding.rule + finding.path + finding.message.zh} finding={finding} />
            ))}
          </>
        )}
      </MovedDialog>
    );
  const others = agreementRows(definition, base.record, base.today, []).map(({ section, rows }) => ({
    label: say(section.title),
    options: rows
      .filter(({ field }) => !keys.includes(field.key))
      .map(({ field }) => ({ value: field.key, label: say(field.title) })),
  }));
  return (
    <Dialog
      title={keys.length === 1 ? words.title(titleOf(keys[0] ?? first)) : words.titleMany(keys.length)}
      lead={words.leadDialog}
      width={860}
      onClose={leaving.close}
      footer={
        leaving.question ?? (
          <>
            <Action kind="primary" busy={busy} onClick={() => void save()}>
              {busy ? words.saving : words.save}
            </Action>
            <Action kind="text" cap="Esc" onClick={leaving.close}>
              {t.common.cancel}
            </Action>
            {tried && changed.length === 0 && <span role="alert">{words.same}</span>}
          </>
        )
      }
    >
      {conflict !== null && (
        <p className="event-clash" role="alert">
          {words.conflict}
          {conflict.length > 0
            ? words.conflictMoved(conflict.map(titleOf).join(t.common.list))
            : words.conflictElse}
        </p>
      )}
      <InputDossier value={view.id}>
        {keys.map((key, at) => (
          <AmendRow
            key={key}
            name={key}
            title={titleOf(key)}
            definition={definition}
            record={base.record}
            value={edits[key]}
            meanwhile={conflict?.includes(key) === true}
            autoFocus={at === keys.length - 1}
            onChange={(value) => edit(key, value)}
            onDrop={
              keys.length === 1
                ? undefined
                : () => setEdits(Object.fromEntries(Object.entries(edits).filter(([own]) => own !== key)))
            }
          />
        ))}
      </InputDossier>
      <div className="value-row">
        <label htmlFor="amend-more">{words.more}</label>
        <Select
          id="amend-more"
          className="value-select"
          showSearch={{ optionFilterProp: 'label' }}
          value={null}
          placeholder={words.moreHint}
          options={others.filter((group) => group.options.length > 0)}
          onChange={(key: string | null) => {
            if (key !== null) edit(key, standing(base.record, key) ?? null);
          }}
        />
      </div>
      <ReasonRow id="amend-reason" value={reason} onChange={setReason} missing={tried} />
    </Dialog>
  );
}
