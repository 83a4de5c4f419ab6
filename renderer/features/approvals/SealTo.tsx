import { Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { KnownKey } from '../../../shared/model/transfer.ts';
import { bridge, call } from '../../bridge.ts';
import { useText } from '../../stores/language.ts';
import { Row } from './Row.tsx';

/** How a hand-over leaves: `plain`, or sealed to the key of this fingerprint; null until a key is chosen. */
export type Leaves = 'plain' | { print: string } | null;

/** Plain files, or one file that only the owner of a compared key can open (E-11). */
export function SealTo({ value, onChange }: { value: Leaves; onChange: (leaves: Leaves) => void }) {
  const words = useText().approval.seal;
  const [keys, setKeys] = useState<readonly KnownKey[]>([]);
  useEffect(() => {
    void call(bridge().transfer.keys()).then((found) => setKeys(found?.keys ?? []));
  }, []);
  const only = keys.length === 1 ? keys[0] : undefined;
  return (
    <>
      <Row id="over-seal" label={words.label} group>
        <Radio.Group
          aria-labelledby="over-seal"
          value={value === 'plain' ? 'plain' : 'sealed'}
          options={[
            { value: 'plain', label: words.plain },
            { value: 'sealed', label: words.sealed, disabled: keys.length === 0 },
          ]}
          onChange={(event) => {
            if (event.target.value === 'plain') onChange('plain');
            else onChange(only === undefined ? null : { print: only.print });
          }}
        />
        {keys.length === 0 && <p className="ink3">{words.noKey}</p>}
      </Row>
      {value !== 'plain' && (
        <Row id="over-key" label={words.key}>
          <Select
            id="over-key"
            className="member-person"
            value={value?.print}
            onChange={(print: string) => onChange({ print })}
            options={keys.map((key) => ({ value: key.print, label: `${key.name} ${key.unit}`.trim() }))}
          />
          <p className="ink3">{words.note}</p>
        </Row>
      )}
    </>
  );
}

/** What the call says of it. */
export function sealOf(leaves: Leaves): { seal_to?: string } {
  return leaves === null || leaves === 'plain' ? {} : { seal_to: leaves.print };
}
