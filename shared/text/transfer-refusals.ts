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
    replayed: '这个文件已经接收过一次',
    no_record: '缺少记录',
    malformed: '记录的写法不对',
    inconsistent: '文件内各处说法不一',
    names: '含有不许用的名称',
    invalid: '核对不通过',
    too_large: '记录大得不合常理',
    supplement: '含有补充归档',
    other_dossier: '是另一份卷宗的',
    withheld: '金额已打码，只供查阅',
  },
  {
    foreign: 'it is no sealed file of Juanzong',
    newer: 'a newer version of Juanzong wrote it',
    other_recipient: 'it was sealed to another public key',
    damaged: 'it was changed or is damaged',
    cut: 'it is not complete: its end is missing',
    trailing: 'something was added behind its end',
    signature: 'the sender’s signature is wrong',
    replayed: 'this very file was taken in before',
    no_record: 'its record is missing',
    malformed: 'its record is malformed',
    inconsistent: 'parts of it contradict each other',
    names: 'it has names that are not allowed',
    invalid: 'it did not verify',
    too_large: 'its record is larger than any record is',
    supplement: 'it holds a supplement',
    other_dossier: 'it is of another dossier',
    withheld: 'its amounts were withheld',
  },
);
export type SealedRefusal = keyof (typeof sealedRefusals)['zh'];

/** Why a public key is not taken. */
export const keyRefusals = area(
  {
    foreign: '这不是卷宗的公钥文件',
    newer: '由更新版本的卷宗写成',
    damaged: '内容不完整或被改动过',
    signature: '文件与其中的公钥对不上',
    compare: '填的指纹与文件里的公钥不符',
  },
  {
    foreign: 'it is no public-key file of Juanzong',
    newer: 'a newer version of Juanzong wrote it',
    damaged: 'it is not complete or was changed',
    signature: 'the file does not fit the key in it',
    compare: 'what was typed is not the fingerprint of the key in the file',
  },
);
export type KeyRefusal = keyof (typeof keyRefusals)['zh'];

/** What the refusal itself says; the reason stands in it. */
export const sealedErrors = {
  zh: {
    sealed_refused: [
      '不能接收这个密封文件',
      '{why}。没有接收任何内容，库没有改动。',
      '请向发送人核对文件，再要一份完整的；封给谁的，就由谁打开。',
    ],
    key_refused: [
      '没有收下这把公钥',
      '{why}。没有收下，原有的公钥不受影响。',
      '请当面或打电话问清指纹；对不上的不要用，向对方重要一份。',
    ],
    nothing_to_add: [
      '没有要补充的文件',
      '卷宗里的文件都已在归档包和它的补充归档里；没有写出任何内容。',
      '请先把补来的文件放进卷宗，再补充归档。',
    ],
    amounts_withheld: [
      '合同金额还没有显示',
      '要带走的是全部内容，不能打码；没有写出文件。',
      '请先在卷宗首部显示金额（会记入审计），再办。',
    ],
  },
  en: {
    sealed_refused: [
      'This sealed file cannot be taken in',
      '{why}. Nothing was taken in and nothing was changed.',
      'Ask the sender for a whole copy; only whom it was sealed to can open it.',
    ],
    key_refused: [
      'This public key was not taken',
      '{why}. It was not kept; the keys you have are untouched.',
      'Ask for the fingerprint in person or by telephone; where it does not fit, ask for another file.',
    ],
    nothing_to_add: [
      'There is nothing to add',
      'Every file of the dossier lies in the archive or in its supplements; nothing was written.',
      'Put the late papers into the dossier first.',
    ],
    amounts_withheld: [
      'The amounts are not in sight',
      'What leaves has to be whole; nothing was written.',
      'Show the amounts in the head of the dossier (which is recorded), then do it again.',
    ],
  },
} as const;
