import { isOurs } from '../shell/origin.ts';

/** What is looked at of an IPC event, so that the decision can be tested without Electron. */
export interface Sent {
  sender: unknown;
  senderFrame: { url: string; parent: unknown } | null;
}

/**
 * E-01, first step: is it our page that calls? The sender is our window's contents, the frame still exists, is
 * the main frame, and stands at our protocol and host. A frame that navigated away is null; null, empty and
 * `about:blank` are strangers.
 */
export function isTrustedSender(event: Sent, ours: unknown): boolean {
  if (ours === undefined || ours === null || event.sender !== ours) return false;
  const frame = event.senderFrame;
  if (!frame || frame.parent !== null) return false;
  return isOurs(frame.url);
}
