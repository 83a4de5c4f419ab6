import { InputNumber, Radio } from 'antd';
import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { CalendarState } from '../../../shared/ipc/contract/calendar.ts';
import { bridge, call, newJob } from '../../bridge.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useJob } from '../../stores/jobs.ts';
import { useLanguage, useText } from '../../stores/language.ts';
import { goTo, useNavigation } from '../../stores/navigation.ts';
import { readsNoContent, useSession } from '../../stores/session.ts';
import { ChangePasswordForm } from '../entry/ChangePassword.tsx';
import { ArchiveRow } from './ArchiveRow.tsx';
import { CalendarRow } from './CalendarRow.tsx';
import { ClosedRow } from './ClosedRow.tsx';
import { KeysRow } from '../transfer/KeysRow.tsx';
import { GuidelineRows } from './GuidelineRows.tsx';
import './settings.css';

type Settings = Output<'setting.get'>;

/** 设置: language, idle lock, the check of an archive, what this is. */
export function SettingsScreen() {
  const t = useText();
  const words = t.places.settings;
  const { info, status, load } = useSession();
  const apart = useSession(readsNoContent);
  const [settings, setSettings] = useState<Settings | null>(null);
  const [calendar, setCalendar] = useState<CalendarState | null>(null);
  const [changing, setChanging] = useState(false);
  const [changed, setChanged] = useState(false);
  const [saved, setSaved] = useState<keyof Settings | null>(null);
  useEffect(() => {
    void call(bridge().setting.get()).then((found) => found && setSettings(found));
    void call(bridge().calendar.state()).then((found) => found && setCalendar(found));
  }, []);
  const save = async (change: Partial<Settings>, what: keyof Settings) => {
    const done = await call(bridge().setting.set(change));
    if (done === undefined) return;
    setSettings(done);
    setSaved(what);
    useLanguage.getState().set(done.language);
    void load();
  };
  if (settings === null) return <p className="today-loading ink3">{t.common.loading}</p>;
  const tick = (what: keyof Settings) => (
    <span className="green" role="status">
      {saved === what ? `✓ ${words.saved}` : ''}
    </span>
  );
  return (
    <div className="settings scroll">
      <h1 className="screen-title">{words.title}</h1>
      <p className="ink2">{words.lead}</p>
      <dl className="settings-rows">
        <div>
          <dt id="setting-language">{words.language}</dt>
          <dd>
            <Radio.Group
              aria-labelledby="setting-language"
              name="language"
              value={settings.language}
              options={[
                { value: 'zh', label: words.zh },
                { value: 'en', label: words.en },
              ]}
              onChange={(event) =>
                void save({ language: event.target.value === 'en' ? 'en' : 'zh' }, 'language')
              }
            />
            {tick('language')}
          </dd>
        </div>
        <div>
          <dt>
            <label htmlFor="setting-idle">{words.idle}</label>
          </dt>
          <dd>
            <InputNumber
              id="setting-idle"
              min={1}
              max={60}
              precision={0}
              value={settings.idle_minutes}
              onChange={(minutes) => minutes !== null && void save({ idle_minutes: minutes }, 'idle_minutes')}
            />{' '}
            {words.idleAfter} {tick('idle_minutes')}
            <p className="ink3">{words.idleNote}</p>
          </dd>
        </div>
        <div>
          <dt>{words.account}</dt>
          <dd>
            {status?.account?.display_name} <span className="ink3">{status?.account?.login}</span>
            <p className="settings-ways">
              <Action small onClick={() => setChanging(true)}>
                {t.people.password.title}
              </Action>
              <Action small onClick={() => goTo({ screen: 'people' })}>
                {t.people.title}
              </Action>
              {changed && (
                <span className="green" role="status">
                  ✓ {t.people.password.done}
                </span>
              )}
            </p>
            {changing && (
              <Dialog
                title={t.people.password.title}
                lead={t.people.password.lead}
                width={680}
                onClose={() => setChanging(false)}
              >
                <ChangePasswordForm
                  onDone={() => {
                    setChanging(false);
                    setChanged(true);
                  }}
                  onCancel={() => setChanging(false)}
                  cancel={t.common.cancel}
                />
              </Dialog>
            )}
          </dd>
        </div>
        {calendar !== null && (
          <>
            <CalendarRow state={calendar} onState={setCalendar} />
            <ClosedRow state={calendar} onState={setCalendar} />
          </>
        )}
        <GuidelineRows />
        <HealthRow />
        <ArchiveRow />
        {!apart && <KeysRow />}
        <VerifyRow />
        <div>
          <dt>{words.about}</dt>
          <dd>
            <p>
              {t.common.product} {words.version} {info?.version} · {words.shell}{' '}
              {info ? words.shells[info.shell] : ''}
            </p>
            <p className="ink3">{words.cryptoNote}</p>
            {info?.vectors === false && <p className="amber">{words.slowCrypto}</p>}
            {info?.mark === 'demo' && <p className="amber">{t.frame.demoWhy}</p>}
          </dd>
        </div>
      </dl>
    </div>
  );
}

/** The way to 体检与备份. */
function HealthRow() {
  const { health } = useText();
  const go = useNavigation((state) => state.go);
  return (
    <div>
      <dt>{health.title}</dt>
      <dd>
        <Action small onClick={() => go({ screen: 'health' })}>
          {health.title}
        </Action>
        <p className="ink3">{health.lead}</p>
      </dd>
    </div>
  );
}

/** An archive that someone handed over: missing, changed, extra. */
function VerifyRow() {
  const t = useText();
  const words = t.places.settings;
  const [job, setJob] = useState<string | null>(null);
  const [report, setReport] = useState<Output<'archive.verify'>>(null);
  const running = useJob(job);
  const verify = async () => {
    const id = newJob();
    setJob(id);
    setReport(null);
    const answer = await call(bridge().archive.verify({}, { job: id }));
    setJob(null);
    if (answer !== undefined) setReport(answer);
  };
  return (
    <div>
      <dt>{t.places.settings.verify.replace('……', '').replace('…', '')}</dt>
      <dd>
        <Action small disabled={job !== null} onClick={() => void verify()}>
          {words.verify}
        </Action>
        <p className="ink3">{words.verifyNote}</p>
        {job !== null && <Progress job={running} id={job} label={words.verifying} />}
        {report !== null && (
          <div role="status">
            <p className={report.valid ? 'green' : 'seal'}>
              {report.name} {report.valid ? words.valid(report.files) : words.invalid(report.findings.length)}
            </p>
            <ul>
              {report.findings.slice(0, 50).map((finding) => (
                <li key={finding.code + finding.path}>
                  <b>{words.codes[finding.code]}</b> {finding.path}{' '}
                  <span className="ink3">{finding.detail}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </dd>
    </div>
  );
}
