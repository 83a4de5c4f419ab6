// What is refused here has to be tried.
/* oxlint-disable no-eval, no-new-func, no-implied-eval */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../e2e/fixture.ts';

/** A server within reach of the machine: whatever arrives here has got out of the page. */
let server: Server;
let hits: string[];
let outside: string;

test.beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`);
    response.setHeader('access-control-allow-origin', '*');
    response.end('<title>outside</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  outside = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.beforeEach(() => {
  hits = [];
});
test.afterAll(() => {
  server.close();
});

const path = (url: string): string => new URL(url).pathname + new URL(url).search;

test('the page stays where main put it, whatever asks it to leave', async ({ running, window }) => {
  const entry = window.url();
  const leaves = [
    outside,
    'https://evil.example/?next=app://bundle/',
    'file:///etc/passwd',
    'data:text/html,x',
    'chrome://version',
    '/ticket/0123',
    '/?next=x',
    'app://evil/',
    'javascript:void(document.title="taken")',
    'about:blank',
  ];
  const ways: ((to: string) => void)[] = [
    (to) => {
      location.href = to;
    },
    (to) => {
      const link = document.createElement('a');
      Object.assign(link, { href: to, target: '_blank', textContent: 'x' });
      document.body.append(link);
      link.click();
      link.target = '_self';
      link.click();
      link.remove();
    },
    (to) => {
      const form = Object.assign(document.createElement('form'), { action: to, method: 'post' });
      document.body.append(form);
      form.submit();
      form.remove();
    },
  ];
  for (const url of leaves) {
    for (const way of ways) {
      // Where a page leaves and is brought back, the call that made it leave has no answer.
      await window.evaluate(way, url).catch(() => undefined);
      await expect.poll(() => window.url()).toBe(entry);
      await window.waitForLoadState();
    }
  }
  await window.waitForTimeout(500);
  await expect.poll(() => window.url()).toBe(entry);
  expect(await window.title()).not.toContain('taken');
  expect(running.windows()).toHaveLength(1);
  expect(hits).toEqual([]);
});

test('no window opens', async ({ running, window }) => {
  await window.evaluate(
    (urls) => {
      for (const url of urls) globalThis.open(url);
    },
    ['', 'about:blank', '/', outside, 'javascript:1'],
  );
  await window.waitForTimeout(300);
  expect(running.windows()).toHaveLength(1);
  expect(await running.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(hits).toEqual([]);
});

test('nothing gets out: fetch, image, script, style, font, frame, socket, beacon, prefetch', async ({
  window,
}) => {
  const results = await window.evaluate(async (base) => {
    const tag = (name: string, properties: object): Promise<string> =>
      new Promise((resolve) => {
        const element = Object.assign(document.createElement(name), properties);
        element.addEventListener('load', () => resolve('loaded'));
        element.addEventListener('error', () => resolve('error'));
        document.body.append(element);
        setTimeout(resolve, 700, 'nothing');
      });
    const socket = new Promise<string>((resolve) => {
      try {
        const opened = new WebSocket(base.replace('http', 'ws'));
        opened.addEventListener('open', () => resolve('open'));
        opened.addEventListener('error', () => resolve('error'));
      } catch {
        resolve('error');
      }
    });
    navigator.sendBeacon(`${base}/beacon`, 'secret');
    return Promise.all([
      fetch(`${base}/fetch`).then(
        () => 'answered',
        () => 'error',
      ),
      fetch(`${base}/no-cors`, { mode: 'no-cors' }).then(
        () => 'answered',
        () => 'error',
      ),
      tag('img', { src: `${base}/image` }),
      tag('link', { rel: 'stylesheet', href: `${base}/style` }),
      tag('link', { rel: 'prefetch', href: `${base}/prefetch` }),
      tag('link', { rel: 'preconnect', href: base }),
      new FontFace('x', `url(${base}/font)`).load().then(
        () => 'answered',
        () => 'error',
      ),
      socket,
    ]);
  }, outside);
  expect(results.filter((result) => ['answered', 'loaded', 'open'].includes(result))).toEqual([]);
  expect(hits).toEqual([]);
});

test('no string becomes a program', async ({ window }) => {
  const made = await window.evaluate(async () => {
    const reached: string[] = [];
    // The tester's own call may use eval; what comes after it may not.
    await new Promise((resolve) => setTimeout(resolve));
    Object.assign(globalThis, { reach: (how: string) => reached.push(how) });
    const attempts: Record<string, () => unknown> = {
      eval: () => (0, eval)('reach("eval")'),
      function: () => new Function('reach("function")')(),
      timeout: () => setTimeout('reach("timeout")' as never, 0),
      markup: () => {
        document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="reach(\'markup\')">');
      },
      inline: () => {
        const script = document.createElement('script');
        script.append('reach("inline")');
        document.body.append(script);
      },
      attribute: () => document.body.setAttribute('onclick', 'reach("attribute")'),
      blobScript: () => {
        const script = document.createElement('script');
        script.src = URL.createObjectURL(new Blob(['reach("blob")'], { type: 'text/javascript' }));
        document.body.append(script);
      },
      worker: () =>
        new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))).addEventListener('message', () =>
          reached.push('worker'),
        ),
      frame: () => {
        const frame = document.createElement('iframe');
        frame.srcdoc = '<script>parent.reach("frame")</script>';
        document.body.append(frame);
      },
      import: () => import(String('data:text/javascript,reach("import")')).catch(() => undefined),
    };
    for (const attempt of Object.values(attempts)) {
      try {
        await attempt();
      } catch {
        // refused, as it should be
      }
    }
    document.body.click();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return reached;
  });
  expect(made).toEqual([]);
});

test('the page sees the bridge and nothing behind it', async ({ window }) => {
  const seen = await window.evaluate(() => {
    const scope = globalThis as unknown as Record<string, unknown>;
    const bridge = scope['juanzong'] as Record<string, Record<string, unknown>>;
    const first = bridge['app'] as Record<string, unknown>;
    try {
      first['info'] = () => 'mine';
      bridge['other'] = {};
    } catch {
      // frozen: throws in a module
    }
    return {
      names: Object.keys(bridge),
      drop: typeof bridge['drop'],
      info: String(first['info']).includes('mine'),
      globals: ['require', 'process', 'ipcRenderer', 'module', 'electron', 'Buffer', '__dirname'].filter(
        (name) => name in scope,
      ),
    };
  });
  expect(seen.names).toContain('app');
  expect(seen.names).toContain('session');
  // `drop` is one function for files, not the preload's own channels (design section 6).
  expect(seen.drop).toBe('function');
  expect(seen.info).toBe(false);
  expect(seen.names).not.toContain('other');
  expect(seen.globals).toEqual([]);
});

test('a frame inside the page gets no bridge', async ({ window }) => {
  const inside = await window.evaluate(() => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const scope = frame.contentWindow as unknown as Record<string, unknown>;
    return scope === null ? 'no frame' : typeof scope['juanzong'];
  });
  expect(inside).toBe('undefined');
});

test('no permission is granted', async ({ window }) => {
  const states = await window.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
    const asked = await Promise.all(
      names.map((name) =>
        navigator.permissions.query({ name } as unknown as PermissionDescriptor).then(
          ({ state }) => state as string,
          () => 'denied',
        ),
      ),
    );
    const media = await Promise.resolve(navigator.mediaDevices?.getUserMedia({ audio: true })).then(
      (stream) => (stream ? 'granted' : 'denied'),
      () => 'denied',
    );
    const place = await new Promise<string>((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        () => resolve('denied'),
        { timeout: 1000 },
      );
    });
    return [...asked, media, place];
  });
  expect(states).not.toContain('granted');
});

test('nothing is downloaded', async ({ window }) => {
  const download = window.waitForEvent('download', { timeout: 2000 }).catch(() => undefined);
  await window.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['secret']));
    link.download = 'secret.txt';
    link.click();
  });
  const started = await download;
  if (started) expect(await started.failure()).not.toBeNull();
});

test('every answer carries the policy, and strangers get none of our files', async ({ window }) => {
  const answers = await window.evaluate(async () => {
    const one = async (url: string, init?: RequestInit) => {
      const response = await fetch(url, init);
      const { headers, status } = response;
      return {
        status,
        policy: headers.get('content-security-policy') ?? '',
        sniff: headers.get('x-content-type-options'),
      };
    };
    return Promise.all([
      one('/index.html'),
      one('/none.js'),
      one('/%2e%2e/package.json'),
      one('/index.html', { method: 'POST', body: 'x' }),
      one('/ticket/00000000000000000000000000000000'),
    ]);
  });
  expect(answers.map((answer) => answer.status)).toEqual([200, 404, 404, 404, 404]);
  for (const { policy, sniff } of answers) {
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(sniff).toBe('nosniff');
  }
  expect(path(window.url())).toBe('/');
});
