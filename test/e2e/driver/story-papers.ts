import { stampedPaper } from '../../support/papers.ts';
import type { Folder } from './folder.ts';

const partyA = '东屿省海岸带资源信息中心';
const partyB = '青禾时空（云川）遥感科技有限公司';
const title = '面向红树林退化监测的多源遥感协同识别方法研究';
const about = `“${title}”（课题编号：2024NRDK07）`;

/** The stamped papers of the sample agreement's life, everything in them invented: name → what stands in it. */
const papers = {
  notice: {
    file: '立项通知（创新中心〔2024〕7号）.pdf',
    title: '关于2024年度开放基金课题立项的通知',
    number: '创新中心〔2024〕7号',
    paragraphs: [
      '各有关单位：',
      `经评审、公示无异议，确定资助${about}等课题，研究周期为2024年4月至2024年11月。`,
      '特此通知。',
    ],
    seals: [partyA],
    date: '2024年4月11日',
  },
  agreement: {
    file: '课题合作协议（双方签章扫描件）.pdf',
    title: '课题合作协议',
    paragraphs: [
      `甲方：${partyA}`,
      `乙方：${partyB}`,
      `双方就${about}之事宜协商一致，自愿签订本协议。`,
      '本协议一式肆份，甲乙双方各执贰份，具有同等法律效力。',
    ],
    seals: [partyA, partyB],
    date: '2024年5月16日',
    pages: 3,
  },
  invoice1: {
    file: '发票（第1期）.pdf',
    title: '增值税普通发票',
    number: '发票号码 24990000000000000017',
    paragraphs: [
      `购买方：${partyA}`,
      `销售方：${partyB}`,
      '项目：课题研究费　金额：¥84,000.00　捌万肆仟元整',
    ],
    seals: [partyB],
    date: '2024年5月17日',
  },
  quota: {
    file: '财政预算指标到达告知.pdf',
    title: '关于财政预算指标到达的告知',
    paragraphs: [`${partyB}：`, `${about}的财政预算指标已到达，请按协议办理付款手续。`],
    seals: [partyA],
    date: '2024年5月22日',
  },
  slip1: {
    file: '银行回单（第1期）.pdf',
    title: '银行回单',
    paragraphs: [`付款人：${partyA}`, `收款人：${partyB}`, '金额：¥84,000.00　用途：课题研究费第1期'],
    seals: ['某某银行云川高新支行'],
    date: '2024年6月5日',
  },
  midterm: {
    file: '课题中期报告（乙方盖章）.pdf',
    title: '课题中期报告',
    paragraphs: [
      about,
      '一、进展：已完成影像辐射一致化和要素提取两个子任务，形成红树林边界样本三千二百组。',
      '二、问题：高潮位影像下稀疏林缘识别率偏低，拟引入潮位修正。',
      '三、下一步：完成成果规整，撰写论文并投稿。',
    ],
    seals: [partyB],
    date: '2024年7月10日',
    pages: 8,
  },
  confirmation: {
    file: '中期报告书面确认函.pdf',
    title: '关于中期报告的确认函',
    paragraphs: [`${partyB}：`, `你单位提交的${about}中期报告收悉，经审核，予以确认。`],
    seals: [partyA],
    date: '2024年10月30日',
  },
  meeting: {
    file: '结题验收会通知.pdf',
    title: '关于召开课题结题验收会的通知',
    paragraphs: [`${partyB}：`, `定于2024年11月26日召开${about}结题验收会，请提前提交验收前置审核资料。`],
    seals: [partyA],
    date: '2024年11月5日',
  },
  application: {
    file: '验收申请.pdf',
    title: '验收申请',
    number: '青禾字〔2024〕31号',
    paragraphs: [
      `${partyA}：`,
      `我单位承担的${about}已完成协议约定的全部研究内容，现申请结题验收，请予组织。`,
    ],
    seals: [partyB],
    date: '2024年11月11日',
  },
  final: {
    file: '课题结题报告（乙方盖章）.pdf',
    title: '课题结题报告',
    paragraphs: [
      about,
      '本课题提出多源影像协同识别方法，在三个海湾试验区的红树林退化图斑识别中，准确率百分之九十一点四，召回率百分之八十八点七。',
    ],
    seals: [partyB],
    date: '2024年11月11日',
    pages: 12,
  },
  method: {
    file: '方法成果说明.pdf',
    title: '多源遥感协同识别方法（1套）',
    paragraphs: ['本成果包括方法文档、代码和使用说明。'],
    seals: [partyB],
    date: '2024年11月11日',
    pages: 4,
  },
  submission: {
    file: '论文投稿证明.pdf',
    title: '投稿回执',
    paragraphs: ['稿件《多源遥感协同的红树林退化识别》已于2024年11月6日收到，稿号 HY-2024-1106。'],
    seals: ['某某学报编辑部'],
    date: '2024年11月6日',
  },
  expenses: {
    file: '经费使用情况表.pdf',
    title: '经费使用情况表',
    paragraphs: ['资料费 ¥18,600.00；差旅费 ¥21,350.00；测试加工支出 ¥36,000.00；出版费 ¥8,000.00。'],
    seals: [partyB],
    date: '2024年11月8日',
  },
  pledge: {
    file: '科研诚信承诺书.pdf',
    title: '科研诚信承诺书',
    paragraphs: ['我单位承诺：严格履行科研诚信主体责任，成果真实可靠。'],
    seals: [partyB],
    date: '2024年5月16日',
  },
  marking: {
    file: '附件二 成果标注要求.pdf',
    title: '成果标注要求',
    paragraphs: ['论文、软件著作权和专利的标注，按本要求执行。'],
    seals: [],
    date: '2024年5月16日',
  },
  proposal: {
    file: '课题申请书.pdf',
    title: '开放基金课题申请书',
    paragraphs: [about, '申请人：陆某丁'],
    seals: [partyB],
    date: '2024年3月15日',
    pages: 6,
  },
} as const;

export type PaperKey = keyof typeof papers;

/** The paths of the papers, drawn into a folder under the names they come by. */
export type PaperPaths = Readonly<Record<PaperKey, string>>;

export async function drawPapers(folder: Folder): Promise<PaperPaths> {
  const drawn: Partial<Record<PaperKey, string>> = {};
  for (const [key, { file, ...paper }] of Object.entries(papers))
    drawn[key as PaperKey] = folder.file(file, await stampedPaper(paper));
  return drawn as PaperPaths;
}

/** The original name of a paper, as the vault keeps it. */
export function paperName(key: PaperKey): string {
  return papers[key].file;
}
