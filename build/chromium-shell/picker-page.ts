/** The picker as the shell draws it; runs in the shell's own page, injected by source. */
export interface PickerRequest {
  kind: 'open' | 'folder' | 'save';
  many: boolean;
  title: string;
  start: string;
  name: string;
}
export interface Listing {
  folder: string;
  parent: string | null;
  entries: { name: string; path: string; folder: boolean }[];
}

export const pickerHtml = `<!doctype html><meta charset="utf-8"><title>选择文件</title><style>
body{font:14px/22px "Noto Sans CJK SC",sans-serif;margin:0;background:#fbf9f4;color:#1e1c19;display:flex;flex-direction:column;height:100vh}
header,footer{padding:12px 20px;background:#f3f0e8;display:flex;gap:12px;align-items:center}
h1{font-size:16px;margin:0}#where{color:#4a463f;overflow-wrap:anywhere;flex:1}
ul{list-style:none;margin:0;padding:8px 20px;overflow:auto;flex:1}
li button{width:100%;text-align:left;border:0;background:none;padding:5px 8px;font:inherit;cursor:pointer}
li button[aria-pressed=true]{background:#eaf0ec;box-shadow:inset 3px 0 #0e5156}
input{flex:1;font:inherit;padding:4px 8px}footer button{font:inherit;padding:5px 16px}
#ok{background:#0e5156;color:#fff;border:0}:focus-visible{outline:2px solid #0e5156;outline-offset:1px}
</style><header><h1></h1><span id="where"></span><button id="up">上一级</button></header>
<ul></ul><footer><input id="name" aria-label="名称"><button id="no">取消</button><button id="ok">确定</button></footer>`;

export function pickerScript(request: PickerRequest): void {
  const shell = globalThis as unknown as {
    juanzongList(folder: string): Promise<Listing>;
    juanzongDone(paths: string[] | null): Promise<void>;
  };
  const get = <T extends HTMLElement>(selector: string) => document.querySelector<T>(selector) as T;
  const chosen = new Set<string>();
  let listing: Listing | undefined;
  get('h1').textContent = request.title;
  const nameBox = get<HTMLInputElement>('#name');
  nameBox.value = request.name;
  nameBox.hidden = request.kind !== 'save';

  async function open(folder: string): Promise<void> {
    listing = await shell.juanzongList(folder);
    chosen.clear();
    get('#where').textContent = listing.folder;
    get('ul').replaceChildren(
      ...listing.entries
        .filter((entry) => entry.folder || request.kind === 'open')
        .map((entry) => {
          const button = document.createElement('button');
          button.textContent = `${entry.folder ? '📁' : '📄'} ${entry.name}`;
          button.addEventListener('click', () => {
            if (entry.folder) return void open(entry.path);
            if (!request.many) for (const other of [...chosen]) toggle(other, false);
            toggle(entry.path, !chosen.has(entry.path));
          });
          button.dataset['path'] = entry.path;
          const item = document.createElement('li');
          item.append(button);
          return item;
        }),
    );
  }
  function toggle(path: string, on: boolean): void {
    if (on) chosen.add(path);
    else chosen.delete(path);
    for (const button of document.querySelectorAll<HTMLElement>('li button')) {
      if (button.dataset['path'] === path) button.setAttribute('aria-pressed', String(on));
    }
  }
  function accept(): void {
    if (request.kind === 'open' && chosen.size > 0) void shell.juanzongDone([...chosen]);
    if (request.kind === 'folder' && listing) void shell.juanzongDone([listing.folder]);
    if (request.kind === 'save' && listing && nameBox.value.trim()) {
      void shell.juanzongDone([`${listing.folder}/${nameBox.value.trim()}`]);
    }
  }
  get('#ok').addEventListener('click', accept);
  get('#no').addEventListener('click', () => void shell.juanzongDone(null));
  get('#up').addEventListener('click', () => void (listing?.parent && open(listing.parent)));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') void shell.juanzongDone(null);
    if (event.key === 'Enter' && event.target === nameBox) accept();
  });
  void open(request.start);
}
