/** README.txt of a bag: how a stranger verifies it in thirty years with what every system has. */
export function bagReadme(): string {
  return `卷宗归档包 · ARCHIVE OF A DOSSIER
================================

【打开】用任何浏览器打开 data/index.html（目录）。文件原样在 data/evidence/，原文件名见目录或
data/record/files.json；记录（字段、事件、台账、修改记录）在 data/record/，均为 UTF-8 的 JSON。

【核对】本包符合 BagIt 1.0（RFC 8493），不需要本软件即可核对。最简单的办法：打开 data/index.html，点
“选择归档包所在的文件夹”，选本文件夹，由浏览器逐个计算 SHA-256 和 SM3，不联网、不安装。
或在本文件夹中执行：
    sha256sum -c manifest-sha256.txt
    sha256sum -c tagmanifest-sha256.txt
    sha512sum -c manifest-sha512.txt
两行以上全部显示 OK（或“成功”）即内容未变；再以下面一行核对没有多出或缺少的文件：
    bagit.py --validate .        （Python 程序 bagit，任何 BagIt 工具均可）
Windows 可用：certutil -hashfile <文件> SHA256，与清单逐一比对。
macOS 可用：shasum -a 256 -c manifest-sha256.txt
国密 SM3：juanzong/sm3.txt 列出除标签清单和它本身以外每个文件的 SM3（GB/T 32905）；例如
    openssl dgst -sm3 <文件>

【保密】本包未加密。取得它的人都能读到全部内容，须按商业秘密保管载体。需要加密的，加密载体或外层
封装，不加密本包：加密和非公开压缩妨碍长期可用。

--------------------------------
OPEN   Open data/index.html in any browser. The files lie unchanged in data/evidence/; their original names
stand in the catalogue and in data/record/files.json. The record lies in data/record/ as JSON in UTF-8.

VERIFY This is a BagIt 1.0 bag (RFC 8493). No application of ours is needed. Simplest:
open data/index.html, choose this folder there, and the browser itself hashes every file (SHA-256 and SM3) without
a network. Or, in this folder:
    sha256sum -c manifest-sha256.txt
    sha256sum -c tagmanifest-sha256.txt
    sha512sum -c manifest-sha512.txt
All OK means unchanged; a BagIt tool also finds what is missing or extra:
    bagit.py --validate .
On macOS: shasum -a 256 -c manifest-sha256.txt. On Windows: certutil -hashfile <file> SHA256.
SM3 (GB/T 32905) of every file except the tag manifests and itself: juanzong/sm3.txt; compare with
    openssl dgst -sm3 <file>

SECRET This archive is not encrypted. Whoever holds it can read all of it: keep its carrier as a trade
secret. Where encryption is needed, encrypt the carrier or an outer envelope, never this package.
`;
}
