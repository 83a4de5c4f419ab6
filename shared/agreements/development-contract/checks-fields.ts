import { isEmpty } from '../../engine/compare.ts';
import { parseWords } from '../../money/words.ts';
import { formatYuan } from '../../money/fen.ts';
import type { Problem, Rule, View } from '../define.ts';
import { acceptedOn, amountsOf, dateOf, expiryOn, maintenanceEnd } from './days.ts';
import { signingChecks } from './checks-signing.ts';
import { both, rule, say } from './words.ts';

/** The sections of the printed form; the registrar’s page and our own counts are not. */
const form = ['basic', 'work', 'delivery', 'money', 'terms'];
/** What the form leaves to a later day, or has only where there is more than one party. */
const later = ['contract_no', 'rd_plan', 'rd_plan_parts', 'procurement_docs', 'co_parties_a', 'co_parties_b'];

/** B-F38: a line that need not be filled in says 无; an empty one blocks. */
function noBlank(view: View): Problem[] {
  const fields = view.definition.sections
    .filter(({ key }) => form.includes(key))
    .flatMap((section) => section.fields);
  return fields.flatMap((field) => {
    if (later.includes(field.key) || field.required !== undefined) return [];
    if (field.when && !field.when(view)) return [];
    const value = view.value(field.key);
    const path = `fields.${field.key}`;
    const tell = (where: string, name = field.title) =>
      say('block', where, `“${name.zh}”为空：约定无需填写的，须注明“无”`, `“${name.en}” is empty: write 无`);
    if (isEmpty(value)) return tell(path);
    if (field.type !== 'list') return [];
    return view
      .rows(field.key)
      .flatMap((row, index) =>
        (field.columns ?? [])
          .filter((column) => ['string', 'text'].includes(column.type) && isEmpty(row[column.key]))
          .flatMap((column) => tell(`${path}[${index}].${column.key}`, column.title)),
      );
  });
}

function contractNo(view: View): Problem[] {
  const no = view.text('contract_no');
  return no === '' || /^\d{4}-[A-Z]{2}-\d{2}-\d{2}$/u.test(no)
    ? []
    : say(
        'warn',
        'fields.contract_no',
        '合同编号不合YYYY-XX-NN-NN的样式，请核对',
        'The number is not of the form YYYY-XX-NN-NN',
      );
}

function samePlaces(view: View): Problem[] {
  return (['a', 'b'] as const).flatMap((side) => {
    const person = view.value(`contact_${side}`);
    const name =
      typeof person === 'object' && person !== null && !Array.isArray(person) ? person['name'] : person;
    const block = view.text(`contact_name_${side}`);
    return typeof name === 'string' && block !== '' && block !== '无' && name !== block
      ? say(
          'warn',
          `fields.contact_${side}`,
          '第二十三条的项目联系人与当事人栏不一致',
          'The contact of article 23 is not that of the block',
        )
      : [];
  });
}

/** B-P01: the parts make the total (also G-016); words and figures say the same. */
function sumOfParts(view: View): Problem[] {
  const total = view.money('total_price');
  const amounts = amountsOf(view);
  const known = amounts.filter((amount) => amount !== null);
  if (total === null || known.length < amounts.length || amounts.length === 0) return [];
  const sum = known.reduce<number>((all, amount) => all + amount, 0);
  return sum === total
    ? []
    : say(
        'block',
        'fields.installments',
        `各期之和与总额不等，相差${formatYuan(Math.abs(sum - total) as typeof total)}元`,
        'The instalments do not make the total',
      );
}

function words(view: View): Problem[] {
  return view.rows('installments').flatMap((row, index) => {
    const text = String(row['amount_words'] ?? '');
    return text !== '' && typeof row['amount'] === 'number' && parseWords(text) !== row['amount']
      ? say(
          'block',
          `fields.installments[${index}].amount_words`,
          `第${index + 1}期大写与小写不一致`,
          `Instalment ${index + 1}: words and figures differ`,
        )
      : [];
  });
}

/** B-F24: with the first option every line of the second says 无. */
function ipOption(view: View): Problem[] {
  if (view.text('ip_option') === '2')
    return view.text('ip_patent_owner') === '无'
      ? []
      : say('block', 'fields.ip_patent_owner', '选第2种的，第1种须填“无”', 'With option 2, line 1 says 无');
  return ['secret_use_right', 'secret_transfer_right', 'secret_benefit']
    .filter((key) => view.text(key) !== '无')
    .flatMap((key) =>
      say('block', `fields.${key}`, '选第1种的，第2种各项须填“无”', 'With option 1, each line of 2 says 无'),
    );
}

function constituents(view: View): Problem[] {
  const rows = view.rows('tech_docs');
  const numbers = (view.text('constituent_no').match(/\d+/gu) ?? []).map(Number);
  return numbers.flatMap((no) => {
    const document = String(rows[no - 1]?.['document'] ?? '');
    return document === '' || document === '无'
      ? say(
          'block',
          'fields.constituent_no',
          `组成部分勾选了第${no}项，该项却是“无”`,
          `Item ${no} is chosen and says 无`,
        )
      : [];
  });
}

