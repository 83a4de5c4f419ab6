/*
 * 四性检测 after DA/T 70-2018, as data that an archivist can correct: the items and their numbers of the filing stage are
 * those that public systems show; where a number is not known for sure the item says so. A stage is 归档 (GD), 移交接收
 * (YJ) or 长期保存 (CQ); its code stands before the number.
 */

export const stages = { GD: '归档', YJ: '移交接收', CQ: '长期保存' } as const;
export type Stage = keyof typeof stages;
export type Property = '真实性' | '完整性' | '可用性' | '安全性';

/** What a machine can judge of an archive that lies in a folder. */
export type MachineCheck =
  | 'digests'
  | 'lengths'
  | 'shapes'
  | 'ranges'
  | 'plausible'
  | 'characters'
  | 'references'
  | 'duplicates'
  | 'attributes'
  | 'links'
  | 'papers'
  | 'structure'
  | 'lists'
  | 'counts'
  | 'sizes'
  | 'elements'
  | 'required'
  | 'process'
  | 'sequence'
  | 'contents'
  | 'scope'
  | 'readable'
  | 'formats'
  | 'open_formats'
  | 'extra';

export interface Item {
  /** `1-1`: property and number; with the stage's code before it, `GD-1-1`. */
  code: string;
  property: Property;
  title: string;
  stages: readonly Stage[];
  /** The check that answers it; null where a person does, and signs. */
  check: MachineCheck | null;
  /** The number is ours: the standard's own could not be confirmed. */
  unconfirmed?: true;
}

const all = ['GD', 'YJ', 'CQ'] as const;
const moved = ['YJ', 'CQ'] as const;

function item(code: string, title: string, check: MachineCheck | null, more: Partial<Item> = {}): Item {
  const property = ({ 1: '真实性', 2: '完整性', 3: '可用性', 4: '安全性' } as const)[
    code[0] as '1'
  ] as Property;
  return { code, property, title, stages: all, check, ...more };
}

export const fourProperties: readonly Item[] = [
  item('1-1', '固化信息有效性（数字摘要）', 'digests'),
  item('1-1a', '固化信息有效性（电子签名、电子印章、时间戳）', null, { unconfirmed: true }),
  item('1-2', '元数据项数据长度', 'lengths'),
  item('1-3', '元数据项数据类型、格式', 'shapes'),
  item('1-4', '元数据项数据值域', 'ranges'),
  item('1-5', '元数据项数据值合理性', 'plausible'),
  item('1-6', '元数据项数据包含特殊字符情况', 'characters'),
  item('1-7', '档号规范性', 'references'),
  item('1-8', '元数据项数据重复性', 'duplicates'),
  item('1-9', '内容数据的电子属性一致性', 'attributes', { unconfirmed: true }),
  item('1-11', '元数据是否关联内容数据', 'links'),
  item('1-12', '说明文件和目录文件规范性', 'papers'),
  item('1-13', '信息包目录结构规范性', 'structure'),
  item('1-14', '信息包一致性', 'lists'),
  item('2-1', '总件数相符性', 'counts'),
  item('2-2', '总字节数相符性', 'sizes'),
  item('2-3', '元数据项完整性', 'elements'),
  item('2-4', '元数据必填著录项目', 'required'),
  item('2-5', '过程信息完整性', 'process'),
  item('2-6', '连续性元数据项', 'sequence'),
  item('2-7', '内容数据完整性', 'contents', { unconfirmed: true }),
  item('2-8', '附件数据完整性', null, { unconfirmed: true }),
  item('2-9', '归档范围', 'scope'),
  item('2-11', '信息包内容数据完整性', 'lists'),
  item('3-1', '信息包中元数据的可读性', 'readable'),
  item('3-2', '目标数据库中元数据的可访问性', null, { stages: moved }),
  item('3-3', '内容数据格式', 'formats', { unconfirmed: true }),
  item('3-4', '内容数据的可读性（人工浏览）', null),
  item('3-5', '软硬件环境合规性', null, { unconfirmed: true }),
  item('3-8', '信息包中包含的内容数据格式合规性', 'open_formats'),
  item('4-1', '系统环境中是否安装杀毒软件', null),
  item('4-2', '病毒感染', null),
  item('4-3', '载体中多余文件', 'extra'),
  item('4-4', '载体读取速度', null, { stages: moved, unconfirmed: true }),
  item('4-5', '载体外观', null, { stages: moved, unconfirmed: true }),
  item('4-6', '光盘合格性', null, { stages: moved, unconfirmed: true }),
  item('4-7', '操作过程安全性', null, { unconfirmed: true }),
];
