import { checkBag, findBag, type Fault, type PickedFile } from './check-bag.ts';

/* The one script of an archive's catalogue: hashes the folder that the reader picks and says what differs. */

const pieceBytes = 1024 * 1024;

const words = {
  zh: {
    none: '选中的文件夹里没有归档包：请选含 bagit.txt 的那个文件夹。',
    reading: (share: number, path: string) => `已核对 ${share}%　${path}`,
    valid: (files: number) => `内容完整无改动：${files} 个文件的 SHA-256 与 SM3 都与清单一致。`,
    invalid: (count: number) => `有 ${count} 处不符，逐一列在下面。`,
    whole: (name: string, size: string, seconds: string) => `${name}，共 ${size}，用时 ${seconds} 秒。`,
    stopped: '已停止，没有核对完。',
    unreadable: '有文件读不出来，可能是盘片受损：',
    codes: {
      missing: '缺少',
      changed: '已改动',
      extra: '多出',
      bad_list: '清单有误',
      bad_oxum: '总数不符',
    },
    line: (line: string) => `第 ${line} 行`,
  },
  en: {
    none: 'There is no archive in that folder: choose the one that holds bagit.txt.',
    reading: (share: number, path: string) => `${share}% checked  ${path}`,
    valid: (files: number) => `Whole and unchanged: SHA-256 and SM3 of ${files} files are as listed.`,
    invalid: (count: number) => `${count} things differ; each is listed below.`,
    whole: (name: string, size: string, seconds: string) => `${name}, ${size} in all, ${seconds} seconds.`,
    stopped: 'Stopped before the end.',
    unreadable: 'A file could not be read; the disc may be damaged: ',
    codes: {
      missing: 'missing',
      changed: 'changed',
      extra: 'extra',
      bad_list: 'list is wrong',
      bad_oxum: 'totals differ',
    },
    line: (line: string) => `line ${line}`,
  },
};
const say = words[document.documentElement.lang === 'en' ? 'en' : 'zh'];

function place<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

async function* pieces(file: File): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += pieceBytes) {
    yield new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer());
  }
}

function picked(file: File): PickedFile {
  return { path: file.webkitRelativePath || file.name, size: file.size, pieces: () => pieces(file) };
}

function sizeText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  const at = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** at).toFixed(at === 0 ? 0 : 1)} ${units[at] ?? ''}`;
}

const input = place<HTMLInputElement>('check-folder');
const bar = place<HTMLProgressElement>('check-bar');
const status = place('check-status');
const list = place('check-list');
const stop = place<HTMLButtonElement>('check-stop');
let run = 0;

function tell(state: 'busy' | 'valid' | 'invalid' | 'none', text: string): void {
  place('check').dataset['state'] = state;
  status.textContent = text;
}

function row({ code, path, detail }: Fault): HTMLLIElement {
  const item = document.createElement('li');
  const kind = document.createElement('b');
  kind.textContent = say.codes[code];
  const where = document.createElement('bdi');
  where.textContent = path;
  const more = document.createElement('span');
  more.textContent = code === 'bad_list' ? say.line(detail) : detail;
  const target = document.querySelector(`[data-path="${CSS.escape(path)}"]`);
  target?.setAttribute('data-fault', code);
  // A number says little: the file's own name stands beside it.
  const name = path.startsWith('data/evidence/') ? target?.textContent : undefined;
  if (name !== undefined && name !== null) where.textContent = `${path}　${name}`;
  item.append(kind, where, more);
  return item;
}

async function start(files: File[]): Promise<void> {
  const own = ++run;
  list.replaceChildren();
  for (const old of document.querySelectorAll('[data-fault]')) old.removeAttribute('data-fault');
  const bag = findBag(files.map(picked));
  if (bag === null) return tell('none', say.none);
  bar.value = 0;
  tell('busy', say.reading(0, ''));
  const began = performance.now();
  let told = 0;
  const result = await checkBag(bag.name, bag.files, {
    onProgress(done, total, path) {
      const now = performance.now();
      if (now - told < 80) return;
      told = now;
      bar.value = total === 0 ? 1 : done / total;
      status.textContent = say.reading(Math.floor((done / Math.max(1, total)) * 100), path);
    },
    stopped: () => own !== run,
  });
  if (own !== run) return;
  if (result === null) return tell('none', say.stopped);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const { faults } = result;
  tell(
    faults.length === 0 ? 'valid' : 'invalid',
    faults.length === 0 ? say.valid(result.files) : say.invalid(faults.length),
  );
  place('check-what').textContent = say.whole(result.name, sizeText(result.bytes), seconds);
  list.append(...faults.slice(0, 2000).map(row));
}

input.addEventListener('change', () => {
  const files = [...(input.files ?? [])];
  // The same folder can be chosen again.
  input.value = '';
  if (files.length > 0) {
    start(files).catch((error: unknown) => {
      tell('invalid', say.unreadable + (error instanceof Error ? error.message : String(error)));
    });
  }
});
stop.addEventListener('click', () => {
  run++;
  tell('none', say.stopped);
});
place('check').dataset['state'] = 'none';
place('check-no-script').remove();
