/** The note that goes with an exported log: what it is and how it is verified. Chinese first. */
export function auditReadme({ from, to, root }: { from: number; to: number; root: string }): string {
  return `审计记录导出（E-10）

audit.jsonl 是第${from}条至第${to}条的完整记录，一行一条；末行是导出人的SM2签名，覆盖文件的每一个字节。
核验不需要本库，也不需要任何密钥：

  juanzong audit verify audit.jsonl --root ${root}

root是本单位信任根公钥的SM3，请与另行留存（如打印件）的比对，不要只信本文件所写。
格式见随软件提供的 docs/audit-format.md，任何人可另写程序核验。

The exported log, entries ${from} to ${to}, one a line; the last line is the exporter’s SM2 signature over every byte.
To verify it alone: juanzong audit verify audit.jsonl --root <fingerprint known from elsewhere>.
`;
}
