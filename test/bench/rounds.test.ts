import { describe, expect, it } from 'vitest';
import { measure, median } from './rounds.ts';
import { figure, table } from './report.ts';

describe('median', () => {
  it.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
  ])('%j → %d', (values, expected) => expect(median(values)).toBe(expected));
  it('of nothing is an error', () => expect(() => median([])).toThrow(RangeError));
});

describe('measure', () => {
  const timed = (name: string, times: number[], log: string[] = []) => ({
    name,
    run: () => {
      log.push(name);
      return times.shift() ?? 0;
    },
  });

  it('interleaves, begins each round with another subject and drops the warm-up', async () => {
    const log: string[] = [];
    const a = timed('a', [999, 1, 2, 3, 4, 5], log);
    const b = timed('b', [999, 1, 1, 1, 1, 1], log);
    const { rows } = await measure({ title: 't', subjects: [a, b] }, 5);
    expect(log.join('')).toBe('abbaabbaabba');
    expect(rows[0]).toMatchObject({ median: 3, least: 1, most: 5, samples: [1, 2, 3, 4, 5] });
  });

  it('compares within the round: load that doubles a whole round changes no ratio', async () => {
    const peer = timed('peer', [10, 20, 10, 40, 10]);
    const own = { ...timed('own', [30, 60, 30, 120, 30]), peer: 'peer', work: { amount: 6, unit: 'MiB' } };
    const { rows } = await measure({ title: 't', subjects: [peer, own], warmups: 0 }, 5);
    expect(rows[1]?.against).toEqual({ peer: 'peer', ratio: 3, least: 3, most: 3 });
    expect(rows[1]?.rate).toEqual({ perSecond: 200, unit: 'MiB' });
  });

  it('does not count what happens before and after, and cleans up after a failure', async () => {
    const log: string[] = [];
    const subject = {
      name: 'slow',
      before: () => new Promise<void>((resolve) => setTimeout(resolve, 30)),
      run: () => undefined,
      after: () => void log.push('after'),
    };
    const { rows } = await measure({ title: 't', subjects: [subject] }, 5);
    expect(rows[0]?.most).toBeLessThan(25);
    const failing = {
      ...subject,
      run: () => {
        throw new Error('no');
      },
    };
    log.length = 0;
    await expect(measure({ title: 't', subjects: [failing] }, 5)).rejects.toThrow('no');
    expect(log).toEqual(['after']);
  });

  it('compares part with the same part, and with the whole where the peer has no such part', async () => {
    const peer = { name: 'peer', run: () => ({ first: 2, last: 4 }) };
    const whole = { name: 'whole', run: () => 10 };
    const own = { name: 'own', peer: 'peer', run: () => ({ first: 6, last: 8, extra: 1 }) };
    const more = { name: 'more', peer: 'whole', run: () => ({ first: 20 }) };
    const { rows } = await measure({ title: 't', subjects: [peer, whole, own, more] }, 5);
    expect(rows.map((row) => [row.name, row.against?.peer, row.against?.ratio])).toEqual([
      ['peer: first', undefined, undefined],
      ['peer: last', undefined, undefined],
      ['whole', undefined, undefined],
      ['own: first', 'peer: first', 3],
      ['own: last', 'peer: last', 2],
      ['own: extra', undefined, undefined],
      ['more: first', 'whole', 2],
    ]);
  });

  it('refuses too few rounds, an unknown peer and a name used twice', async () => {
    const subjects = [timed('a', [])];
    await expect(measure({ title: 't', subjects }, 4)).rejects.toThrow(RangeError);
    await expect(measure({ title: 't', subjects: [{ ...timed('a', []), peer: 'z' }] }, 5)).rejects.toThrow(
      'no subject z',
    );
    await expect(measure({ title: 't', subjects: [timed('a', []), timed('a', [])] }, 5)).rejects.toThrow(
      'two subjects',
    );
  });
});

describe('report', () => {
  it.each([
    [0.01234, '0.0123'],
    [1.234, '1.23'],
    [12.34, '12.3'],
    [123.4, '123'],
    [12345, '12,345'],
  ])('figure %d → %s', (value, expected) => expect(figure(value)).toBe(expected));

  it('writes one line a subject, columns aligned, wide characters counted as two', () => {
    const text = table({
      title: '今日 t',
      rounds: 5,
      notes: ['a note'],
      rows: [
        { name: '今日', median: 2, least: 1, most: 3, samples: [] },
        {
          name: 'ab',
          median: 4,
          least: 1,
          most: 9,
          samples: [],
          rate: { perSecond: 250, unit: 'MiB' },
          against: { peer: '今日', ratio: 2, least: 1, most: 4 },
        },
      ],
    });
    expect(text.split('\n')).toEqual([
      '今日 t',
      '        median ms     spread       rate  against',
      '  今日       2.00  1.00–3.00',
      '  ab         4.00  1.00–9.00  250 MiB/s  2.00 × 今日 (1.00–4.00)',
      '  a note',
    ]);
  });
});
