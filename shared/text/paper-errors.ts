/** What a refused template says: what happened, what it means, what to do. */
export const paperErrors = {
  zh: {
    template_refused: [
      '这份模板不能用',
      '“{where}”处不合格式。没有换入，原来的模板照用。',
      '请先导出自带的模板，按 docs/paper-format.md 的格式改好再换入。',
    ],
  },
  en: {
    template_refused: [
      'This template cannot be used',
      'It is not in form at “{where}”. Nothing was replaced.',
      'Write the built-in template out, change it as docs/paper-format.md says, and take it in.',
    ],
  },
} as const;
