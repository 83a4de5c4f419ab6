import {
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import type { Column } from '../../../shared/agreements/define.ts';
import { useLanguage, useText } from '../../stores/language.ts';
import { choicesFor } from './grid.ts';

export type Move = 'up' | 'down' | 'left' | 'right' | 'next' | 'before' | 'none';

/** What the grid may ask of the editor. */
export interface EditorHandle {
  focus(): void;
  /** Begins to edit with this text. */
  begin(text: string): void;
  /** Ends what is being typed and takes it in. */
  commit(move: Move): void;
  readonly editing: boolean;
}

interface GridEditorProps {
  ref: Ref<EditorHandle>;
  column: Column;
  label: string;
  describedBy: string;
  box: { top: number; left: number; width: number; height: number };
  /** Typed into the cell and confirmed. */
  onCommit: (text: string, move: Move) => void;
  /** A key in a cell that is not being edited; true where the grid used it. */
  onKey: (event: KeyboardEvent) => boolean;
  onPaste: (event: ClipboardEvent) => void;
  onCopy: (event: ClipboardEvent) => void;
  /** Whether the cell takes typing. */
  typed: boolean;
  onRefused: () => void;
}

/**
 * The one input of the grid, lying over its current cell. It has the focus all the time, so that an input method
 * composes into it from the first key on: an empty one waits, the first character begins the edit.
 */
export function GridEditor(props: GridEditorProps) {
  const { column, box, onCommit, typed } = props;
  const t = useText();
  const language = useLanguage((state) => state.language);
  const area = useRef<HTMLTextAreaElement>(null);
  /** `typed`: arrows leave the cell; `opened`: they move within its text. */
  const [mode, setMode] = useState<'ready' | 'typed' | 'opened'>('ready');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(-1);
  const editing = mode !== 'ready';
  const choices = editing && (column.options?.length ?? 0) > 0 ? choicesFor(column, text, language) : [];

  function end(): void {
    setMode('ready');
    setText('');
    setChosen(-1);
  }
  function commit(move: Move, value = text): void {
    const was = editing;
    end();
    if (was) onCommit(value, move);
  }
  useImperativeHandle(props.ref, () => ({
    focus: () => area.current?.focus({ preventScroll: true }),
    begin: (value) => {
      setMode('opened');
      setText(value);
      requestAnimationFrame(() => area.current?.setSelectionRange(value.length, value.length));
    },
    commit,
    editing,
  }));

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    // The input method is composing: every key is its own.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (!editing) {
      if (props.onKey(event)) event.preventDefault();
      return;
    }
    const move = moveOf(event, mode === 'opened', choices.length > 0);
    if (move === 'escape') end();
    else if (move === 'choice') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setChosen((chosen + step + choices.length + (chosen < 0 && step < 0 ? 1 : 0)) % choices.length);
    } else if (move !== null) commit(move, choices[chosen] ?? text);
    else {
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <textarea
        ref={area}
        className="grid-editor"
        data-mode={mode}
        data-type={column.type}
        style={{ top: box.top, left: box.left, minWidth: box.width, height: box.height }}
        rows={1}
        value={text}
        spellCheck={false}
        autoComplete="off"
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-autocomplete={(column.options?.length ?? 0) > 0 ? 'list' : undefined}
        onCompositionStart={() => {
          if (!typed) props.onRefused();
          else if (!editing) setMode('typed');
        }}
        onChange={(event) => {
          if (!typed) {
            props.onRefused();
            return;
          }
          if (!editing) setMode('typed');
          setChosen(-1);
          setText(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          if (!editing) props.onPaste(event);
        }}
        onCopy={(event) => {
          if (!editing) props.onCopy(event);
        }}
        onBlur={() => commit('none')}
      />
      {choices.length > 0 && (
        <ul
          className="grid-choices"
          role="listbox"
          aria-label={t.ledger.choices}
          style={{ top: box.top + box.height, left: box.left, minWidth: box.width }}
        >
          {choices.slice(0, 12).map((choice, at) => (
            <li
              key={choice}
              role="option"
              aria-selected={at === chosen}
              onPointerDown={(event) => {
                // The focus stays where one types.
                event.preventDefault();
                commit('down', choice);
              }}
            >
              {choice}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What a key means while a cell is edited; null where it is the text's own. */
function moveOf(event: KeyboardEvent, opened: boolean, choices: boolean): Move | 'escape' | 'choice' | null {
  const { key } = event;
  if (key === 'Escape') return 'escape';
  if (key === 'Tab') return event.shiftKey ? 'before' : 'next';
  if (key === 'Enter') {
    if (event.altKey) return null;
    return event.shiftKey ? 'up' : 'down';
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    if (choices) return 'choice';
    return opened ? null : key === 'ArrowUp' ? 'up' : 'down';
  }
  if (opened) return null;
  return key === 'ArrowLeft' ? 'left' : key === 'ArrowRight' ? 'right' : null;
}
