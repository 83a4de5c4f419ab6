import { useState } from 'react';
import { Action } from '../components/Action.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { useSay, useText } from '../stores/language.ts';
import type { Remaining, SectionStanding } from './standing.ts';

interface WizardBarProps {
  list: readonly Remaining[];
  sections: readonly SectionStanding[];
  first: boolean;
  last: boolean;
  finishing: boolean;
  onStep(by: 1 | -1): void;
  onNextPlace(): void;
  onPlace(place: Remaining): void;
  onFinish(): void;
}

/** What still waits in one line, and the way to the next place or to the end. */
export function WizardBar(props: WizardBarProps) {
  const { list, sections } = props;
  const text = useText();
  const words = text.wizard.bar;
  const [open, setOpen] = useState(false);
  const count = (why: Remaining['why']) => list.filter((entry) => entry.why === why).length;
  const must = count('must');
  const waiting = count('waiting');
  const lacking = count('lacking');
  const other = count('finding');
  return (
    <div className="wz-bar">
      <div className="wz-bar-state" aria-live="polite">
        {must > 0 && <span className="wz-must">{words.must(must)}</span>}
        {waiting > 0 && <span className="wz-waiting-plain">{words.waiting(waiting)}</span>}
        {lacking > 0 && <span className="wz-must">{words.lacking(lacking)}</span>}
        {other > 0 && <span className="wz-must">{words.other(other)}</span>}
        {count('side') > 0 && <span className="wz-must">{words.side}</span>}
        {list.length === 0 ? (
          <span className="green">✓ {words.ready}</span>
        ) : (
          <>
            <button type="button" className="link" onClick={() => setOpen(true)}>
              {words.list}
            </button>
            <span className="ink2 wz-bar-rest">{words.rest}</span>
          </>
        )}
      </div>
      <div className="row">
        <Action disabled={props.first} onClick={() => props.onStep(-1)}>
          {words.previous}
        </Action>
        <Action disabled={props.last} onClick={() => props.onStep(1)}>
          {words.next}
        </Action>
        {list.length > 0 ? (
          <Action kind="primary" cap="F8" onClick={props.onNextPlace}>
            {words.goNext}
          </Action>
        ) : (
          <Action kind="primary" cap="Ctrl ↵" busy={props.finishing} onClick={props.onFinish}>
            {props.finishing ? words.finishing : words.finish}
          </Action>
        )}
      </div>
      {open && (
        <Dialog
          title={words.listTitle}
          lead={words.listWhy}
          onClose={() => setOpen(false)}
          footer={<Action onClick={() => setOpen(false)}>{text.common.close}</Action>}
        >
          <ul className="wz-remaining">
            {list.map((place, index) => (
              // Places may repeat a field
              <li key={index}>
                <RemainingRow
                  place={place}
                  sections={sections}
                  onGo={() => {
                    setOpen(false);
                    props.onPlace(place);
                  }}
                />
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </div>
  );
}

interface RemainingRowProps {
  place: Remaining;
  sections: readonly SectionStanding[];
  onGo(): void;
}

function RemainingRow({ place, sections, onGo }: RemainingRowProps) {
  const text = useText();
  const say = useSay();
  const section = sections.find((entry) => entry.section.key === place.section);
  const field = section?.fields.find((entry) => entry.field.key === place.field)?.field;
  const title = field === undefined ? (place.why === 'side' ? text.wizard.side.label : '') : say(field.title);
  return (
    <button type="button" className="wz-remaining-row" onClick={onGo}>
      <span className={place.why === 'waiting' ? 'wz-waiting-plain' : 'wz-must'}>
        {text.wizard.why[place.why]}
      </span>
      <span className="ink2">{section === undefined ? '' : say(section.section.title)}</span>
      <span className="grow">
        {title}
        {place.finding !== null && (
          <span className="ink2">
            {title === '' ? '' : text.common.colon}
            {say(place.finding.message)} <span className="wz-rule">{place.finding.rule}</span>
          </span>
        )}
      </span>
    </button>
  );
}
