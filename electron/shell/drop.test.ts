import { describe, expect, it, vi } from 'vitest';
import type { Result } from '../../shared/model/errors.ts';
import { drop, type Invoke } from './drop.ts';

const mebibyte = 1024 * 1024;
const to = { dossier: 'd1', job: 'j1' };

function ok(value: unknown): Result<unknown> {
  return { ok: true, value };
}

/** Main as the preload sees it: collects the pieces, answers what a test says for one channel. */
function main(answers: Partial<Record<string, Result<unknown>>> = {}) {
  const calls: { channel: string; input: unknown; job: string | undefined }[] = [];
  const taken: number[] = [];
  const invoke: Invoke = async (channel, input, options) => {
    calls.push({ channel, input, job: options?.job });
    const given = answers[channel];
    if (given) return given;
    if (channel === 'drop.begin') return ok({ drop: 'x' });
    if (channel === 'drop.piece') taken.push((input as { bytes: Uint8Array }).bytes.length);
    return ok(
      channel === 'drop.file' || channel === 'drop.end' ? { items: [{ object: 'o' }], refused: [] } : {},
    );
  };
  return { invoke, calls, taken };
}

describe('dropping files', () => {
  it('hands over a path where the shell knows one', async () => {
    const { invoke, calls } = main();
    await drop([new File(['abc'], '合同.pdf')], to, invoke, () => '/media/合同.pdf');
    expect(calls).toEqual([
      {
        channel: 'drop.file',
        input: { dossier: 'd1', path: '/media/合同.pdf', name: '合同.pdf' },
        job: 'j1',
      },
    ]);
  });

  it.each([0, 1, mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte])(
    'sends %i bytes in pieces',
    async (size) => {
      const { invoke, calls, taken } = main();
      const result = await drop([new File([new Uint8Array(size)], 'a')], to, invoke, () => '');
      expect(result).toEqual(ok({ items: [{ object: 'o' }], refused: [] }));
      expect(taken.reduce((sum, length) => sum + length, 0)).toBe(size);
      expect(Math.max(0, ...taken)).toBeLessThanOrEqual(mebibyte);
      expect(calls[0]?.input).toEqual({ dossier: 'd1', name: 'a', size, job: 'j1' });
      expect(calls.at(-1)?.channel).toBe('drop.end');
    },
  );

  it('keeps the others when one file is refused', async () => {
    const { invoke } = main({ 'drop.file': { ok: false, code: 'file_encrypted' } });
    const files = [new File(['a'], 'locked.pdf'), new File(['b'], 'good.pdf')];
    const result = await drop(files, to, invoke, (file) => (file.name === 'locked.pdf' ? '/x' : ''));
    expect(result).toEqual(
      ok({ items: [{ object: 'o' }], refused: [{ name: 'locked.pdf', code: 'file_encrypted' }] }),
    );
  });

  it('ends at a refusal that concerns the call', async () => {
    const { invoke, calls } = main({ 'drop.begin': { ok: false, code: 'locked' } });
    const result = await drop([new File(['a'], 'a'), new File(['b'], 'b')], to, invoke, () => '');
    expect(result).toEqual({ ok: false, code: 'locked' });
    expect(calls).toHaveLength(1);
  });

  it('withdraws what was begun when a piece is refused or the file goes away', async () => {
    const refusedPiece = main({ 'drop.piece': { ok: false, code: 'disk_full' } });
    await drop([new File(['a'], 'a')], to, refusedPiece.invoke, () => '');
    expect(refusedPiece.calls.map((call) => call.channel)).toEqual([
      'drop.begin',
      'drop.piece',
      'drop.abort',
    ]);

    const gone = main();
    const file = new File(['a'], 'gone');
    vi.spyOn(file, 'slice').mockImplementation(() => {
      throw new DOMException('gone', 'NotFoundError');
    });
    const result = await drop([file], to, gone.invoke, () => '');
    expect(result).toEqual(ok({ items: [], refused: [{ name: 'gone', code: 'file_unreadable' }] }));
    expect(gone.calls.at(-1)?.channel).toBe('drop.abort');
  });
});
