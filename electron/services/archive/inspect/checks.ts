import { definitions } from '../../../../shared/agreements/index.generated.ts';
import type { MachineCheck } from '../../../../shared/archive/four-properties.ts';
import { visible } from '../../../../shared/archive/names.ts';
import { complementOf } from './words.ts';
import type { Facts } from './facts.ts';

/** What a machine says to one item: what is wrong, place by place, and what it looked at. */
export interface Judged {
  faults: string[];
  evidence: string;
}

type Check = (facts: Facts) => Judged;

const codes = (facts: Facts, ...wanted: string[]) =>
  facts.report.findings
    .filter(({ code }) => wanted.includes(code))
    .map(({ code, path, detail }) => complementOf(code, path, detail));
const said = (evidence: string, faults: readonly string[]): Judged => ({ evidence, faults: [...faults] });
const files = ({ files: all }: Facts) => all ?? [];

const paths = ['README.txt', 'data/index.html', 'data/forms/contents.pdf', 'data/forms/note.pdf'];
const parts = [
  'bagit.txt',
  'bag-info.txt',
  'manifest-sha256.txt',
  'juanzong/sm3.txt',
  'data/record/dossier.json',
];
const elements = [
  '聚合层次',
  '题名',
  '文件编号',
  '档号',
  '保管期限',
  '密级',
  '电子文件号',
  '格式信息',
  '计算机文件名',
  '摘要',
];
/** Formats that anybody can open without asking a vendor; 表 of formats is the archivist's to extend. */
const open =
  /^(application\/(pdf|xml|json|zip|x-juanzong-dataset|vnd\.openxmlformats-.*|vnd\.oasis\..*)|text\/.*|image\/.*|audio\/.*|video\/.*)$/;

/** Each check by its name in the table of items. */
export const checks: Readonly<Record<MachineCheck, Check>> = {
  digests: (f) =>
    said(`重算 ${f.report.files} 个文件的 SHA-256、SHA-512、SM3`, codes(f, 'changed', 'unreadable')),
  lists: (f) =>
    said('payload 清单、标签清单与盘上文件逐一比对', codes(f, 'missing', 'changed', 'extra', 'bad_manifest')),
  structure: (f) =>
    said('BagIt 1.0 结构与声明', [
      ...codes(f, 'bad_declaration', 'unsafe_path'),
      ...parts.filter((name) => !f.names.has(name)).map((name) => `缺少 ${name}`),
    ]),
  extra: (f) => said(`共 ${f.names.size} 个文件`, codes(f, 'extra', 'unsafe_path')),
  lengths: (f) =>
    said(
      '题名 ≤ 500 字，原文件名 ≤ 255 字',
      files(f)
        .filter(({ name }) => name.length > 255)
        .map(({ path }) => `${path} 文件名过长`),
    ),
  shapes: (f) => said('files.json、history.json 逐项按格式核对', f.faults),
  ranges: (f) => said('记录各字段按定义的类型和选项核对', f.record === null ? f.faults : []),
  plausible: (f) =>
    said(
      `事件日期在 1990 年至归档日 ${f.made} 之间`,
      (f.record?.events ?? [])
        .filter(({ date }) => date < '1990-01-01' || (f.made !== '' && date > f.made))
        .map(({ key, date }) => `${eventTitle(f.record?.kind ?? '', key)} ${date}`),
    ),
  characters: (f) =>
    said(
      '文件名中的控制字符、双向标记、零宽字符',
      files(f)
        .filter(({ name }) => visible(name) !== name)
        .map(({ path, name }) => `${path} ${visible(name)}`),
    ),
  references: (f) => {
    const reference = /<档号>([^<]*)<\/档号>/u.exec(f.xml)?.[1] ?? '';
    return said(
      reference === '' ? '未设立档单位的档号模板' : `档号 ${reference}`,
      reference === '' || /[{}]/.test(reference) ? ['没有档号'] : [],
    );
  },
  duplicates: (f) => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const { path, sha256, size } of files(f)) {
      const before = seen.get(sha256);
      if (before !== undefined && size > 0) twice.push(`${path} 与 ${before} 内容相同`);
      seen.set(sha256, path);
    }
    return said('按 SHA-256 查重', twice);
  },
  attributes: (f) =>
    said(
      '大小与格式：元数据和盘上文件比对',
      files(f).flatMap(({ path, type, meta }) => {
        const found = f.found.get(path)?.type;
        if (meta?.['dataset'] !== undefined || found === undefined || found === type) return [];
        return [`${path} 记为 ${type}，实为 ${found}`];
      }),
    ),
  links: (f) =>
    said(
      `${files(f).length} 条文件元数据都指到文件`,
      files(f)
        .filter(({ path }) => !f.names.has(path))
        .map(({ path }) => path),
    ),
  papers: (f) =>
    said(
      paths.join('、'),
      paths.filter((name) => !f.names.has(name)).map((name) => `缺少 ${name}`),
    ),
  counts: (f) => {
    const payload = [...f.names].filter((name) => name.startsWith('data/')).length;
    return said(
      `Payload-Oxum ${f.oxum?.files ?? '无'} 个，盘上 ${payload} 个；文件 ${files(f).length} 件`,
      f.oxum?.files === payload ? [] : ['件数不符'],
    );
  },
  sizes: (f) => said(`Payload-Oxum ${f.oxum?.bytes ?? '无'} 字节`, codes(f, 'bad_oxum')),
  elements: (f) =>
    said(
      'archive.xml 的元数据项',
      elements.filter((name) => !f.xml.includes(`<${name}`)).map((name) => `缺少 ${name}`),
    ),
  required: (f) =>
    said(
      '题名、电子文件号、格式、大小、摘要',
      files(f)
        .filter(({ name, type }) => name === '' || type === '')
        .map(({ path }) => path),
    ),
  process: (f) =>
    said(
      `修改记录 ${f.history?.length ?? 0} 条`,
      f.history === null || f.history.length === 0 ? ['没有修改记录'] : [],
    ),
  sequence: (f) => {
    const numbers = files(f).map(({ path }) => Number(/(\d+)(?:\.[a-z0-9]+)?$/.exec(path)?.[1]));
    return said(
      '件号自 1 起连续',
      numbers.flatMap((number, at) => (number === at + 1 ? [] : [`第 ${at + 1} 件为 ${number}`])),
    );
  },
  contents: (f) =>
    said(
      '没有空文件',
      files(f)
        .filter(({ size }) => size === 0)
        .map(({ path }) => `${path} 为 0 字节`),
    ),
  scope: (f) => said('归档时检查结果中没有阻断项', f.blocking),
  readable: (f) =>
    said('JSON、XML 都能按 UTF-8 读出', [...f.faults, ...(f.xml === '' ? ['archive.xml'] : [])]),
  formats: (f) =>
    said(
      [...new Set(files(f).map(({ path }) => f.found.get(path)?.type ?? '未知'))].join('、') || '无文件',
      files(f)
        .filter(({ path }) => f.found.get(path)?.type === 'application/octet-stream')
        .map(({ path }) => `${path} 格式认不出`),
    ),
  open_formats: (f) =>
    said(
      '没有加密的文件和非公开的格式',
      files(f).flatMap(({ path, type }) => {
        const found = f.found.get(path);
        if (found?.locked === true) return [`${path} 有口令`];
        return open.test(type) ? [] : [`${path} ${type}`];
      }),
    ),
};

/** An event by its title; by its key where the kind or the event is another version's. */
function eventTitle(kind: string, key: string): string {
  const definition = definitions.find(({ id }) => id === kind);
  return definition?.events.find((event) => event.key === key)?.title.zh ?? key;
}
