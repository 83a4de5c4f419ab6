import { visible } from '../../../shared/archive/names.ts';
import type { ArchiveInput, Mapped } from './archive-input.ts';
import { describeVolume, titlesOf } from './volume.ts';

type Node = [name: string, content: string | number | readonly Node[], attributes?: Record<string, string>];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => visible(text).replace(/[&<>"]/g, (char) => entities[char] ?? '');

function written([name, content, attributes = {}]: Node, indent: string): string {
  const open = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  const head = `${indent}<${name}${open.join('')}>`;
  if (typeof content === 'object') {
    return `${head}\n${content.map((inner) => written(inner, `${indent}  `)).join('')}${indent}</${name}>\n`;
  }
  return `${head}${escape(String(content))}</${name}>\n`;
}

/**
 * `data/metadata/archive.xml`: the volume and every file after DA/T 46, described as a package after DA/T 48 but with
 * paths and digests in place of Base64. Valid against the schema that lies beside it.
 */
export function metadataXml(input: ArchiveInput, files: readonly Mapped[]): string {
  const { today, organization = '', history, people = {}, record, definition } = input;
  const volume = describeVolume(input, files);
  const titles = titlesOf(input);
  const numbers = new Map(files.map((file) => [file.object as string, numberOf(file)]));
  const root: Node = [
    '电子文件封装包',
    [
      [
        '封装包格式描述',
        '参照 DA/T 48-2009《基于 XML 的电子文件封装规范》描述；文件数据以包内路径和摘要引用，不内嵌。',
      ],
      ['版本', '2009'],
      [
        '被签名对象',
        [
          ['封装包类型', '原始型'],
          ['封装包类型描述', '含电子文件及其元数据，文件原样未经修改'],
          ['封装包创建时间', today],
          ['封装包创建单位', organization],
          [
            '封装内容',
            [
              [
                '案卷',
                [
                  ['聚合层次', '案卷'],
                  ['题名', volume.title],
                  ['文件编号', volume.number],
                  ['档号', volume.reference],
                  ['立档单位名称', organization],
                  ['起止日期', volume.period],
                  ['保管期限', volume.retention],
                  ['密级', volume.secrecy],
                  ['件数', volume.files],
                  ['页数', volume.pages],
                  ['字节数', volume.bytes],
                ],
              ],
              ['文件实体块', files.map((file) => fileNode(file, titles))],
              [
                '业务实体块',
                [
                  ...record.events.map(
                    (event): Node => [
                      '业务实体',
                      [
                        [
                          '业务行为',
                          definition.events.find(({ key }) => key === event.key)?.title.zh ?? event.key,
                        ],
                        ['行为时间', event.date],
                        ['行为人', ''],
                        ['行为描述', event.note ?? ''],
                        ...event.evidence.map((object): Node => ['文件', numbers.get(object) ?? object]),
                      ],
                    ],
                  ),
                  ...history.map(
                    (row): Node => [
                      '业务实体',
                      [
                        ['业务行为', row.removed ? '撤回记录' : row.version === 1 ? '登记记录' : '修改记录'],
                        ['行为时间', row.at],
                        ['行为人', row.author],
                        [
                          '行为描述',
                          [row.noun, row.what, row.reason ?? ''].filter((text) => text !== '').join(' '),
                        ],
                      ],
                    ],
                  ),
                ],
              ],
              [
                '机构人员实体块',
                Object.entries(people).map(
                  ([id, name]): Node => [
                    '机构人员实体',
                    [
                      ['机构人员类型', '个人'],
                      ['机构人员名称', name],
                    ],
                    { 标识: `R-${id}` },
                  ],
                ),
              ],
            ],
          ],
        ],
      ],
    ],
    { xmlns: 'urn:juanzong:archive:2' },
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;
}

function numberOf({ path }: Mapped): string {
  return `F-${/(\d+)(?:\.[a-z0-9]+)?$/.exec(path)?.[1] ?? path}`;
}

function fileNode(file: Mapped, titles: ReturnType<typeof titlesOf>): Node {
  const { title, date } = titles(file);
  const digests: Node[] = (['sm3', 'sha256', 'sha512'] as const).map((algorithm) => [
    '摘要',
    file[algorithm],
    { 算法: { sm3: 'SM3', sha256: 'SHA-256', sha512: 'SHA-512' }[algorithm] },
  ]);
  return [
    '文件实体',
    [
      ['聚合层次', '文件'],
      ['电子文件号', numberOf(file)],
      ['题名', title],
      ['日期', date],
      ...(file.pages === null ? [] : [['页数', file.pages] as Node]),
      [
        '电子属性',
        [
          ['格式信息', file.type],
          ['计算机文件名', file.name],
          ['计算机文件大小', file.size],
          ['形成时间', file.at ?? ''],
        ],
      ],
      ['文件数据', [['包内路径', file.path], ...digests]],
    ],
    { 标识: numberOf(file) },
  ];
}
