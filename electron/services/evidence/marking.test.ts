import { describe, expect, it } from 'vitest';
import { findMarking, refuseStateSecretName } from './marking.ts';

describe('E-16: markings of state secrets', () => {
  it.each([
    ['机密★10年'],
    ['绝密★30年'],
    ['秘密★'],
    ['秘 密 ★ 5 年'],
    ['机　密　★　１０　年'],
    ['绝密★启用前'],
    ['秘密★长期'],
    ['★机密★'],
    ['000012        机密★二十年        特急'],
    ['机密＊10年'],
    ['本件为机密★10年'],
    ['密级：机密'],
    ['密 级: 秘 密'],
    ['密级【绝密】'],
    ['密级：□公开 □内部 ☑秘密 □机密'],
    ['■机密'],
    ['绝 密'],
    ['【秘密】'],
    ['（机密）'],
  ])('%s is one', (line) => {
    expect(findMarking(['', '某某厅文件', line, '关于某事的通知'])).not.toBeNull();
  });

  it.each([
    ['商业秘密'],
    ['商业秘密★'],
    ['甲方商业秘密*，见注'],
    ['保密'],
    ['保密期限：5年'],
    ['内部★'],
    ['秘密级以下不得外传，机密级另行规定'],
    ['按《保守国家秘密法》，绝密、机密、秘密三级分别管理'],
    ['扫描“绝密/机密/秘密 ★”字样命中即拦下'],
    ['文件首页标“秘密★5年”的，另行处理'],
    ['密级：□公开 □内部 □秘密 □机密'],
    ['密级：商业秘密'],
    ['密级：内部'],
    ['密级：秘密级以下'],
    ['密级：绝密/机密/秘密（三选一）'],
    ['机密性、完整性、可用性'],
    ['国家秘密不入本库'],
    ['这是一个秘密'],
  ])('%s is none', (line) => {
    expect(findMarking(['某单位', line, '正文'])).toBeNull();
  });

  it('a level alone counts at the top of a page, and not as the rest of a word above it', () => {
    const text = Array.from({ length: 20 }, (_, n) => `第${n}行正文`);
    expect(findMarking([...text, '秘密'])).toBeNull();
    expect(findMarking(['双方应当保守商业', '秘密', '不得泄露'])).toBeNull();
    expect(findMarking(['机密', ...text])).toBe('机密');
  });

  it.each([
    '机 密★10年 方案.pdf',
    '【秘密】图.tif',
    '绝密.docx',
    '秘密★５年.pdf',
    '秘密-方案.doc',
    '〔机密〕a.txt',
  ])('refuses the name %s', (name) =>
    expect(() => refuseStateSecretName(name)).toThrow('state_secret_marking'),
  );
  it.each(['商业秘密清单.xlsx', '商业秘密★.xlsx', '机密性设计.docx', '秘密花园.txt', '保密协议（秘密）.pdf'])(
    'lets the name %s in',
    (name) => expect(() => refuseStateSecretName(name)).not.toThrow(),
  );
});
