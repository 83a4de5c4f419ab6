import type { VerifyReport } from '../../../shared/ipc/contract/archive.ts';
import { bytesText } from '../../app/civil-words.ts';
import { Action } from '../../components/Action.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useText } from '../../stores/language.ts';

/** What the check of an archive found: missing, changed, extra, each by its name. */
export function VerifyDialog({ report, onClose }: { report: VerifyReport; onClose(): void }) {
  const text = useText();
  const words = text.packages.verified;
  const codes = [...new Set(report.findings.map((finding) => finding.code))];
  return (
    <Dialog
      title={report.valid ? words.valid : words.invalid}
      lead={words.what(report.name, report.files, bytesText(report.bytes))}
      refusal={!report.valid}
      onClose={onClose}
      footer={
        <>
          <Action kind="primary" autoFocus onClick={onClose}>
            {text.common.close}
          </Action>
          <span className="fact">
            {codes
              .map((code) => {
                const count = report.findings.filter((finding) => finding.code === code).length;
                return `${words.codes[code]} ${words.count(count)}`;
              })
              .join(text.common.semicolon)}
          </span>
        </>
      }
    >
      {report.findings.length === 0 ? (
        <p className="green">✓ {words.validWhy}</p>
      ) : (
        <ul className="pk-report">
          {report.findings.map((finding, index) => (
            // One path may be found twice
            <li key={index}>
              <strong className="seal">{words.codes[finding.code]}</strong>
              <span className="grow">
                {finding.path}
                {finding.detail !== undefined && <span className="ink2"> {finding.detail}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
