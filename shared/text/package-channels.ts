/** What the log calls the acts on packages, their pieces and papers. */
export const packageChannels = {
  zh: {
    'material.bind': '材料归件',
    'material.confirm': '确认盖章',
    'material.paper': '登记纸质',
    'material.unbind': '撤回归件',
    'package.export': '导出材料包',
    'package.readingCopy': '导出阅览件',
  },
  en: {
    'material.bind': 'File material',
    'material.confirm': 'Confirm a seal',
    'material.paper': 'Register the paper',
    'material.unbind': 'Withdraw material',
    'package.export': 'Export a package',
    'package.readingCopy': 'Export a reading copy',
  },
} as const;
