import { initCrypto } from '../../electron/crypto/sm3.ts';
import { at, makeBench } from '../support/store-bench.ts';
import type { Bench } from './bench.ts';

const day = 24 * 3600 * 1000;
const begin = Date.parse(at);
const pages = 20;
const appends = 50;

/** A log of years: what an append and a page cost when it is long (E-10). */
export const bench: Bench = {
  about: 'the log when it is long: append, page, filter',
  async run({ full, defer, measure }) {
    await initCrypto();
    const bench = makeBench();
    defer(() => bench.cleanUp());
    const store = bench.open();
    const length = full ? 1_000_000 : 100_000;
    const entry = (nth: number) => ({
      at: new Date(begin + (nth * 3000 * day) / length).toISOString(),
      account: bench.account,
      channel: 'event.record',
      stage: 'single' as const,
      // One in ten thousand: what an auditor looks for is rare.
      outcome: nth % 10_000 === 17 ? ('refused' as const) : ('ok' as const),
      lifecycle: 'process' as const,
      details: { nth },
    });
    for (let nth = 0; nth < length; nth += 10_000) {
      store.transaction(() => {
        for (let one = nth; one < nth + 10_000; one += 1) store.audit.append(entry(one));
      });
    }
    const work = { amount: pages, unit: 'pages' };
    const paged = (name: string, read: (nth: number) => number, least: number) => ({
      name,
      work,
      run: () => {
        for (let nth = 0; nth < pages; nth += 1) if (read(nth) < least) throw new Error(`${name}: too few`);
      },
    });
    const middle = Math.floor(length / 2);
    const since = new Date(begin + 1500 * day).toISOString();
    const until = new Date(begin + 1501 * day).toISOString();
    await measure({
      title: `audit: a log of ${length.toLocaleString('en-US')} entries`,
      subjects: [
        {
          name: 'append, one durable transaction each',
          work: { amount: appends, unit: 'entries' },
          run: () => {
            for (let nth = 0; nth < appends; nth += 1) store.audit.append(entry(length));
          },
        },
        paged('the newest page of 100', () => store.audit.list({ limit: 100 }).length, 100),
        paged(
          'a page of 100 from the middle',
          (nth) => store.audit.list({ limit: 100, before: middle - nth * 100 }).length,
          100,
        ),
        paged(
          'the first page of one day in the middle',
          () => store.audit.list({ limit: 20, since, until }).length,
          20,
        ),
        paged(
          'the newest ten refusals, one in ten thousand',
          () => store.audit.list({ limit: 10, outcomes: ['refused'] }).length,
          10,
        ),
      ],
    });
  },
};
