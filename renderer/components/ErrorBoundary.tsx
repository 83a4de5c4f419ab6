import { Component, type ReactNode } from 'react';
import { textNow } from '../stores/language.ts';
import { goTo } from '../stores/navigation.ts';
import { Action } from './Action.tsx';
import { EmptyPlace } from './EmptyPlace.tsx';

interface Props {
  children: ReactNode;
  /** A change of it tries again. */
  place: string;
}

/** A screen that cannot be drawn says so and leaves the way out; drafts are saved elsewhere already. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(before: Props) {
    if (before.place !== this.props.place && this.state.failed) this.setState({ failed: false });
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const t = textNow();
    return (
      <div style={{ padding: '0 28px' }}>
        <EmptyPlace
          title={t.frame.crashed}
          actions={
            <Action kind="primary" onClick={() => goTo({ screen: 'today' })}>
              {t.frame.toToday}
            </Action>
          }
        >
          {t.frame.crashedWhy}
        </EmptyPlace>
      </div>
    );
  }
}
