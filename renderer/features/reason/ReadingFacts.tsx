import { Radio } from 'antd';
import { useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { Obligation } from '../../../shared/model/derived.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import { bridge, call } from '../../bridge.ts';
import { MovedDialog } from '../../components/MovedDialog.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { ReasonDialog } from '../dossier/ReasonDialog.tsx';

interface ReadingFactsProps {
  reading: NonNullable<Obligation['reading']>;
  ask: boolean;
  dossier: string | undefined;
}

/** Which reading of an ambiguous clause stands, why, who may choose another, and the way to do so. */
export function ReadingFacts({ reading, ask, dossier }: ReadingFactsProps) {
  const t = useText();
  const say = useSay();
  const words = t.judgement;
  const { choices = [], choice, why, who } = reading;
  const [choosing, setChoosing] = useState(false);
  const [picked, setPicked] = useState(choice);
  const [moved, setMoved] = useState<Output<'reading.choose'>['moved'] | null>(null);
  const choose = async (reason: string) => {
    if (picked === undefined) return;
    const done = await call(
      bridge().reading.choose({ dossier: dossier as DossierId, rule: reading.rule, choice: picked, reason }),
    );
    if (done === undefined) return;
    setChoosing(false);
    setMoved(done.moved);
  };
  return (
    <>
      {say(reading.text)} <span className="ink3">{reading.rule}</span>
      {why !== undefined && (
        <p className="ink2">
          {words.why}
          {t.common.colon}
          {say(why)}
        </p>
      )}
      {who !== undefined && (
        <p className="ink2">
          {words.who}
          {t.common.colon}
          {say(who)}{' '}
          {dossier !== undefined && choices.length > 0 && (
            <button type="button" className="link" onClick={() => setChoosing(true)}>
              {choices.length > 1 ? words.choose : words.confirm}
            </button>
          )}
        </p>
      )}
      {ask && <p className="amber">{t.reason.readingAsk}</p>}
      {choosing && (
        <ReasonDialog
          title={words.chooseTitle(reading.rule)}
          lead={words.chooseLead}
          go={words.keep}
          onClose={() => setChoosing(false)}
          onGo={choose}
        >
          <Radio.Group
            className="reading-choices"
            name="reading"
            value={picked}
            options={choices.map(({ key, text }) => ({ value: key, label: say(text) }))}
            onChange={(event) => setPicked(String(event.target.value))}
          />
        </ReasonDialog>
      )}
      {moved !== null && <MovedDialog title={words.chosen} moved={moved} onClose={() => setMoved(null)} />}
    </>
  );
}
