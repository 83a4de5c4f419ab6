import { Input } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import { groupsOf } from '../../../shared/model/transfer.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useText } from '../../stores/language.ts';
import './transfer.css';

type Keys = Output<'transfer.keys'>;
type Offered = NonNullable<Output<'transfer.readKey'>>;

/** 转交公钥: one's own with its fingerprint, and those of others that people compared (E-11). */
export function KeysRow() {
  const t = useText();
  const words = t.transfer.keys;
  const [keys, setKeys] = useState<Keys | null>(null);
  const [said, setSaid] = useState('');
  const [offered, setOffered] = useState<Offered | null>(null);
  const load = useCallback(async () => {
    const found = await call(bridge().transfer.keys());
    if (found !== undefined) setKeys(found);
  }, []);
  useEffect(() => {
    void load();
  }, [load]);
  if (keys === null) return null;
  const give = async (asks: boolean) => {
    setSaid('');
    const done = await call(bridge().transfer.giveKey({ asks }));
    if (done !== undefined) setSaid(words.given(done.name));
  };
  const choose = async () => {
    setSaid('');
    const found = await call(bridge().transfer.readKey());
    if (found) setOffered(found);
  };
  const drop = async (print: string) => {
    if ((await call(bridge().transfer.dropKey({ print }))) === undefined) return;
    setSaid(words.dropped);
    await load();
  };
  const kept = (name: string) => {
    setOffered(null);
    setSaid(words.kept(name));
    void load();
  };
  return (
    <div>
      <dt>{words.title}</dt>
      <dd>
        <p>
          {words.own} <Fingerprint groups={groupsOf(keys.own.print)} />
        </p>
        <p className="ink3">{words.ownNote}</p>
        <div className="transfer-acts">
          <Action small onClick={() => void give(false)}>
            {words.give}
          </Action>
          <Action small onClick={() => void give(true)}>
            {words.ask}
          </Action>
          <Action small onClick={() => void choose()}>
            {words.add}
          </Action>
          <span className="green" role="status">
            {said === '' ? '' : `✓ ${said}`}
          </span>
        </div>
        {keys.keys.length === 0 ? (
          <p className="ink3">{words.none}</p>
        ) : (
          <table className="plain-table" aria-label={words.known}>
            <thead>
              <tr>
                <th scope="col">{words.columns.name}</th>
                <th scope="col">{words.columns.unit}</th>
                <th scope="col">{words.columns.print}</th>
                <th scope="col">{words.columns.by}</th>
                <th scope="col">
                  <span className="sr">{words.drop}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {keys.keys.map((key) => (
                <tr key={key.print}>
                  <td>{key.name}</td>
                  <td>{key.unit}</td>
                  <td>
                    <Fingerprint groups={groupsOf(key.print).slice(0, 4)} more />
                  </td>
                  <td>{key.by}</td>
                  <td className="right">
                    <button
                      type="button"
                      className="link"
                      aria-label={`${words.drop} ${key.name}`}
                      onClick={() => void drop(key.print)}
                    >
                      {words.drop}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {offered !== null && (
          <CompareDialog offered={offered} onClose={() => setOffered(null)} onKept={kept} />
        )}
      </dd>
    </div>
  );
}

/** The fingerprint with its last groups left out: its owner says them, the person types what is heard. */
function CompareDialog({
  offered,
  onClose,
  onKept,
}: {
  offered: Offered;
  onClose: () => void;
  onKept: (name: string) => void;
}) {
  const t = useText();
  const words = t.transfer.compare;
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const ready = typed.replace(/[^0-9a-zA-Z]/g, '').length === 8;
  const close = () => {
    void call(bridge().transfer.forget());
    onClose();
  };
  const go = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const key = await call(bridge().transfer.keepKey({ typed }));
    setBusy(false);
    if (key !== undefined) onKept(key.name);
  };
  return (
    <Dialog
      title={words.title}
      lead={words.lead(offered.name, offered.unit)}
      width={760}
      onClose={close}
      footer={
        <>
          <Action kind="primary" busy={busy} disabled={!ready} onClick={() => void go()}>
            {words.go}
          </Action>
          <Action kind="text" cap="Esc" onClick={close}>
            {t.common.cancel}
          </Action>
          <span className="fact">E-11</span>
        </>
      }
    >
      <div className="entry-field">
        <span>{words.shown}</span>
        <Fingerprint groups={offered.groups} />
      </div>
      <div className="entry-field">
        <label htmlFor="key-typed">{words.typed}</label>
        <Input
          id="key-typed"
          className="transfer-typed"
          autoFocus
          autoComplete="off"
          maxLength={20}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={() => void go()}
        />
      </div>
      {offered.known && <p className="ink2">{words.already}</p>}
      {offered.asks && <p className="ink2">{words.asks}</p>}
    </Dialog>
  );
}

function Fingerprint({ groups, more = false }: { groups: readonly (string | null)[]; more?: boolean }) {
  return (
    <code className="fingerprint">
      {groups.map((group, at) => (
        // A group has no other name than its place.
        <span key={at} className={group === null ? 'fingerprint-open' : undefined}>
          {group ?? '____'}
        </span>
      ))}
      {more && <span>…</span>}
    </code>
  );
}
