import { createCanvas, loadImage, type SKRSContext2D } from '@napi-rs/canvas';
import type { PageImage } from '../../electron/services/seals/find-seals.ts';

/** A small deterministic source of numbers, so that a measured rate is the same every time. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface SealPage {
  image: PageImage;
  /** Where the seal is, in shares of the page; null where there is none. */
  seal: { x: number; y: number; width: number; height: number } | null;
  what: string;
}

const dpi = 100;
const size = { width: 827, height: 1169 } as const;
const mm = dpi / 25.4;

/**
 * A page as a scanner or a camera gives it: print, perhaps a seal that is turned, faint, overprinted or copied in grey;
 * without one, things that are red, round or written by hand.
 */
export async function sealPage(kind: 'seal' | 'grey' | 'none', seed: number): Promise<SealPage> {
  const next = numbers(seed * 7919 + 17);
  const canvas = createCanvas(size.width, size.height);
  const pen = canvas.getContext('2d');
  const photo = next() < 0.4;
  pen.fillStyle = photo ? `rgb(${236 + next() * 14},${230 + next() * 12},${214 + next() * 16})` : '#fff';
  pen.fillRect(0, 0, size.width, size.height);
  pen.save();
  pen.translate(size.width / 2, size.height / 2);
  pen.rotate((next() - 0.5) * 0.05);
  pen.translate(-size.width / 2, -size.height / 2);
  const dense = next() < 0.5;
  const seal = kind === 'none' ? null : place(next);
  let what = kind as string;
  if (kind === 'none') what = distract(pen, next, Math.floor(next() * 7));
  print(pen, next, dense);
  if (seal !== null) {
    const faint = next() < 0.35;
    pen.globalAlpha = faint ? 0.35 + next() * 0.2 : 0.7 + next() * 0.3;
    what += faint ? ' faint' : '';
    const blue = kind === 'seal' && next() < 0.12;
    drawSeal(pen, next, seal, kind === 'grey' ? 'grey' : blue ? 'blue' : 'red');
    pen.globalAlpha = 1;
    // Print over the seal, as a name and a date stand under it.
    if (next() < 0.5) {
      pen.fillStyle = '#222';
      pen.font = '22px serif';
      pen.fillText('甲方（盖章）：某某中心', seal.x - 40, seal.y);
      pen.fillText('2024年11月8日', seal.x - 10, seal.y + 34);
      what += ' overprinted';
    }
  }
  pen.restore();
  if (photo) shade(pen, next);
  // What a JPEG does to edges and colours.
  const jpeg = await loadImage(canvas.toBuffer('image/jpeg', 45 + Math.floor(next() * 40)));
  pen.drawImage(jpeg, 0, 0);
  const picture = pen.getImageData(0, 0, size.width, size.height);
  const data = noisy(picture.data, next, photo ? 7 : 3, kind === 'grey' || (kind === 'none' && next() < 0.3));
  const radius = seal === null ? 0 : seal.radius;
  return {
    image: { data, ...size, dpi },
    seal:
      seal === null
        ? null
        : {
            x: (seal.x - radius) / size.width,
            y: (seal.y - radius) / size.height,
            width: (2 * radius) / size.width,
            height: (2 * radius) / size.height,
          },
    what: photo ? `${what} photo` : what,
  };
}

function place(next: () => number) {
  const radius = (19 + next() * 3.5) * mm;
  return {
    radius,
    x: radius + 60 + next() * (size.width - 2 * radius - 120),
    y: radius + 200 + next() * (size.height - 2 * radius - 300),
  };
}

function print(pen: SKRSContext2D, next: () => number, dense: boolean): void {
  pen.fillStyle = '#1c1c1c';
  const text = '乙方应严格按照研究计划实施课题研究任何涉及降低预定目标减少研究内容的变动须及时提出申请';
  const lead = dense ? 26 : 44;
  pen.font = '17px serif';
  for (let y = 150; y < size.height - 120; y += lead) {
    if (!dense && next() < 0.3) continue;
    let x = 96;
    while (x < size.width - 110) {
      const at = Math.floor(next() * (text.length - 6));
      pen.fillText(text.slice(at, at + 5), x, y);
      x += 92;
    }
  }
}

