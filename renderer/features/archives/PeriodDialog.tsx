import { Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { retentionDays } from '../../../shared/archive/retention.ts';
import {
  type Period,
  periods,
  type RetentionView,
  secrecies,
  type Secrecy,
} from '../../../shared/model/retention.ts';
import { bridge, call } from '../../bridge.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useText } from '../../stores/language.ts';
import { Row } from '../approvals/Row.tsx';

interface PeriodDialogProps {
  row: RetentionView;
  onClose: () => void;
  onDone: () => void;
}

/** 保管期限, 密级 and 归档年度 of one dossier, with the rule by which its days are counted. */
export function PeriodDialog({ row, onClose, onDone }: PeriodDialogProps) {
  const t = useText();
  const words = t.retention.save;
  const { retentions } = t.archive.profile;
  const [period, setPeriod] = useState<Period | null>(row.own.period);
  const [secrecy, setSecrecy] = useState<Secrecy | null>(row.own.secrecy);
  const [closed, setClosed] = useState<number | null>(row.own.closed);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const lacks = reason.trim().length < 2 ? words.reasonMissing : null;
  const effective = period ?? row.period;
  const days = retentionDays(effective, closed);
  const rule =
    closed === null
      ? words.ruleOpen
      : days === null
        ? words.rulePermanent
        : words.rule(closed, days.from, days.ends);
  const save = async () => {
    setTried(true);
    if (lacks !== null || busy) return;
    setBusy(true);
    const { dossier, version } = row;
    const saved = await call(
      bridge().retention.save({ dossier, version, period, secrecy, closed, reason: reason.trim() }),
    );
    setBusy(false);
    if (saved !== undefined) onDone();
  };
  return (
    <FormDialog
      title={words.title}
      lead={row.title}
      go={words.go}
      onGo={() => void save()}
      onClose={onClose}
      busy={busy}
      lacks={tried ? lacks : null}
      dirty={reason !== ''}
      fact="A-T07"
    >
      <Row id="retention-period" label={t.retention.columns.period} group>
        <Radio.Group
          aria-labelledby="retention-period"
          value={period}
          options={[
            ...periods.map((value) => ({ value, label: retentions[value] })),
            {
              value: null,
              label: row.own.period === null ? words.defaultIs(retentions[row.period]) : words.default,
            },
          ]}
          onChange={(event) => setPeriod(event.target.value as Period | null)}
        />
      </Row>
      <Row id="retention-secrecy" label={t.retention.columns.secrecy} group>
        <Radio.Group
          aria-labelledby="retention-secrecy"
          value={secrecy}
          options={[
            ...secrecies.map((value) => ({ value, label: t.retention.secrecies[value] })),
            { value: null, label: words.default },
          ]}
          onChange={(event) => setSecrecy(event.target.value as Secrecy | null)}
        />
      </Row>
      <Row id="retention-closed" label={words.year}>
        <InputNumber
          id="retention-closed"
          min={row.lastYear ?? 1949}
          max={9000}
          precision={0}
          controls={false}
          value={closed}
          placeholder={row.lastYear === null ? '' : String(row.lastYear)}
          onChange={(value) => setClosed(value === null ? null : Number(value))}
        />
        {row.lastYear !== null && <div className="ink3">{words.yearHint(row.lastYear)}</div>}
      </Row>
      <p className="ap-sealed ink2">
        {rule} {words.lead}
      </p>
      <Row id="retention-reason" label={words.reason}>
        <Input.TextArea
          id="retention-reason"
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={1000}
          value={reason}
          placeholder={words.reasonMissing}
          onChange={(event) => setReason(event.target.value)}
        />
      </Row>
    </FormDialog>
  );
}
