import type { EventFact } from '../../model/record.ts';
import type { View } from '../define.ts';
import type { FormBlock, Letter } from '../form.ts';
import { at } from './clauses.ts';
import { replyBy, silenceCounts } from './request-days.ts';
import { both } from './words.ts';

const slot = '＿＿＿＿＿＿＿＿';
/** The lines of article 7 with its four grounds. */
const grounds = [161, 162, 163, 164] as const;

/**
 * The letter to a request for a change (B-T12). Where we were asked: the answer, to be chosen and signed. Where we asked
 * and hear nothing: what the silence means, and from which day on it counts.
 */
export function replyLetter(view: View, id: string): Letter | null {
  const requests = view.events('change_request_received');
  const no = Number(id.split('#')[1] ?? 1);
  const request = requests.find((event, index) => (event.n ?? index + 1) === no);
  if (request === undefined) return null;
  const ours = view.record.our_side;
  return request.values?.['requester'] === ours ? reminder(view, request, no) : answer(view, request, no);
}

function answer(view: View, request: EventFact, no: number): Letter {
  const until = replyBy(view, request);
  const days = view.integer('change_reply_days') ?? 10;
  return {
    title: both(`关于第${no}次变更请求的答复函`, `Answer to request ${no} for a change`),
    blocks: [
      ...head(view, request, no),
      line(`贵方的变更请求，我方已于${request.date}收到。请求内容：${subject(request)}。`),
      ...groundLines(view, request),
      line('经研究，我方答复如下（择一勾选，签字盖章后有效）：'),
      line('□ 同意。变更内容以双方签字盖章的书面确认单为准。'),
      line(`□ 不同意。理由：${slot}${slot}${slot}`),
      line(`□ 须另行协商。我方意见：${slot}${slot}${slot}`),
      line(
        silenceCounts(view, request)
          ? `本函系合同第七条所称答复。自收到请求之日起${days}日内（至${until ?? ''}）送达贵方；该条“逾期未予答复的，视为同意”对本次请求不再适用。`
          : '贵方的请求未援引第七条所列情形，合同的变更须双方协商一致；我方未予答复不构成同意，特此书面说明。',
      ),
      ...foot(view),
      ...receipt(),
    ],
  };
}

function reminder(view: View, request: EventFact, no: number): Letter {
  const until = replyBy(view, request);
  const past = until !== null && view.today > until;
  const counts = silenceCounts(view, request);
  return {
    title: past
      ? both(`关于第${no}次变更请求视为同意的确认函`, `Request ${no} counts as agreed: confirmation`)
      : both(`关于请予答复第${no}次变更请求的函`, `Request ${no}: please answer`),
    blocks: [
      ...head(view, request, no),
      line(`我方的变更请求，贵方已于${request.date}收到。请求内容：${subject(request)}。`),
      ...groundLines(view, request),
      line(
        !counts
          ? '本次请求不属于第七条所列情形，须双方协商一致。请贵方书面答复。'
          : past
            ? `依合同第七条，贵方应在${until}前答复；至该日二十四时届满未予答复，视为同意。请贵方与我方签署书面变更确认单。`
            : `依合同第七条，请贵方在${until ?? slot}前书面答复；逾期未予答复的，视为同意。`,
      ),
      ...foot(view),
      ...receipt(),
    ],
  };
}

function head(view: View, request: EventFact, no: number): FormBlock[] {
  const to = view.record.our_side === 'party_a' ? 'party_b_name' : 'party_a_name';
  return [
    line(`致：${view.text(to) || slot}`),
    line(
      `合同：《${view.text('project_title')}》技术开发（委托）合同，编号${view.text('contract_no') || slot}`,
    ),
    line(`事由：第${no}次变更请求（${request.date}）`),
  ];
}

/** The four grounds with the one that was named marked; another one than these leads to no consent by silence. */
function groundLines(view: View, request: EventFact): FormBlock[] {
  const named = String(request.values?.['ground'] ?? '');
  const decided = request.values?.['ground_accepted'];
  const note =
    named === '4'
      ? decided === true
        ? '（经人工判定成立）'
        : decided === false
          ? '（经人工判定不成立）'
          : '（是否成立待人工判定）'
      : '';
  return [
    line('请求所依据的第七条情形：'),
    ...grounds.map((number, index) => {
      const own = named === String(index + 1);
      return line(`${own ? '■' : '□'} ${at(number).text ?? ''}${own ? note : ''}`);
    }),
    ...(silenceCounts(view, request) ? [] : [line('■ 未援引上列情形，或经判定不成立')]),
  ];
}

function foot(view: View): FormBlock[] {
  const own = view.record.our_side === 'party_a' ? 'party_a_name' : 'party_b_name';
  return [
    line(`${view.text(own) || slot}（盖章）`),
    line(`法定代表人/委托代理人：${slot}（签名）`),
    line('    年  月  日'),
  ];
}

/** B-T12: the proof of delivery, which comes back and is kept with the event. */
function receipt(): FormBlock[] {
  return [
    { kind: 'heading', text: '送达回执' },
    {
      kind: 'table',
      columns: [
        { title: '送达方式', weight: 22 },
        { title: '送达日期', weight: 22 },
        { title: '收件人签名或单位签章', weight: 34 },
        { title: '凭证编号', weight: 22 },
      ],
      rows: [['□直接 □邮寄 □电子', '', '', '']],
    },
    line('签收后请退回一份；邮寄的，以邮寄凭证和签收记录为送达凭证，登记于“答复送达”。'),
  ];
}

function subject(request: EventFact): string {
  const text = request.values?.['subject'];
  return typeof text === 'string' && text !== '' ? text : slot;
}

function line(text: string): FormBlock {
  return { kind: 'paragraph', text };
}
