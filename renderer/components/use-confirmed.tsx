import { type ReactNode, useState } from 'react';
import type { Refusal, Result } from '../../shared/model/errors.ts';
import { settle, showRefusal } from '../bridge.ts';
import { ConfirmPassword } from './ConfirmPassword.tsx';

type Ask = () => Promise<Result<unknown>>;

/**
 * A dangerous act (E-06): where main wants the password anew, it is asked for and the act tried once more.
 * `asking` is the dialog to draw; `run` answers whether the act was done, and gives other refusals to `refused`
 * or shows them.
 */
export function useConfirmed(): {
  asking: ReactNode;
  run: (ask: Ask, refused?: (refusal: Refusal) => boolean) => Promise<boolean>;
} {
  const [waiting, setWaiting] = useState<{ again: () => void; drop: () => void } | null>(null);
  const run = async (ask: Ask, refused?: (refusal: Refusal) => boolean): Promise<boolean> => {
    const result = await settle(ask());
    if (result.ok) return true;
    if (result.code === 'needs_password') {
      return new Promise((resolve) => {
        const end = (answer: Promise<boolean> | boolean) => {
          setWaiting(null);
          resolve(answer);
        };
        setWaiting({ again: () => end(run(ask, refused)), drop: () => end(false) });
      });
    }
    if (refused?.(result) !== true && result.code !== 'locked') showRefusal(result);
    return false;
  };
  return {
    run,
    asking: waiting === null ? null : <ConfirmPassword onDone={waiting.again} onClose={waiting.drop} />,
  };
}
