import { both } from './words.ts';

/** The readings taken of ambiguous clauses (C-Q01–C-Q18), as they are shown beside what follows from them. */
export const readings = {
  'C-Q01': both(
    '征求意见稿只作暂行依据；正式稿导入后自动对比并列出受影响卷宗。',
    'The draft holds until the final text, which is compared with it.',
  ),
  'C-Q02': both(
    '“左右”“约”不是硬上限，“不超过”才是；项目数是资助方限额，不拦申报人。',
    '“About” is no limit; “at most” is, of the funder.',
  ),
  'C-Q03': both(
    '最低线按0.5×国拨，谨慎线按2×国拨；请书面咨询。',
    'At least half the state funds, with care twice; ask in writing.',
  ),
  'C-Q05': both('区间的下限硬，上限仅提示。', 'The lower end binds, the upper is only told.'),
  'C-Q06': both(
    '合计不少于30天；建议每人不少于10天；证据为出入境记录和行程。',
    'Thirty days together; ten each are advised.',
  ),
  'C-Q07': both(
    '成员国活动与研讨培训默认不互抵；抵扣须备案文件写明。',
    'One activity counts once unless the filing says otherwise.',
  ),
  'C-Q08': both('每人次均须连续3个月以上，按出入境日连续计算。', 'Three months on end for each visit.'),
  'C-Q09': both('中方出访不少于2人次，且外方来访不少于2人次。', 'Two visits either way.'),
  'C-Q11': both(
    '“优于”不含等于；W4的“分辨率16米”允许等于。',
    '“Better than” is strict; “16 m” itself is allowed.',
  ),
  'C-Q12': both('取2015、2020、2025三期；若按区间只有2期，仅提示。', 'Three issues; two are told.'),
  'C-Q13': both('面积不低于100平方公里，谨慎按每处。', 'A hundred square kilometres each, with care.'),
  'C-Q14': both('作物类型数据集谨慎同样覆盖6国。', 'The data set covers six countries too, with care.'),
  'C-Q15': both('需正式发表或录用证明；在线发表也收集卷期页。', 'Published, or accepted with proof.'),
} as const satisfies Readonly<Record<string, ReturnType<typeof both>>>;
