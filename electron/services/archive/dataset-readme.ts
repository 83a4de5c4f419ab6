/** `data/metadata/datasets.txt`: how a stranger takes a folder out of its parts. */
export const datasetReadme = `数据集分件（.jzdata）的打开方法 · HOW TO OPEN THE PARTS OF A DATASET

一个文件夹封存为若干分件，名称为“<文件夹名>.<五位序号>.jzdata”，都在 data/evidence/ 下，未加密、未压缩。
data/record/files.json 中各件的 meta.dataset 写明：
  id 数据集  part 第几件（从 0 起）  sort file 为一个大文件的原样，pack 为许多小文件
  last 是否最后一件  indexAt、indexSize 索引在本件中的起点和字节数  chain 索引的链
pack 件：先是各小文件的内容一个接一个，再是索引。索引为 UTF-8，每行一个 JSON 对象：
  p 路径（非 UTF-8 时为 x，十六进制）  k 类别：f 文件 d 文件夹 l 链接 n 未取
  t 修改时间（1970 年起的纳秒）  m 权限  s 字节数  h 该文件的 SM3  o 内容所在的分件  a 起点  to 链接指向
取出一个文件：在索引中找到它，从第 o 件的第 a 字节起取 s 字节，以 SM3 与 h 比对。
chain = SM3（前一 pack 件的 chain 的 32 字节，首件为空 ‖ 本件索引），用以证明分件不缺、不乱。

Python:
  import json
  files = json.load(open('data/record/files.json'))['files']
  parts = {f['meta']['dataset']['part']: f for f in files if 'dataset' in f.get('meta', {})}  # of one dataset id
  for f in parts.values():
      d = f['meta']['dataset']
      body = open(f['path'], 'rb').read()
      for line in body[d['indexAt']:d['indexAt'] + d['indexSize']].splitlines():
          e = json.loads(line)
          if e['k'] == 'f':
              content = open(parts[e['o']]['path'], 'rb').read()[e['a']:e['a'] + e['s']]

ENGLISH  A folder is a sequence of parts, neither encrypted nor compressed. meta.dataset of each part in
data/record/files.json says which dataset and which part it is, whether it is one large file (file) or many small ones
(pack), and where the index lies. The index has one JSON object a line: p path, k kind, s bytes, h SM3, o the part that
holds the content, a where it begins there. Cut s bytes at a out of part o and compare their SM3 with h.
`;
