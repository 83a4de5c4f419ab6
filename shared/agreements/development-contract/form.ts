import type { Form, FormBlock } from '../form.ts';
import type { View } from '../define.ts';
import { at, clauses } from './clauses.ts';
import { fills } from './form-fills.ts';
import { both } from './words.ts';

/** Where the form turns to another part; each begins under its own heading. */
const heads = new Set([5, 22, 34, 386, 412]);

/**
 * The model form with its annex, line by line: a line that asks for something says what the record has, and 无 where it
 * has nothing (B-F38); every other line stands word for word.
 */
export const form: Form = {
  rule: 'B-F38',
  clause: at(32),
  title: both('技术开发（委托）合同', 'Technology development contract'),
  blocks: (view) => joined(clauses.flatMap((clause) => partsOf(view, clause))),
};

/** The print breaks a sentence at the end of its line: a shorter line ended by itself. */
const shortestBroken = 20;

interface Part {
  article: string;
  block: FormBlock;
  /** The line as the model has it: where the print broke a sentence, the next line goes on with it. */
  verbatim: boolean;
}

function partsOf(view: View, { line, text, article }: (typeof clauses)[number]): Part[] {
  const fill = fills[line];
  if (fill === undefined) {
    const kind = heads.has(line) ? 'heading' : 'paragraph';
    return [
      {
        article,
        block: { kind, text: plain(text) },
        verbatim: kind === 'paragraph' && plain(text).length > shortestBroken,
      },
    ];
  }
  return fill(view, plain(text)).map((part) => ({
    article,
    block: typeof part === 'string' ? { kind: 'paragraph', text: part } : part,
    // A whole line of the print that a fill left as it is goes on as any other.
    verbatim: part === plain(text) && part.length > shortestBroken,
  }));
}

function joined(parts: readonly Part[]): FormBlock[] {
  const blocks: FormBlock[] = [];
  let open: string | null = null;
  for (const { article, block, verbatim } of parts) {
    const last = blocks.at(-1);
    if (open === article && block.kind === 'paragraph' && last?.kind === 'paragraph') {
      blocks[blocks.length - 1] = { kind: 'paragraph', text: last.text + block.text };
    } else blocks.push(block);
    open = verbatim && block.kind === 'paragraph' && !/[。；;：:）)]$/u.test(block.text) ? article : null;
  }
  return blocks;
}

/** A list mark that the scan of the model put before two of its lines is no part of the form. */
function plain(text: string): string {
  return text.replace(/^- (?=\d)/u, '');
}
