import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { instantText } from '../../app/civil-words.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useText } from '../../stores/language.ts';

type Recall = Output<'recall.list'>[number];

/** 收回清册 (E-07): what stays of every recall, and its certificate once more. No title and no file name is kept. */
export function Recalls({ onClose }: { onClose: () => void }) {
  const t = useText();
  const words = t.recall.register;
  const [recalls, setRecalls] = useState<readonly Recall[] | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    void call(bridge().recall.list()).then((found) => {
      if (found === undefined) onClose();
      else setRecalls(found);
    });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once: what is in it was recalled before it was opened
  }, []);
  const print = async (recall: Recall) => {
    const written = await call(bridge().recall.certificate({ recall: recall.id }));
    if (written !== undefined) setSaid(words.printed(written.name));
  };
  return (
    <Dialog
      title={words.title}
      lead={words.lead}
      width={1100}
      onClose={onClose}
      footer={
        <>
          <Action kind="text" cap="Esc" onClick={onClose}>
            {t.common.close}
          </Action>
          {said !== null && (
            <span role="status" className="green">
              {said}
            </span>
          )}
          <span className="fact">E-07</span>
        </>
      }
    >
      {recalls?.length === 0 && <p className="ink2">{words.none}</p>}
      {recalls !== null && recalls.length > 0 && (
        <table className="plain-table" aria-label={words.title}>
          <thead>
            <tr>
              <th scope="col">{t.recall.paper.number}</th>
              <th scope="col">{words.at}</th>
              <th scope="col">{t.recall.paper.what}</th>
              <th scope="col">{t.recall.paper.cause}</th>
              <th scope="col">{t.recall.paper.reason}</th>
              <th scope="col" className="right">
                {t.recall.paper.files}
              </th>
              <th scope="col">{t.recall.paper.inventoryDigest}</th>
              <th scope="col">
                <span className="sr">{words.print}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {recalls.map((recall) => (
              <tr key={recall.id}>
                <td className="audit-hash">{recall.id.slice(0, 8)}</td>
                <td>
                  {instantText(recall.at)} <span className="ink2">{recall.by}</span>
                </td>
                <td>{t.recall.paper.scopes[recall.scope]}</td>
                <td>{t.recall.paper.causes[recall.facts.cause]}</td>
                <td>{recall.facts.reason}</td>
                <td className="right num">{recall.facts.files}</td>
                <td className="audit-hash" title={recall.facts.inventory}>
                  {recall.facts.inventory.slice(0, 12)}…
                </td>
                <td className="right">
                  <button type="button" className="link" onClick={() => void print(recall)}>
                    {words.print}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
