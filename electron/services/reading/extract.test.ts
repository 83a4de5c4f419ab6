import { deflateRawSync } from 'node:zlib';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { describe, expect, it } from 'vitest';
import { readAgreement } from '../../../shared/reading/read-agreement.ts';
import { checkRead } from '../../../test/fixtures/agreements/compare.ts';
import { makeAgreement } from '../../../test/fixtures/agreements/make.ts';
import { makePdf, makeScan } from '../../../test/fixtures/agreements/pdf.ts';
import { paragraphs } from '../../../test/fixtures/agreements/template.ts';
import { sampleTruth } from '../../../test/fixtures/agreements/truth.ts';
import { decodeText } from './decode-text.ts';
import { extractText } from './extract.ts';
import { linesOfHtml } from './docx-lines.ts';
import { judgeZip } from './zip-budget.ts';

const words = paragraphs(sampleTruth);
const text = `${words.join('\n')}\n`;

function bytes(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

/** GB 18030 for the characters of the sample; every pair of bytes is tried once. */
function toGb18030(content: string): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, [number, number]>();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      if (low !== 0x7f) codes.set(decoder.decode(new Uint8Array([high, low])), [high, low]);
    }
  }
  return new Uint8Array(
    [...content].flatMap((one) =>
      one.charCodeAt(0) < 0x80 ? [one.charCodeAt(0)] : (codes.get(one) ?? [0x3f]),
    ),
  );
}

describe('text', () => {
  it('decodes UTF-8 with and without its mark, UTF-16 and GB 18030', () => {
    expect(decodeText(bytes('协议'))).toBe('协议');
    expect(decodeText(bytes('\ufeff协议'))).toBe('协议');
    expect(decodeText(new Uint8Array([0xff, 0xfe, 0x4f, 0x53]))).toBe('协');
    expect(decodeText(new Uint8Array([0xd0, 0xad, 0xd2, 0xe9]))).toBe('协议');
  });

  it('reads the sample from GB 18030 as from UTF-8', async () => {
    const { text: decoded, type } = await extractText(toGb18030(text.replaceAll('¥', '￥')));
    expect(type).toBe('text');
    expect(checkRead(sampleTruth, decoded, readAgreement(decoded))).toEqual([]);
  });

  it.each([
    ['nothing', new Uint8Array(), 'file_unreadable'],
    ['bytes of no encoding', new Uint8Array([0xff, 0xff, 0x80, 0x80, 0xff]), 'file_unreadable'],
    ['zeros', new Uint8Array(4096), 'file_unreadable'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), 'file_type_refused'],
    ['an old .doc', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'file_type_refused'],
    ['a text beyond the budget', new Uint8Array(9 * 1024 * 1024).fill(0x41), 'file_too_complex'],
  ])('refuses %s', async (_, content, code) => {
    await expect(extractText(content)).rejects.toMatchObject({ code });
  });

  it('knows an encrypted docx in its old container', async () => {
    const name = Buffer.from('EncryptedPackage', 'utf16le');
    const content = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(64), name]);
    await expect(extractText(content)).rejects.toMatchObject({ code: 'file_encrypted' });
  });
});

describe('docx', () => {
  async function docx(lines: readonly string[]): Promise<Uint8Array> {
    const children: (Paragraph | Table)[] = [];
    let rows: TableRow[] = [];
    const flush = (): void => {
      if (rows.length > 0) children.push(new Table({ rows }));
      rows = [];
    };
    for (const line of lines) {
      if (line.includes('\t')) {
        rows.push(
          new TableRow({
            children: line.split('\t').map((cell) => new TableCell({ children: [new Paragraph(cell)] })),
          }),
        );
        continue;
      }
      flush();
      children.push(new Paragraph(line));
    }
    flush();
    return new Uint8Array(await Packer.toBuffer(new Document({ sections: [{ children }] })));
  }

  it('reads the sample, its table too', async () => {
    const extracted = await extractText(await docx(words));
    expect(extracted.type).toBe('docx');
    expect(extracted.text).toContain('2024NRDK07\t面向红树林退化监测的多源遥感协同识别方法研究\t陆某丁');
    expect(checkRead(sampleTruth, extracted.text, readAgreement(extracted.text))).toEqual([]);
  });

  it('writes out the numbers of lists and keeps cells apart', () => {
    expect(
      linesOfHtml(
        '<p>甲 &amp; 乙</p><ol><li>一</li><li>二</li></ol><table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>',
      ),
    ).toEqual(['甲 & 乙', '1. 一', '2. 二', 'ab\tc']);
  });

  it('refuses a zip that is no docx, a cut one and a bomb', async () => {
    const whole = await docx(['短']);
    await expect(extractText(whole.slice(0, whole.length - 30))).rejects.toMatchObject({
      code: 'file_damaged',
    });
    await expect(extractText(zip('word/other.xml', Buffer.from('<a/>')))).rejects.toMatchObject({
      code: 'file_type_refused',
    });
    const bomb = zip('word/document.xml', Buffer.alloc(80 * 1024 * 1024, 0x20));
    expect(bomb.length).toBeLessThan(200_000);
    await expect(extractText(bomb)).rejects.toMatchObject({ code: 'file_too_complex' });
    expect(judgeZip(zip('word/document.xml', Buffer.from('<a/>'), 1), 100)).toEqual({
      ok: false,
      code: 'file_encrypted',
    });
  });
});

