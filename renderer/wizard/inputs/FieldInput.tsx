import { ChoiceInput } from './ChoiceInput.tsx';
import { FileInput } from './FileInput.tsx';
import { GroupInput } from './GroupInput.tsx';
import { ListTable } from './ListTable.tsx';
import { SuggestInput } from './SuggestInput.tsx';
import { suggests } from './suggestions.ts';
import { type InputProps, TypedInput } from './TypedInput.tsx';

/** The input of a value's type. */
export function FieldInput(props: InputProps) {
  const { type } = props.shape;
  if (type === 'enum' || type === 'boolean') return <ChoiceInput {...props} />;
  if (type === 'list') return <ListTable {...props} />;
  if (type === 'person' || type === 'account' || type === 'period') return <GroupInput {...props} />;
  if (type === 'file') return <FileInput {...props} />;
  if (suggests(props.shape)) return <SuggestInput {...props} />;
  return <TypedInput {...props} />;
}
