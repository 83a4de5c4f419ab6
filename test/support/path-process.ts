import { createTestApp } from './app.ts';
import { walkPath } from './path.ts';

/** Walks the path in a process of its own and tells each acknowledgement as a line: to be killed at any point. */
const test = await createTestApp('2024-10-14');
process.stdout.write(`${JSON.stringify({ step: 'folder', folder: test.folder })}\n`);
await walkPath(test, (acked) => process.stdout.write(`${JSON.stringify(acked)}\n`));
process.stdout.write(`${JSON.stringify({ step: 'end' })}\n`);
await test.app.close();