/** A zip of one entry whose directory may lie about nothing but is written by hand. */
function zip(name: string, content: Buffer, flags = 0): Uint8Array {
  const data = deflateRawSync(content);
  const head = (mark: number, size: number): Buffer => {
    const buffer = Buffer.alloc(size);
    buffer.writeUInt32LE(mark, 0);
    return buffer;
  };
  const local = head(0x04034b50, 30);
  const central = head(0x02014b50, 46);
  for (const [buffer, shift] of [
    [local, 0],
    [central, 2],
  ] as const) {
    buffer.writeUInt16LE(flags, 6 + shift);
    buffer.writeUInt16LE(8, 8 + shift);
    buffer.writeUInt32LE(data.length, 18 + shift);
    // A bomb claims to be small.
    buffer.writeUInt32LE(10, 22 + shift);
    buffer.writeUInt16LE(name.length, 26 + shift);
  }
  const body = Buffer.concat([local, Buffer.from(name), data]);
  const directory = Buffer.concat([central, Buffer.from(name)]);
  const end = head(0x06054b50, 22);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(body.length, 16);
  return new Uint8Array(Buffer.concat([body, directory, end]));
}

describe('PDF', () => {
  it('reads the sample from its text layer: wrapped lines, a ruled table, several pages', async () => {
    const extracted = await extractText(await makePdf(words));
    expect(extracted.type).toBe('pdf');
    expect(extracted.pages).toBeGreaterThan(3);
    expect(extracted.silentPages).toEqual([]);
    expect(checkRead(sampleTruth, extracted.text, readAgreement(extracted.text))).toEqual([]);
  }, 60_000);

  it('reads another agreement the same way', async () => {
    const { truth } = makeAgreement(7);
    const extracted = await extractText(await makePdf(paragraphs(truth)));
    expect(checkRead(truth, extracted.text, readAgreement(extracted.text))).toEqual([]);
  }, 60_000);

  it('reads Chinese whose font is named and not embedded', async () => {
    const hex = Buffer.from('课题合作协议', 'utf16le').swap16().toString('hex');
    const stream = `BT /F1 12 Tf 72 700 Td <${hex}> Tj ET`;
    const pdf = [
      '%PDF-1.4',
      '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
      '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj',
      `4 0 obj<</Length ${stream.length}>>stream\n${stream}\nendstream endobj`,
      '5 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>endobj',
      '6 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R>>endobj',
      '7 0 obj<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>endobj',
      'trailer<</Root 1 0 R>>',
    ].join('\n');
    // Six characters on one page are below what a text layer has; three times the line is enough.
    const longer = pdf.replace(
      stream,
      [700, 680, 660].map((y) => stream.replace('700', String(y))).join(' '),
    );
    expect((await extractText(bytes(longer))).text).toBe('课题合作协议\n课题合作协议\n课题合作协议\n');
  });

  it('tells a scan, damage and a deadline from each other', async () => {
    await expect(extractText(await makeScan(3))).rejects.toMatchObject({ code: 'no_text_layer' });
    await expect(extractText(bytes('%PDF-1.7\nnothing of the kind'))).rejects.toMatchObject({
      code: 'file_damaged',
    });
    const whole = await makePdf(['短']);
    await expect(extractText(whole, { deadlineMs: 1 })).rejects.toMatchObject({ code: 'file_too_complex' });
    await expect(extractText(whole, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('says that a PDF is encrypted', async () => {
    await expect(extractText(await makePdf(['密'], 'geheim'))).rejects.toMatchObject({
      code: 'file_encrypted',
    });
  });
});
