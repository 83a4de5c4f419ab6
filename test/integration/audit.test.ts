import { describe, expect, it, vi } from 'vitest';
import { createTestApp } from '../support/app.ts';
import { kind } from '../support/path.ts';

describe('the signed heads of the log (E-10)', () => {
  it('are signed within a minute while it grows, and not where nothing came', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const test = await createTestApp();
    try {
      await test.setUp();
      await test.ok('dossier.create', { kind });
      const open = test.app.session.open;
      const signed = () => open?.store.audit.heads().length ?? 0;
      const before = signed();
      vi.advanceTimersByTime(60_000);
      await vi.waitFor(() => expect(signed()).toBe(before + 1));
      expect(open?.store.audit.heads().at(-1)).toMatchObject({ seq: open?.store.audit.head()?.seq });
      await vi.waitFor(() => expect(open?.keyring.auditHead()?.seq).toBe(open?.store.audit.head()?.seq));
      vi.advanceTimersByTime(180_000);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(signed()).toBe(before + 1);
    } finally {
      vi.useRealTimers();
      await test.close();
    }
  });
});
