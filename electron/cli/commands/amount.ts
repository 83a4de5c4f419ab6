import { AppError } from '../../../shared/model/errors.ts';
import { readAmount } from '../../../shared/money/amount.ts';
import { formatYuan } from '../../../shared/money/fen.ts';
import { toWords } from '../../../shared/money/words.ts';
import { type Command, exitCodes } from '../command.ts';

/** Reads an amount in figures or words and writes it both ways (G-015). */
export const command: Command = {
  name: 'amount',
  usage: 'amount <figures|大写>',
  summary: { zh: '金额大小写互换', en: 'an amount in figures and in words' },
  help: {
    zh: [
      '认得 80000、¥80,000.00、8 万元、捌万元整、人民币捌万圆正，以及大小写并写的“捌万元整（¥80,000.00）”。',
      '大小写不一致的拒绝（退出码 1），写法不对的拒绝（退出码 2）。',
      '输出 {fen, figures, words}；fen 是整数分，figures 是两位小数的元。',
    ].join('\n'),
    en: [
      'Reads 80000, ¥80,000.00, 8 万元, 捌万元整, and both together: 捌万元整（¥80,000.00）.',
      'Words and figures that differ are refused (exit 1), malformed ones too (exit 2).',
      'Prints {fen, figures, words}; fen is a whole number of 1/100 yuan.',
    ].join('\n'),
  },
  options: {},
  takes: [1, 64],
  run(args, terminal) {
    // `amount 8 万元` without quotes is one amount.
    const text = args.positionals.join(' ');
    const reading = readAmount(text);
    if (!reading.ok) {
      const { words, figures } = reading;
      throw new AppError('bad_input', {
        rule: 'G-015',
        params: {
          text,
          reason: reading.reason,
          ...(words === null ? {} : { words: toWords(words) }),
          ...(figures === null ? {} : { figures: formatYuan(figures) }),
        },
      });
    }
    terminal.json({ fen: reading.fen, figures: formatYuan(reading.fen), words: toWords(reading.fen) });
    return exitCodes.answered;
  },
};
