import { Radio } from 'antd';
import type { Definition } from '../../shared/agreements/define.ts';
import { useSay, useText } from '../stores/language.ts';
import { useWizard } from '../stores/wizard.ts';
import { showTyped } from './value.ts';

/** Which party we are: careful days are for whoever owes, days to write for whoever is owed. */
export function SideChoice({ definition }: { definition: Definition }) {
  const text = useText();
  const words = text.wizard.side;
  const say = useSay();
  const draft = useWizard((state) => state.draft);
  const chooseSide = useWizard((state) => state.chooseSide);
  const side = draft?.our_side ?? null;
  return (
    <div className="wz-field" data-field="our_side" data-standing={side === null ? 'must' : 'filled'}>
      <span className="wz-label" id="wz-side-label">
        {words.label}
      </span>
      <div className="wz-body">
        <div className="wz-line">
          <Radio.Group
            className="wz-choice"
            aria-labelledby="wz-side-label"
            aria-describedby="wz-side-help"
            name="our_side"
            value={side}
            options={definition.parties.map((party) => {
              const name =
                party.nameField === null ? '' : showTyped('string', draft?.fields[party.nameField]);
              return {
                value: party.key,
                label: name === '' ? say(party.title) : `${say(party.title)}（${name}）`,
              };
            })}
            onChange={(event) => chooseSide(String(event.target.value))}
          />
          {side === null && <span className="wz-state wz-must">{words.lacking}</span>}
        </div>
        <p className="ink3" id="wz-side-help">
          {words.help}
        </p>
      </div>
    </div>
  );
}