function phaseOrder(view: View): Problem[] {
  const rows = view.rows('phases');
  return rows.flatMap((row, index) => {
    const [start, end] = [String(row['start'] ?? ''), String(row['end'] ?? '')];
    const before = String(rows[index - 1]?.['end'] ?? '');
    if (start !== '' && end !== '' && end < start)
      return say('block', `fields.phases[${index}]`, '阶段的止月早于起月', 'The phase ends before it begins');
    return before !== '' && end !== '' && end < before
      ? say(
          'warn',
          `fields.phases[${index}]`,
          '后一阶段早于前一阶段结束，请核对',
          'A phase ends before the one ahead of it',
        )
      : [];
  });
}

/** B-T27: maintenance that runs past the contract. */
function maintenanceFits(view: View): Problem[] {
  const [end, until] = [expiryOn(view), maintenanceEnd(view)];
  const planned = dateOf(`${view.text('acceptance_month')}-28`);
  const years = view.integer('maintenance_years') ?? 0;
  const ends = until ?? (planned === null ? null : view.days.addMonths(planned, years * 12));
  return end !== null && ends !== null && ends > end
    ? say(
        acceptedOn(view) === null ? 'warn' : 'info',
        'fields.validity_years',
        `${years}年维护将到${ends}，超出合同有效期${end}`,
        `${years} years of maintenance reach ${ends}; the contract ends on ${end}`,
      )
    : [];
}

function royalty(view: View): Problem[] {
  return view.text('pay_mode') === '提成' && view.text('royalty_audit_mode') === '无'
    ? say(
        'block',
        'fields.royalty_audit_mode',
        '按提成支付的，须约定查账方式',
        'A royalty needs a way to audit',
      )
    : [];
}

function once(view: View): Problem[] {
  const many = view.rows('installments').length;
  return view.text('pay_mode') === '一次' && many > 1
    ? say(
        'block',
        'fields.pay_mode',
        `支付方式为一次，却列了${many}期`,
        `Paid at once, yet ${many} instalments are listed`,
      )
    : [];
}

function priceItems(view: View): Problem[] {
  const listed = view.rows('price_items').map((row) => String(row['item'] ?? ''));
  const missing = [/开发/u, /维护/u, /验收|鉴定/u].filter(
    (shape) => !listed.some((item) => shape.test(item)),
  );
  return missing.length > 0
    ? say(
        'warn',
        'fields.price_items',
        '总额应列明开发费、维护费、验收鉴定等费用',
        'The total covers development, maintenance and acceptance',
      )
    : [];
}

function assets(view: View): Problem[] {
  return (view.money('purchased_assets') ?? 0) > 0 && view.text('asset_owner') !== '乙'
    ? say(
        'info',
        'fields.asset_owner',
        '购置财产按本合同约定归属，非示范文本常用的“乙”',
        'What is bought belongs to another than usual',
      )
    : [];
}

/** Checks between fields (B-F, B-P01, B-P02, B-Q01, B-C07, B-T27). */
export const fieldChecks: readonly Rule[] = [
  rule('B-F38', 'no_blank', both('无需填写的须注明“无”', 'An empty line says 无'), 32, noBlank),
  rule('B-F01', 'contract_no_form', both('合同编号样式', 'Form of the number'), 3, contractNo),
  rule('B-F28', 'same_contact', both('联系人前后一致', 'One contact'), 298, samePlaces),
  rule('B-F15', 'installment_words', both('分期大小写一致', 'Words and figures'), 137, words),
  rule('B-F24', 'ip_choice', both('权属方式二选一', 'One of two options'), 242, ipOption),
  rule('B-F32', 'constituents', both('组成部分不得是“无”', 'What is part is there'), 340, constituents),
  rule('B-F10', 'phase_order', both('阶段先后', 'Order of phases'), 104, phaseOrder),
  rule(
    'B-T27',
    'maintenance_fits',
    both('维护期不超出有效期', 'Maintenance within the contract'),
    18,
    maintenanceFits,
  ),
  rule('B-F17', 'royalty', both('提成查账方式', 'Audit of royalties'), 151, royalty),
  rule('B-F14', 'once', both('支付方式与分期一致', 'Way of payment and instalments'), 135, once),
  rule('B-F25', 'assets', both('购置财产归属', 'Owner of what is bought'), 262, assets),
  ...signingChecks,
];

/** What belongs to the money (B-P01, B-P02). */
export const sumChecks: readonly Rule[] = [
  rule('B-P01', 'sum_of_parts', both('总额等于各期之和', 'The parts make the total'), 125, sumOfParts),
  rule('B-P02', 'price_items', both('总额的组成', 'What the total covers'), 127, priceItems),
];