function drawSeal(
  pen: SKRSContext2D,
  next: () => number,
  at: { x: number; y: number; radius: number },
  colour: 'red' | 'blue' | 'grey',
): void {
  const ink = {
    red: `rgb(${190 + next() * 40},${20 + next() * 30},${20 + next() * 30})`,
    blue: '#2438a0',
    grey: '#707070',
  }[colour];
  pen.save();
  pen.translate(at.x, at.y);
  pen.rotate(next() * Math.PI * 2);
  pen.strokeStyle = ink;
  pen.fillStyle = ink;
  pen.lineWidth = 1.1 * mm;
  pen.beginPath();
  pen.arc(0, 0, at.radius - pen.lineWidth / 2, 0, Math.PI * 2);
  pen.stroke();
  pen.font = `${Math.round(at.radius * 0.24)}px serif`;
  const name = '某某遥感科技有限公司';
  for (const [index, char] of [...name].entries()) {
    pen.save();
    pen.rotate(((index - (name.length - 1) / 2) / name.length) * Math.PI * 1.4);
    pen.fillText(char, -at.radius * 0.12, -at.radius * 0.68);
    pen.restore();
  }
  pen.beginPath();
  for (let point = 0; point < 10; point += 1) {
    const r = at.radius * (point % 2 === 0 ? 0.3 : 0.12);
    const angle = (point / 10) * Math.PI * 2 - Math.PI / 2;
    pen.lineTo(Math.cos(angle) * r, Math.sin(angle) * r);
  }
  pen.closePath();
  pen.fill();
  // Ink that did not take: a part of the seal is rubbed out.
  if (next() < 0.4) {
    pen.globalCompositeOperation = 'destination-out';
    pen.globalAlpha = 1;
    for (let spot = 0; spot < 3; spot += 1) {
      pen.beginPath();
      pen.arc(
        (next() - 0.5) * 2 * at.radius,
        (next() - 0.5) * 2 * at.radius,
        at.radius * 0.12,
        0,
        Math.PI * 2,
      );
      pen.fill();
    }
    pen.globalCompositeOperation = 'destination-over';
    pen.fillStyle = '#fff';
    pen.fillRect(-at.radius, -at.radius, at.radius * 2, at.radius * 2);
    pen.globalCompositeOperation = 'source-over';
  }
  pen.restore();
}

/** Things that are no seal: a red head with lines, a red table, a disc, a map, handwriting, a chart, a page of print. */
function distract(pen: SKRSContext2D, next: () => number, kind: number): string {
  pen.save();
  const x = 200 + next() * 400;
  const y = 300 + next() * 500;
  const names = ['letterhead', 'table', 'disc', 'map', 'handwriting', 'chart', 'print'];
  if (kind === 0) {
    pen.fillStyle = '#d01818';
    pen.font = '44px serif';
    pen.fillText('某某自然资源技术中心文件', 120, 110);
    pen.fillRect(80, 130, 660, 4);
    pen.fillRect(80, 1080, 660, 3);
  } else if (kind === 1) {
    pen.fillStyle = '#c33';
    for (let row = 0; row < 4; row += 1) pen.fillRect(100, y + row * 60, 600, 22);
  } else if (kind === 2) {
    pen.fillStyle = '#d22';
    pen.beginPath();
    pen.arc(x, y, 60 + next() * 40, 0, Math.PI * 2);
    pen.fill();
  } else if (kind === 3) {
    for (let spot = 0; spot < 30; spot += 1) {
      pen.fillStyle = `rgb(${180 + next() * 70},${60 + next() * 140},${50 + next() * 60})`;
      pen.fillRect(150 + next() * 420, 350 + next() * 380, 30 + next() * 90, 20 + next() * 80);
    }
  } else if (kind === 4) {
    pen.strokeStyle = next() < 0.5 ? '#1f2f9a' : '#b02020';
    pen.lineWidth = 3;
    pen.beginPath();
    for (let stroke = 0; stroke < 24; stroke += 1)
      pen.lineTo(x + (next() - 0.3) * 190, y + (next() - 0.5) * 70);
    pen.stroke();
  } else if (kind === 5) {
    pen.strokeStyle = '#c22';
    pen.lineWidth = 2;
    pen.beginPath();
    for (let step = 0; step < 40; step += 1)
      pen.lineTo(150 + step * 12, y - Math.sin(step / 4) * 60 * next());
    pen.stroke();
  }
  pen.restore();
  return names[kind] ?? '';
}

/** One side of a photographed page lies in the shade. */
function shade(pen: SKRSContext2D, next: () => number): void {
  const light = pen.createLinearGradient(0, 0, size.width * (next() < 0.5 ? 1 : 0.2), size.height);
  light.addColorStop(0, 'rgba(0,0,0,0)');
  light.addColorStop(1, `rgba(40,30,10,${0.1 + next() * 0.18})`);
  pen.fillStyle = light;
  pen.fillRect(0, 0, size.width, size.height);
}

function noisy(
  data: Uint8ClampedArray,
  next: () => number,
  strength: number,
  grey: boolean,
): Uint8ClampedArray {
  for (let at = 0; at < data.length; at += 4) {
    const noise = (next() - 0.5) * 2 * strength;
    if (grey) {
      const light = ((data[at] ?? 0) * 3 + (data[at + 1] ?? 0) * 6 + (data[at + 2] ?? 0)) / 10;
      data.fill(light + noise, at, at + 3);
    } else
      for (let channel = 0; channel < 3; channel += 1)
        data[at + channel] = (data[at + channel] ?? 0) + noise + (next() - 0.5) * strength;
  }
  return data;
}
