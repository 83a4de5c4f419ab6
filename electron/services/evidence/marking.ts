import { AppError } from '../../../shared/model/errors.ts';

/** Markings of state secrets as they stand in names: 绝密★30年, 机密 ★ 10 年, 秘密★. */
const marking =
  /(绝密|机密|秘密)\s*[★☆*]|^[（(【[]\s*(绝密|机密|秘密)\s*[】\])）]|^(绝密|机密)(?=[\s._—-]|$)/u;

/**
 * E-16: state secrets are not for this machine. Refuses a file whose name carries such a marking; the marks
 * inside documents come with the confidentiality issue. @throws AppError `state_secret_marking`.
 */
export function refuseStateSecretName(name: string): void {
  const found = marking.exec(name.normalize('NFKC'));
  if (found !== null) {
    throw new AppError('state_secret_marking', { rule: 'E-16', params: { marking: found[0], name } });
  }
}
