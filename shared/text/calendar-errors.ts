/** What a refused file of rules says: what happened, what it means, what to do (G-008, C-Q01). */
export const calendarErrors = {
  zh: {
    calendar_invalid: [
      '放假安排文件不能用',
      '{path} {date}{name}：{why}。没有导入，日历不变。',
      '请按通知核对并改正文件，再导入。',
    ],
    calendar_known: ['{year}年的安排已经有了', '内容相同，日历不变。', '不必再导入。'],
    calendar_contradicts: [
      '与已公布的{year}年安排矛盾',
      '{date}与《{notice}》不一致。没有导入，日历不变。',
      '请核对文件；通知确有更正的，先在设置里撤回旧的安排，再导入。',
    ],
    guideline_invalid: [
      '指南文件不能用',
      '“{path}”与格式不符。没有导入，各卷宗不变。',
      '请按docs/guideline-format.md核对文件，再导入。',
    ],
  },
  en: {
    calendar_invalid: [
      'The calendar file cannot be used',
      '{path} {date} {name} {why}. Nothing was imported.',
      'Compare the file with the notice, correct it and import it again.',
    ],
    calendar_known: [
      'The holidays of {year} are known',
      'It says the same; nothing changed.',
      'Nothing to do.',
    ],
    calendar_contradicts: [
      'It contradicts what is published for {year}',
      '{date} differs from {notice}. Nothing was imported.',
      'Check the file; where the notice was amended, withdraw the old one in the settings first.',
    ],
    guideline_invalid: [
      'The guideline file cannot be used',
      '“{path}” is not as the format says. Nothing was imported.',
      'Compare the file with docs/guideline-format.md and import it again.',
    ],
  },
} satisfies Record<'zh' | 'en', Record<string, readonly [string, string, string]>>;
