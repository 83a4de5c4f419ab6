import { isEmpty } from '../../engine/compare.ts';
import type { Problem, Rule, View } from '../define.ts';
import { both, rule, rowsThat, say } from './words.ts';

/** B-P05: no tax withheld; a new account in writing and checked by two. */
function account(view: View): Problem[] {
  const found: Problem[] = view
    .events('tax_withheld')
    .flatMap((event) =>
      say(
        'block',
        `events[${view.record.events.indexOf(event)}]`,
        '甲方不代扣或代缴任何税金',
        'Party A withholds no tax',
      ),
    );
  for (const event of view.events('account_changed')) {
    const { written, checked_by: one, checked_by_2: two } = event.values ?? {};
    if (written !== true || isEmpty(one) || isEmpty(two) || one === two)
      found.push(
        ...say(
          'block',
          `events[${view.record.events.indexOf(event)}]`,
          '改账号须有书面变更并由两人复核',
          'A new account: in writing, checked by two',
        ),
      );
  }
  const agreed = view.value('payee_account');
  const number =
    typeof agreed === 'object' && agreed !== null && !Array.isArray(agreed) ? agreed['account'] : null;
  if (view.events('account_changed').length === 0 && typeof number === 'string')
    for (const { path } of rowsThat(
      view,
      'payments',
      (row) => typeof row['account'] === 'string' && row['account'] !== number,
    ))
      found.push(
        ...say(
          'block',
          `${path}.account`,
          '款项须直接汇到乙方指定账户',
          'Paid into another account than agreed',
        ),
      );
  return found;
}

/** B-P04: a cause without evidence excuses nothing. */
function cause(view: View): Problem[] {
  return view
    .events('payment_delay_explained')
    .flatMap((event) =>
      event.evidence.length > 0
        ? []
        : say(
            'warn',
            `events[${view.record.events.indexOf(event)}]`,
            '财政原因须附证据，未附的仍按逾期计算',
            'Without evidence the delay is not excused',
          ),
    );
}

function charged(kind: string, zh: string, en: string) {
  return (view: View): Problem[] =>
    view
      .events('fee_charged')
      .flatMap((event) =>
        event.values?.['for'] === kind
          ? say('block', `events[${view.record.events.indexOf(event)}]`, zh, en)
          : [],
      );
}

function rectifiedFree(view: View): Problem[] {
  return [
    ...charged('rectification', '安全整改免费，不得另行收费', 'Rectification is free')(view),
    ...rowsThat(view, 'rectifications', (row) => row['charged'] === true).flatMap(({ path }) =>
      say('block', path, '安全整改免费，不得另行收费', 'Rectification is free'),
    ),
  ];
}

function freeService(view: View): Problem[] {
  return [
    ...charged('service', '培训和技术服务免费', 'Services are free')(view),
    ...charged('maintenance', '维护期内免费维护', 'Maintenance is free')(view),
  ];
}

/** The rules of the money (B-P04, B-P05, B-P13, B-P14). */
export const moneyRules: readonly Rule[] = [
  rule('B-P04', 'cause', both('财政原因不担违约责任', 'No liability for the treasury’s delay'), 153, cause),
  rule(
    'B-P05',
    'account',
    both('不代扣税金，汇指定账户', 'No tax withheld, the agreed account'),
    155,
    account,
  ),
  rule('B-P13', 'rectified_free', both('免费整改', 'Free rectification'), 230, rectifiedFree),
  rule('B-P14', 'free_service', both('培训、技术服务免费', 'Free services'), 272, freeService),
];
