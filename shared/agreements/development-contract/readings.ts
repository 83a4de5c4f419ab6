import type { Obligation } from '../../model/derived.ts';
import { both } from './words.ts';

type Reading = NonNullable<Obligation['reading']>;

const reading = (rule: string, zh: string, en: string): Reading => ({ rule, text: both(zh, en) });

/** The readings taken of ambiguous clauses (B-Q), in the words shown beside the date. */
export const readings = {
  q01: reading(
    'B-Q01',
    '签署页日期空白的，以盖章齐全日为生效日；仍缺的用封面日并提示。',
    'Where the page of signatures has no date, the day all had sealed; else that of the cover, told.',
  ),
  q02: reading(
    'B-Q02',
    '“服务结束”指研发服务还是2年维护未写：要求验收合格和服务结束确认两份证据，须确认。',
    'Which service has to end is not said: both proofs are asked for, to be confirmed.',
  ),
  q06: reading(
    'B-Q06',
    '乙方“长期”按不定期，永不自动解密；甲方5年自合同终止日起算（谨慎）。',
    'Party B without an end; party A five years from the end of the contract (careful).',
  ),
  q07: reading(
    'B-Q07',
    '附件针对合作项目终止：甲方来源资料归还，乙方自产文档存档；归还清点单必备。',
    'What came from party A goes back, what party B made is kept; a list is needed.',
  ),
  q08: reading(
    'B-Q08',
    '三日未写工作日，按自然日；遇周末给出两侧日期（G-004）。',
    'Three natural days; over a weekend both sides have their own date (G-004).',
  ),
  q09: reading(
    'B-Q09',
    '阶段月份重叠的，取末日为期限，重叠月不算违约。',
    'Months overlap: the last day counts.',
  ),
  q12: reading(
    'B-Q12',
    '第二十九条6“应满足需求变更”与第七条冲突：任何变更仍走书面确认单，防默示同意被动成立。',
    'Any change is confirmed in writing, so that silence does not decide it.',
  ),
  q14: reading('B-Q14', '有效期自签订日起算，与维护期交叉校验。', 'Counted from the signature.'),
  q15: reading(
    'B-Q15',
    '附件只盖章即生效，盖章检查独立于主合同。',
    'Seals alone bring the annex into force.',
  ),
  q17: reading('B-Q17', '自首次通知日每7自然日滚动。', 'Every seven natural days from the first notice.'),
  q20: reading('B-Q20', '“日”“天”未写工作日的，按自然日（G-011）。', 'Days are natural days (G-011).'),
  q21: reading(
    'B-Q21',
    '前提齐备日为各前提与收票日中最晚者：甲方内控为该日，乙方催款为该日加10工作日之后。',
    'The count begins when all conditions and the invoice are there: party A may pay that day.',
  ),
  q24: reading(
    'B-Q24',
    '甲方组织验收无期限、无默示验收：提交后定期催告留痕。',
    'No term for acceptance and none by silence: remind in writing, again and again.',
  ),
} as const;
