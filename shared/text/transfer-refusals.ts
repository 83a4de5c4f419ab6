import { area } from './area.ts';

/** Why a sealed file is not opened, or not taken in. */
export const sealedRefusals = area(
  {
    foreign: '这不是卷宗的密封文件',
    newer: '由更新版本的卷宗写成，本版本读不了',
    other_recipient: '它是封给另一把公钥的',
    damaged: '内容被改动过，或已损坏',
    cut: '文件不完整，后面缺了一截',
    trailing: '文件末尾多出了内容',
    signature: '发送人的签名不对',
  },
  {
    foreign: 'it is no sealed file of Juanzong',
    newer: 'a newer version of Juanzong wrote it',
    other_recipient: 'it was sealed to another public key',
    damaged: 'it was changed or is damaged',
    cut: 'it is not complete: its end is missing',
    trailing: 'something was added behind its end',
    signature: 'the sender’s signature is wrong',
  },
);
export type SealedRefusal = keyof (typeof sealedRefusals)['zh'];

/** What the refusal itself says; the reason stands in it. */
export const sealedErrors = {
  zh: {
    sealed_refused: [
      '不能打开这个密封文件',
      '{why}。没有接收任何内容，库没有改动。',
      '请向发送人核对文件，再要一份完整的；封给谁的，就由谁打开。',
    ],
  },
  en: {
    sealed_refused: [
      'This sealed file cannot be opened',
      '{why}. Nothing was taken in and nothing was changed.',
      'Ask the sender for a whole copy; only whom it was sealed to can open it.',
    ],
  },
} as const;
