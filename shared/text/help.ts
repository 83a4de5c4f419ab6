import { area } from './area.ts';

/** F1: a short help for each screen, by the screen's name. */
export const help = area(
  {
    today: [
      '今日按先后列出所有卷宗里要办的事。顶上一句话是今天的总数。',
      '“逾期与今天”先办。“待前提”还没有起算，行里写着在等什么。“等对方”写着从哪一天起可以发函。',
      '用 ↑ ↓ 选一行，Enter看为什么是这一天：条款原文、逐日的数法、四个日期。空格登记完成并附上证据。',
      '日期后的“休”是放假，“班”是调休上班。虚线下划的日期是暂定的。',
    ] as string[],
    dossiers: [
      '一份协议一份卷宗。草稿可以随时离开，再回来接着填。',
      '按N新建；按 / 筛选，题名、编号都可以。',
      '样例和草稿可以扔掉；在办的卷宗不能扔，只能归档。',
    ] as string[],
    dossier: [
      '上面是时间线：圆点是事件，方块是法定末日，三角是可以发函的日子，竖线是今天。付款的方格是前提，实心为已到。',
      '1到8切换栏目；+和 − 缩放；← → 移动；T回到今天。',
      '选中一项义务按Enter看依据；按E登记事件，期限随之重排。',
      '字段记错了，在“协议”里更正；事件记错了，在“记录”里更正或撤销。都要写缘由，原来的一版留着。',
    ] as string[],
    wizard: [
      '读入的每一项都等您确认：Enter确认，直接输入就是更正，F8到下一处须定的地方。',
      '右边是条款原文，F2看全文。写到一半可以离开，字不会丢。',
      '还有待确认或须先解决的问题时不能完成，点它会跳到那里。',
    ] as string[],
    package: [
      '选材料包和开会的日子，上面从那天倒着数出最迟交件的一天。',
      '左边每一件写着缺、有、存疑或齐，以及要求它的条款；右边是选中的那一件，可以拖入文件。',
      '盖章由人确认。F8逐件处理；缺件时只能导出标明“未齐”的草稿。',
    ] as string[],
    audit: [
      '记录是一条只增不改的链，顶上写着它是否完整。拒绝也在其中。',
      '每条只写编号和动作，不写题名、文件名和金额。',
    ] as string[],
    policy: ['选一个角色，看它对每一类信息能做什么；点一格，右边是它依据的条款原文。'] as string[],
    settings: ['界面语言、闲置多久锁定、体检与备份，以及验证别人交来的档案。'] as string[],
    archives: [
      '保管期限自归档年度次年1月1日起算；没有归档年度的不起算。期限、密级、冻结由档案员按卷定，本单位的默认在设置里。',
      '满期先鉴定：延长就改期限，销毁由档案员申请、安全保密管理员以口令确认；冻结期间谁也不能销毁或收回。',
      '销毁清册只增不减，可印成PDF；卷宗的密钥、记录和文件都已不在。',
    ] as string[],
    people: [
      '立账号、停用、办理离开由安全保密管理员做；谁知道哪份卷宗，由课题负责人在卷宗的“知悉”里定。',
      '管理权限限在租约期内：申请，另一位管理员批准，用毕交还。',
    ] as string[],
    health: [
      '问题按轻重排列。“须处理”是现在就丢了或错了的；按右边的按钮清理残留，或从备份取回一件。',
      '备份按原样加密，只写新的；中途拔盘没有关系，接好后再备份一次会接着做。',
      '恢复演练会真的恢复一遍再删去。隔一段时间做一次，备份才算数。',
    ] as string[],
    everywhere: [
      ['Ctrl K', '查任何卷宗、义务、条款或动作'],
      ['Ctrl L', '立即锁定'],
      ['F1', '这份手册'],
      ['Esc', '关上、返回；不会丢字'],
      ['Alt ←', '回到上一处'],
    ] as string[][],
  },
  {
    today: [
      'Everything to be done in all dossiers, in order; the sentence on top counts today.',
      'Do “Late and today” first. What waits for conditions has not begun; what is with the other side says from when one may write.',
      '↑ ↓ choose a row, Enter shows why this day: the clause, the count day by day, the four dates. Space records it as done, with evidence.',
      'R after a date is a day of rest, W a make-up working day. A dashed underline is provisional.',
    ],
    dossiers: [
      'One agreement, one dossier. A draft can be left and taken up again at any time.',
      'N begins a new one; / filters by title or number.',
      'Samples and drafts can be thrown away; an active dossier is archived, never discarded.',
    ],
    dossier: [
      'The timeline: a dot is an event, a square the legal last day, a triangle the day one may write, the line is today. The squares of a payment are its conditions, solid when met.',
      '1 to 8 change the section; + and − zoom; ← → move; T returns to today.',
      'Enter on an obligation shows its reason; E records an event and everything that counts from it moves.',
      'A wrong field is corrected under Agreement, a wrong event corrected or withdrawn under History; each needs a reason, and what stood there stays.',
    ],
    wizard: [
      'Every field read from the document waits for you: Enter confirms, typing corrects, F8 goes to the next place that needs a decision.',
      'The clause stands at the right, F2 shows it whole. Leave at any time; nothing typed is lost.',
      'While something waits or blocks, the wizard cannot be finished; the list jumps to the place.',
    ],
    package: [
      'Choose the package and the day of the meeting: the days are counted backwards from it.',
      'Each piece says whether it is missing, there, doubtful or complete, and which clause asks for it; drop its file at the right.',
      'A person confirms seals. F8 goes piece by piece; an incomplete package leaves only as a marked draft.',
    ],
    audit: [
      'The log is one chain that only grows; on top it says whether it is whole. Refusals stand in it too.',
      'Entries hold numbers and actions only, no titles, file names or amounts.',
    ],
    policy: ['Choose a role to see what it may do with each class; a cell shows its clauses at the right.'],
    settings: [
      'Language, idle lock, health and backups, and the check of an archive that someone handed over.',
    ],
    archives: [
      'A period is counted from 1 January after the closing year; without one nothing runs. The archivist sets period, class and holds of a dossier; the unit’s defaults are in the settings.',
      'What is over is appraised first: a longer period keeps it; the archivist asks for destruction and the security officer confirms with the password. Under a hold nobody destroys or recalls.',
      'The register of destruction only grows and prints as PDF; keys, records and files are gone.',
    ],
    people: [
      'The security officer adds, disables and closes accounts; who knows which dossier is decided by its lead, in its need-to-know section.',
      'Administrator rights are leases: ask, another administrator approves, hand back.',
    ],
    health: [
      'Findings come gravest first. “act” is lost or wrong now; one press removes leavings or brings a file back from a backup.',
      'A backup is encrypted as it stands and writes only what is new; where the disk was pulled out, the next one goes on.',
      'A drill restores for real and removes it again. Do one from time to time: only then is a backup one.',
    ],
    everywhere: [
      ['Ctrl K', 'find any dossier, obligation, clause or action'],
      ['Ctrl L', 'lock at once'],
      ['F1', 'this help'],
      ['Esc', 'close, back; loses nothing'],
      ['Alt ←', 'back to the last place'],
    ],
  },
);
