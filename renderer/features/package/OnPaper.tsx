import { Input, Radio } from 'antd';
import { useState } from 'react';
import type { Holder, PackagePiece } from '../../../shared/model/derived.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useLeaving } from '../../components/use-leaving.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { usePackage } from '../../stores/package.ts';
import { readDate } from '../../wizard/value.ts';

type Material = PackagePiece['materials'][number];

interface OnPaperProps {
  piece: PackagePiece;
  material: Material;
  /** Pages of the file, where it has any. */
  pages: number | null;
}

/** What is registered of the paper beside the file (A-D05), what of it does not fit, and the way to change it. */
export function OnPaper({ piece, material, pages }: OnPaperProps) {
  const text = useText();
  const words = text.onPaper;
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const { paper } = material;
  const facts =
    paper === null
      ? []
      : [
          ...(paper.pages === null ? [] : [words.pages(paper.pages)]),
          ...(paper.copies === null ? [] : [words.copies(paper.copies)]),
          ...(paper.matches === true ? [words.matches] : paper.matches === false ? [words.differs] : []),
          ...(paper.holders.length === 0
            ? []
            : [paper.holders.map(({ holder }) => holder).join(text.common.list)]),
        ];
  const doubts = paper?.doubts ?? [];
  return (
    <div className="pk-paper">
      <span className="ink2">{words.title}</span>
      <span className={`grow ${doubts.length > 0 ? 'amber' : ''}`}>
        {paper === null ? <span className="ink3">{words.none}</span> : facts.join(text.common.semicolon)}
        {piece.copies !== null && (paper?.copies ?? null) === null && (
          <span className="ink3"> {words.agreed(piece.copies)}</span>
        )}
        {doubts.length > 0 && ` — ${doubts.map(say).join(text.common.semicolon)}`}
      </span>
      <button type="button" className="link" onClick={() => setAsking(true)}>
        {paper === null ? words.register : words.change}
      </button>
      {asking && (
        <OnPaperDialog piece={piece} material={material} pages={pages} onClose={() => setAsking(false)} />
      )}
    </div>
  );
}

interface HolderRow {
  holder: string;
  date: string;
  signed_by: string;
}

const compared = ['yes', 'no', 'open'] as const;

/** A whole number, null where nothing is typed, undefined where it is none. */
function readCount(typed: string, least: number): number | null | undefined {
  const said = typed.trim().normalize('NFKC');
  if (said === '') return null;
  return /^\d{1,5}$/u.test(said) && Number(said) >= least ? Number(said) : undefined;
}

