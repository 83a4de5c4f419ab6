import { Input } from 'antd';
import { useMemo, useState } from 'react';
import type { Field } from '../../../shared/agreements/define.ts';
import type { DossierView } from '../../../shared/ipc/contract/dossier.ts';
import { definitionOf } from '../../app/definitions.ts';
import { useAmountsShown } from '../../components/amounts-of.ts';
import { Action } from '../../components/Action.tsx';
import { ClauseRef } from '../../components/ClauseRef.tsx';
import { PrintForm } from '../../components/PrintForm.tsx';
import { useAmounts } from '../../stores/amounts.ts';
import { useDossier } from '../../stores/dossiers.ts';
import { useSay, useText } from '../../stores/language.ts';
import { FormCompare } from '../form-compare/FormCompare.tsx';
import { agreementRows, matching, sideKey } from './amend.ts';
import { AmendDialog } from './AmendDialog.tsx';
import { FieldWords, holdsSecret } from './FieldWords.tsx';
import { FindingLine } from './FindingLine.tsx';
import './agreement.css';

/** 协议: what the agreement says, field by field with its clause, and the way to correct one. */
export function Agreement({ view }: { view: DossierView }) {
  const t = useText();
  const say = useSay();
  const words = t.amend;
  const definition = definitionOf(view.kind);
  const [filter, setFilter] = useState('');
  const [comparing, setComparing] = useState(false);
  const [amending, setAmending] = useState<string | null>(null);
  const shownAmounts = useAmountsShown();
  const unmask = useAmounts((state) => state.unmask);
  /** The form of a field shows what it holds: a masked one is asked for like the amounts. */
  const amend = async (field: Field) => {
    if (shownAmounts || !holdsSecret(field) || (await unmask(view.id))) setAmending(field.key);
  };
  const all = useMemo(
    () => (definition ? agreementRows(definition, view.record, view.today, view.findings) : []),
    [definition, view],
  );
  const shown = useMemo(() => matching(all, filter), [all, filter]);
  if (definition === undefined) return null;
  const side = definition.parties.find((party) => party.key === view.record.our_side);
  return (
    <>
      <div className="agreement-head">
        <p className="ink2">{words.lead}</p>
        {definition.form !== undefined && (
          <span className="agreement-form">
            <PrintForm dossier={view.id} />
            <Action small onClick={() => setComparing(true)}>
              {t.formCompare.open}
            </Action>
          </span>
        )}
        <Input
          className="agreement-filter"
          allowClear
          aria-label={words.filter}
          placeholder={words.filter}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
      </div>
      <table className="plain-table agreement">
        <thead>
          <tr>
            <th scope="col">{words.columns.field}</th>
            <th scope="col">{words.columns.value}</th>
            <th scope="col">{words.columns.clause}</th>
            <th scope="col">
              <span className="sr">{words.act}</span>
            </th>
          </tr>
        </thead>
        {filter === '' && (
          <tbody>
            <tr>
              <th scope="row">{t.wizard.side.label}</th>
              <td>{side ? say(side.title) : <span className="ink3">{t.common.unset}</span>}</td>
              <td />
              <td className="right">
                <button
                  type="button"
                  className="link"
                  aria-label={words.actOn(t.wizard.side.label)}
                  onClick={() => setAmending(sideKey)}
                >
                  {words.act}
                </button>
              </td>
            </tr>
          </tbody>
        )}
        {shown.map(({ section, rows }) => (
          <tbody key={section.key}>
            <tr className="agreement-section">
              <th scope="rowgroup" colSpan={4}>
                {say(section.title)}
              </th>
            </tr>
            {rows.map(({ field, value, findings }) => (
              <tr key={field.key}>
                <th scope="row">{say(field.title)}</th>
                <td>
                  <FieldWords field={field} value={value} />
                  {findings.map((finding) => (
                    <FindingLine key={finding.rule + finding.path + finding.message.zh} finding={finding} />
                  ))}
                </td>
                <td>
                  <ClauseRef clause={field.clause} rule={field.rule} />
                </td>
                <td className="right">
                  <button
                    type="button"
                    className="link"
                    aria-label={words.actOn(say(field.title))}
                    onClick={() => void amend(field)}
                  >
                    {words.act}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {shown.length === 0 && <p className="ink2 agreement-none">{words.noneFound}</p>}
      {comparing && <FormCompare dossier={view.id} onClose={() => setComparing(false)} />}
      {amending !== null && (
        <AmendDialog
          view={view}
          definition={definition}
          first={amending}
          onClose={() => setAmending(null)}
          onSaved={() => void useDossier.getState().load(view.id)}
        />
      )}
    </>
  );
}
