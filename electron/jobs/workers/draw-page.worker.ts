import { parentPort, workerData } from 'node:worker_threads';
import { type Canvas, createCanvas, GlobalFonts, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import type { DrawAnswer, DrawOrder } from '../../services/evidence/draw-page.ts';
import { decodeText } from '../../services/reading/decode-text.ts';
import { mostPixels, openPdf } from '../../services/reading/open-pdf.ts';

// Foreign bytes are parsed and drawn here only; whatever goes wrong ends this worker and nothing else.
const { source, bytes, assets, face, page, width, marks } = workerData as DrawOrder;
const family = 'Juanzong';
const linesOfPage = 48;

try {
  GlobalFonts.register(Buffer.from(face), family);
  const drawn = await { pdf: drawPdf, image: drawImage, text: drawText }[source]();
  if (drawn === null) answer({ kind: 'failed', code: 'not_found' });
  else {
    const { canvas, pages } = drawn;
    burnIn(canvas.getContext('2d'), canvas.width, canvas.height);
    const png = new Uint8Array(canvas.toBuffer('image/png'));
    answer({ kind: 'done', pages, width: canvas.width, height: canvas.height, png });
  }
} catch (error) {
  const encrypted = error instanceof Error && error.name === 'PasswordException';
  answer({ kind: 'failed', code: encrypted ? 'file_encrypted' : 'file_damaged' });
}

function answer(message: DrawAnswer): void {
  parentPort?.postMessage(message);
}

interface Drawn {
  canvas: Canvas;
  pages: number;
}

function paper(height: number): [Canvas, SKRSContext2D] {
  const canvas = createCanvas(
    width,
    Math.max(1, Math.min(Math.ceil(height), Math.floor(mostPixels / width))),
  );
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  return [canvas, context];
}

async function drawPdf(): Promise<Drawn | null> {
  const document = await openPdf(bytes, assets);
  if (page > document.numPages) return null;
  const one = await document.getPage(page);
  const usual = one.getViewport({ scale: 1 });
  const viewport = one.getViewport({ scale: width / usual.width });
  const [canvas, context] = paper(viewport.height);
  await one.render({ canvas: canvas as never, canvasContext: context as never, viewport }).promise;
  return { canvas, pages: document.numPages };
}

async function drawImage(): Promise<Drawn | null> {
  if (page > 1) return null;
  const picture = await loadImage(bytes);
  if (picture.width * picture.height > mostPixels) throw new Error('too large');
  const [canvas, context] = paper((picture.height / picture.width) * width);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return { canvas, pages: 1 };
}

async function drawText(): Promise<Drawn | null> {
  const size = Math.round(width / 58);
  const [canvas, context] = paper(width * Math.SQRT2);
  context.font = `${size}px ${family}`;
  const room = width - 4 * size;
  const lines = decodeText(bytes)
    .split(/\r\n|\r|\n/)
    .flatMap((line) => wrapped(context, line, room));
  const pages = Math.max(1, Math.ceil(lines.length / linesOfPage));
  if (page > pages) return null;
  const pitch = (canvas.height - 4 * size) / linesOfPage;
  context.fillStyle = '#1e1c19';
  context.textBaseline = 'top';
  const begin = (page - 1) * linesOfPage;
  for (const [index, line] of lines.slice(begin, begin + linesOfPage).entries())
    context.fillText(line, 2 * size, 2 * size + index * pitch);
  return { canvas, pages };
}

function wrapped(context: SKRSContext2D, line: string, room: number): string[] {
  const found: string[] = [];
  let rest = [...line.replaceAll('\t', '    ').slice(0, 20_000)];
  while (rest.length > 0) {
    let [low, high] = [1, rest.length];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (context.measureText(rest.slice(0, middle).join('')).width <= room) low = middle;
      else high = middle - 1;
    }
    found.push(rest.slice(0, low).join(''));
    rest = rest.slice(low);
  }
  return found.length === 0 ? [''] : found;
}

/** Across the whole page, so that no part of it can be shown without saying who looked and when. */
function burnIn(context: SKRSContext2D, across: number, down: number): void {
  const size = Math.max(12, Math.round(across / 44));
  context.font = `${size}px ${family}`;
  context.textBaseline = 'middle';
  const widest = Math.max(1, ...marks.map((line) => context.measureText(line).width));
  const [stepX, stepY] = [widest + 3 * size, size * (marks.length + 5)];
  context.save();
  context.translate(across / 2, down / 2);
  context.rotate(-Math.PI / 8);
  const reach = Math.hypot(across, down) / 2 + stepX;
  for (let y = -reach, row = 0; y < reach; y += stepY, row += 1)
    for (let x = -reach + (row % 2) * (stepX / 2); x < reach; x += stepX)
      for (const [index, line] of marks.entries()) {
        // Light on dark and dark on light: a black page carries it as well as a white one.
        context.fillStyle = 'rgba(255,255,255,0.22)';
        context.fillText(line, x + 1, y + index * size * 1.3 + 1);
        context.fillStyle = 'rgba(90,70,60,0.20)';
        context.fillText(line, x, y + index * size * 1.3);
      }
  context.restore();
}