function OnPaperDialog({ piece, material, pages, onClose }: OnPaperProps & { onClose(): void }) {
  const text = useText();
  const words = text.onPaper;
  const say = useSay();
  const register = usePackage((state) => state.registerPaper);
  const { paper } = material;
  const [typed, setTyped] = useState(paper?.pages?.toString() ?? '');
  const [copies, setCopies] = useState((paper?.copies ?? piece.copies)?.toString() ?? '');
  const [same, setSame] = useState<(typeof compared)[number]>(
    paper?.matches == null ? 'open' : paper.matches ? 'yes' : 'no',
  );
  const [rows, setRows] = useState<HolderRow[]>(() =>
    (paper?.holders ?? []).map(({ holder, date, signed_by: by }) => ({
      holder,
      date: date ?? '',
      signed_by: by,
    })),
  );
  const [touched, setTouched] = useState(false);
  const leaving = useLeaving(touched, onClose);
  const [counted, number] = [readCount(typed, 1), readCount(copies, 0)];
  const kept = rows.filter(({ holder }) => holder.trim() !== '');
  const wellFormed =
    counted !== undefined &&
    number !== undefined &&
    kept.every(({ date }) => date.trim() === '' || readDate(date) !== null);

  const edit = (index: number, part: Partial<HolderRow>) => {
    setTouched(true);
    setRows(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  };
  async function save(): Promise<void> {
    if (!wellFormed) return;
    const holders = kept.map(
      (row, index): Holder => ({
        copy: index + 1,
        holder: row.holder.trim(),
        date: readDate(row.date),
        signed_by: row.signed_by.trim(),
      }),
    );
    const matches = same === 'open' ? null : same === 'yes';
    if (await register(material.entry, { pages: counted, copies: number, matches, holders })) onClose();
  }

  return (
    <Dialog
      title={`${words.register}${text.common.colon}${say(piece.title)}`}
      lead={words.lead}
      width={760}
      onClose={leaving.close}
      footer={
        leaving.question ?? (
          <>
            <Action kind="primary" disabled={!wellFormed} onClick={() => void save()}>
              {words.save}
            </Action>
            <Action kind="text" cap="Esc" onClick={leaving.close}>
              {text.common.cancel}
            </Action>
          </>
        )
      }
    >
      <div className="value-row">
        <label htmlFor="op-pages">{words.paperPages}</label>
        <p className="pk-paper-count">
          <Input
            id="op-pages"
            autoFocus
            inputMode="numeric"
            value={typed}
            aria-invalid={counted === undefined}
            onChange={(event) => {
              setTouched(true);
              setTyped(event.target.value);
            }}
          />
          <span className={counted != null && pages !== null && counted !== pages ? 'amber' : 'ink2'}>
            {words.file} {pages === null ? words.unknown : words.pages(pages)}
          </span>
          {counted === undefined && <span className="seal">{words.badNumber}</span>}
        </p>
      </div>
      <div className="value-row">
        <span id="op-same">{words.compared}</span>
        <Radio.Group
          aria-labelledby="op-same"
          value={same}
          options={compared.map((value) => ({ value, label: words.comparedAs[value] }))}
          onChange={(event) => {
            setTouched(true);
            setSame(event.target.value as (typeof compared)[number]);
          }}
        />
      </div>
      <div className="value-row">
        <label htmlFor="op-copies">{words.paperCopies}</label>
        <p className="pk-paper-count">
          <Input
            id="op-copies"
            inputMode="numeric"
            value={copies}
            aria-invalid={number === undefined}
            onChange={(event) => {
              setTouched(true);
              setCopies(event.target.value);
            }}
          />
          {piece.copies !== null && <span className="ink2">{words.agreed(piece.copies)}</span>}
          {number === undefined && <span className="seal">{words.badNumber}</span>}
        </p>
      </div>
      <div className="value-row">
        <span>{words.holders}</span>
        <div>
          {rows.length > 0 && (
            <table className="plain-table pk-holders">
              <thead>
                <tr>
                  <td />
                  <th scope="col">{words.holder}</th>
                  <th scope="col">{words.date}</th>
                  <th scope="col">{words.signedBy}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {rows.map((row, index) => (
                  // Rows have no name of their own
                  <tr key={index}>
                    <td className="num">{index + 1}</td>
                    <td>
                      <Input
                        aria-label={`${words.holder} ${index + 1}`}
                        maxLength={100}
                        value={row.holder}
                        onChange={(event) => edit(index, { holder: event.target.value })}
                      />
                    </td>
                    <td>
                      <Input
                        aria-label={`${words.date} ${index + 1}`}
                        value={row.date}
                        placeholder={text.common.dateHint}
                        aria-invalid={row.date.trim() !== '' && readDate(row.date) === null}
                        onChange={(event) => edit(index, { date: event.target.value })}
                      />
                    </td>
                    <td>
                      <Input
                        aria-label={`${words.signedBy} ${index + 1}`}
                        maxLength={50}
                        value={row.signed_by}
                        onChange={(event) => edit(index, { signed_by: event.target.value })}
                      />
                    </td>
                    <td>
                      <button
                        type="button"
                        className="link"
                        aria-label={words.remove(index + 1)}
                        onClick={() => {
                          setTouched(true);
                          setRows(rows.filter((_, at) => at !== index));
                        }}
                      >
                        ✕
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          <button
            type="button"
            className="link"
            onClick={() => setRows([...rows, { holder: '', date: '', signed_by: '' }])}
          >
            {words.add}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
