import { isEmpty } from '../../engine/compare.ts';
import type { Problem, Rule, View } from '../define.ts';
import { places } from './fields-signing.ts';
import { both, rule, say } from './words.ts';

/** B-F03, B-F35: every place signed or sealed, of every party; a proxy with its letter. */
function signatures(view: View): Problem[] {
  const rows = view.rows('signature_blocks');
  if (view.events('agreement_effective').length === 0 && rows.length === 0) return [];
  const found: Problem[] = [];
  for (const { value, title } of places) {
    const others = view
      .rows(value.endsWith('_a') ? 'co_parties_a' : 'co_parties_b')
      .map((row) => String(row['name'] ?? ''));
    const wanted = /^(seal|sign)_/u.test(value) ? ['', ...others] : [''];
    for (const party of wanted) {
      const own = rows.find((row) => row['place'] === value && String(row['party'] ?? '') === party);
      if (own?.['done'] !== true)
        found.push(
          ...say(
            'warn',
            'fields.signature_blocks',
            `${party}${title.zh}未见`,
            `${party} ${title.en}: not there`,
            party === '' ? undefined : 'B-F03',
          ),
        );
      if (own?.['authorized'] === true && own['proxy_letter'] !== true)
        found.push(
          ...say(
            'warn',
            'fields.signature_blocks',
            `${title.zh}由代理人签的，须附授权书`,
            'A proxy needs a letter',
          ),
        );
    }
  }
  return found;
}

/** B-Q01: no dates on the page of signatures. */
function undatedPage(view: View): Problem[] {
  if (view.events('agreement_effective').length === 0) return [];
  const lacks = ['sign_date_a', 'sign_date_b'].filter((key) => view.date(key) === null);
  return lacks.flatMap((key) =>
    say(
      'warn',
      `fields.${key}`,
      '签署页日期空白：以盖章齐全日为生效日，缺失时用封面日',
      'The page has no date: the seals decide, else the cover',
    ),
  );
}

function annexDate(view: View): Problem[] {
  const [annex, main] = [view.date('annex_sign_date'), view.date('sign_date')];
  const found: Problem[] = [];
  if (annex !== null && main !== null && annex !== main)
    found.push(
      ...say(
        'warn',
        'fields.annex_sign_date',
        '附件签订日期与合同签订日不一致',
        'The annex has another date than the contract',
      ),
    );
  for (const side of ['a', 'b'] as const)
    if (view.events('annex_effective').length > 0 && view.value(`annex_sealed_${side}`) !== true)
      found.push(
        ...say(
          'warn',
          `fields.annex_sealed_${side}`,
          '附件自双方盖章之日生效：盖章未见',
          'The annex needs both seals',
          'B-Q15',
        ),
      );
  return found;
}

function stamps(view: View): Problem[] {
  return view.events('agreement_effective').length > 0 && view.value('stamp_tax') !== true
    ? say('warn', 'fields.stamp_tax', '印花税票未贴', 'No stamp duty')
    : [];
}

function registered(view: View): Problem[] {
  const no = view.text('reg_no');
  const found: Problem[] = [];
  if (no !== '' && !/^\d{20}$/u.test(no))
    found.push(
      ...say('warn', 'fields.reg_no', '合同登记编号为20位', 'The registration number has 20 digits'),
    );
  if (no !== '' && view.value('reg_sealed') !== true)
    found.push(...say('warn', 'fields.reg_sealed', '登记机构印章未见', 'The registrar’s seal is not there'));
  const [amount, total] = [view.money('reg_amount'), view.money('total_price')];
  if (amount !== null && total !== null && amount !== total)
    found.push(
      ...say(
        'warn',
        'fields.reg_amount',
        '登记的合同交易额与合同总额不一致',
        'The registered amount is not the total',
      ),
    );
  return found;
}

function pages(view: View): Problem[] {
  return view
    .rows('attached_pages')
    .flatMap((row, index) =>
      row['riding_seal'] === true && !isEmpty(row['no'])
        ? []
        : say(
            'warn',
            `fields.attached_pages[${index}]`,
            '附页须编号并盖骑缝章〔内控〕',
            'An attached page is numbered and sealed across 〔internal〕',
          ),
    );
}

function lead(view: View): Problem[] {
  if (view.events('agreement_effective').length === 0) return [];
  return isEmpty(view.value('security_lead') ?? null)
    ? say('warn', 'fields.security_lead', '须指定网络安全负责人', 'A head of network security is named')
    : [];
}

function team(view: View): Problem[] {
  return view
    .rows('security_team')
    .flatMap((row, index) =>
      row['regular'] === true && row['background_checked'] === true
        ? []
        : say(
            'block',
            `fields.security_team[${index}]`,
            '安全团队成员须为正式员工并通过背景审查',
            'A member is regular staff and checked',
          ),
    );
}

function disputes(view: View): Problem[] {
  return view.events('litigation_started').flatMap((event) => {
    const wanted = view.text('dispute_option') === '1' ? 'arbitration' : 'court';
    const path = `events[${view.record.events.indexOf(event)}]`;
    const found: Problem[] = [];
    if (event.values?.['kind'] !== undefined && event.values['kind'] !== wanted)
      found.push(
        ...say('block', path, '争议方式与第二十六条所选不一致', 'Not the way that article 26 chose', 'B-F30'),
      );
    if (event.values?.['negotiated'] !== true)
      found.push(...say('warn', path, '应先协商、调解', 'Negotiation comes first'));
    return found;
  });
}

function court(view: View): Problem[] {
  return view.text('dispute_option') === '2' && view.events('litigation_started').length > 0
    ? say(
        'info',
        'fields.dispute_option',
        '合同未约定法院：按法定管辖，不写默认法院',
        'No court is named: jurisdiction by law',
      )
    : [];
}

/** Checks of signatures, registration, pages, the security team and disputes. */
export const signingChecks: readonly Rule[] = [
  rule(
    'B-F35',
    'signed_by_all',
    both('签名位、盖章和日期齐全', 'All signed, sealed and dated'),
    366,
    signatures,
  ),
  rule('B-Q01', 'undated_page', both('签署页日期空白', 'No date on the page'), 374, undatedPage),
  rule('B-F39', 'annex_date', both('附件日期和盖章', 'Date and seals of the annex'), 420, annexDate),
  rule('B-F36', 'stamps', both('印花税票', 'Stamp duty'), 384, stamps),
  rule('B-F37', 'registered', both('技术合同登记', 'Registration'), 388, registered),
  rule('B-C07', 'attached_pages', both('附页编号、骑缝章', 'Attached pages'), 30, pages),
  rule('B-E05', 'security_lead', both('指定网络安全负责人', 'Head of network security'), 491, lead),
  rule('B-F40', 'security_team', both('安全团队', 'Security team'), 214, team),
  rule('B-B07', 'disputes', both('争议先协商再依所选方式', 'Negotiate, then as chosen'), 326, disputes),
  rule('B-Q18', 'court', both('起诉法院未约定', 'No court is named'), 329, court),
];
