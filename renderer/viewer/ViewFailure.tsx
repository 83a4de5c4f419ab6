import type { ErrorCode } from '../../shared/model/errors.ts';
import { errorWords } from '../../shared/text/errors.ts';
import { useLanguage, useText } from '../stores/language.ts';

/** Why a file is not shown: what happened, what it means, what to do, the code small at the end. */
export function ViewFailure({ code }: { code: ErrorCode }) {
  const language = useLanguage((state) => state.language);
  const text = useText();
  const { title, means, todo } = errorWords(language, code);
  return (
    <div className="vw-failure" role="alert">
      <h3 className="serif">{title}</h3>
      <p>{means}</p>
      <p>{todo}</p>
      <p className="ink3">
        {text.errors.code} {code}
      </p>
    </div>
  );
}
