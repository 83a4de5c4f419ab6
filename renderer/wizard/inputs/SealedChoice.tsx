import { Select } from 'antd';
import { useEffect, useState } from 'react';
import type { EvidenceItem } from '../../../shared/ipc/contract/dossier.ts';
import type { DossierId } from '../../../shared/model/ids.ts';
import type { FieldValue } from '../../../shared/model/record.ts';
import { bridge, call } from '../../bridge.ts';
import { useText } from '../../stores/language.ts';

interface SealedChoiceProps {
  dossier: string;
  label: string;
  onChoose: (value: FieldValue) => void;
}

/** Binds a file that the dossier holds already: found by its name, bound by its id. */
export function SealedChoice({ dossier, label, onChoose }: SealedChoiceProps) {
  const words = useText().wizard.file;
  const [items, setItems] = useState<readonly EvidenceItem[]>([]);
  useEffect(() => {
    void call(bridge().evidence.list({ dossier: dossier as DossierId })).then((list) => setItems(list ?? []));
  }, [dossier]);
  if (items.length === 0) return null;
  return (
    <Select
      className="wz-sealed"
      variant="borderless"
      size="small"
      aria-label={`${label} ${words.sealed}`}
      placeholder={words.sealed}
      value={null}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={items.map((item) => ({ value: item.object as string, label: item.name }))}
      onChange={(object: string | null) => {
        const item = items.find((one) => one.object === object);
        if (item !== undefined) onChoose({ object: item.object, name: item.name });
      }}
    />
  );
}
