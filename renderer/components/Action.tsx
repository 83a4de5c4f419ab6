import { Button } from 'antd';
import type { MouseEvent, ReactNode, Ref } from 'react';
import { Key } from './Key.tsx';

interface ActionProps {
  children: ReactNode;
  onClick?: (event: MouseEvent<HTMLElement>) => void;
  /** The key that does the same, on a cap. */
  cap?: string | undefined;
  kind?: 'primary' | 'plain' | 'text' | 'danger';
  disabled?: boolean;
  /** Why it cannot be pressed; stands beside it, for eyes and for screen readers. */
  reason?: string | undefined;
  busy?: boolean;
  submit?: boolean;
  small?: boolean;
  autoFocus?: boolean;
  label?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with the key that does the same. */
export function Action(props: ActionProps) {
  const { kind = 'plain' } = props;
  return (
    <>
      <Button
        ref={props.ref}
        className="action"
        type={kind === 'primary' ? 'primary' : kind === 'text' ? 'link' : 'default'}
        danger={kind === 'danger'}
        disabled={props.disabled || props.busy}
        size={props.small ? 'small' : 'middle'}
        htmlType={props.submit ? 'submit' : 'button'}
        autoFocus={props.autoFocus}
        aria-label={props.label}
        aria-busy={props.busy}
        onClick={props.onClick}
      >
        {props.children}
        {props.cap !== undefined && (
          <Key inverse={kind === 'primary' && !props.disabled && !props.busy}>{props.cap}</Key>
        )}
      </Button>
      {props.disabled && props.reason && <span className="ink3">{props.reason}</span>}
    </>
  );
}
