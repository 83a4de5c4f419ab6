import { Input, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { type ArchiveProfile, fillReference, usualTemplate } from '../../../shared/archive/profile.ts';
import { allDefinitions } from '../../app/definitions.ts';
import { type Period, periods } from '../../../shared/model/retention.ts';
import { bridge, call } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { useSay, useText } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';

const empty: ArchiveProfile = {
  unit: '',
  fonds: '',
  category: 'KY',
  template: usualTemplate,
  volume: '001',
  retention: '永久',
  kinds: {},
  secrecy: '商业秘密',
};
const texts = ['unit', 'fonds', 'category', 'volume', 'template'] as const;

/** 归档: what the unit's own 编制方案 says of 全宗号, 档号 and 保管期限. */
export function ArchiveRow() {
  const t = useText();
  const say = useSay();
  const words = t.archive.profile;
  const [profile, setProfile] = useState<ArchiveProfile | null>(null);
  const [saved, setSaved] = useState(false);
  useEffect(() => {
    void call(bridge().archive.profile()).then((found) => found !== undefined && setProfile(found ?? empty));
  }, []);
  const role = useSession((state) => state.status?.account?.role);
  const may = role === 'keeper' || role === 'system_admin';
  if (profile === null) return null;
  const change = (part: Partial<ArchiveProfile>) => {
    setSaved(false);
    setProfile({ ...profile, ...part });
  };
  const save = async () => setSaved((await call(bridge().archive.setProfile(profile))) !== undefined);
  return (
    <div>
      <dt>{words.title}</dt>
      <dd>
        <div className="settings-archive">
          {texts.map((key) => (
            <label key={key}>
              <span className="ink2">{words[key]}</span>
              <Input
                disabled={!may}
                value={profile[key]}
                onChange={(event) => change({ [key]: event.target.value })}
              />
            </label>
          ))}
          <div role="group" aria-label={words.retention}>
            <span className="ink2">{words.retention}</span>
            <Radio.Group
              name="retention"
              disabled={!may}
              value={profile.retention}
              options={periods.map((value) => ({ value, label: words.retentions[value] }))}
              onChange={(event) => change({ retention: event.target.value })}
            />
          </div>
        </div>
        <div className="settings-kinds">
          {allDefinitions().map(({ id, title, retention }) => (
            <div key={id} role="group" aria-label={`${words.retention} ${say(title)}`}>
              <span className="ink2">{say(title)}</span>
              <Radio.Group
                name={`retention-${id}`}
                disabled={!may}
                value={profile.kinds[id] ?? null}
                options={[
                  ...periods.map((value) => ({ value, label: words.retentions[value] })),
                  { value: null, label: words.asUnit(words.retentions[retention]) },
                ]}
                onChange={(event) => {
                  const { [id]: _old, ...others } = profile.kinds;
                  const chosen = event.target.value as Period | null;
                  change({ kinds: chosen === null ? others : { ...others, [id]: chosen } });
                }}
              />
            </div>
          ))}
        </div>
        <p className="ink3">
          {words.sample(fillReference(profile, { number: '2024NRDK07', year: '2026', item: 1 }))}
        </p>
        {may ? (
          <Action small onClick={() => void save()}>
            {t.common.save}
          </Action>
        ) : (
          <span className="ink2">{words.byAdmin}</span>
        )}{' '}
        <span className="green" role="status">
          {saved ? `✓ ${t.places.settings.saved}` : ''}
        </span>
        <p className="ink3">{words.note}</p>
      </dd>
    </div>
  );
}
