import { describe, expect, it } from 'vitest';
import type { ApprovalView } from '../../shared/model/approval.ts';
import type { ObjectId } from '../../shared/model/ids.ts';
import { giveableOf } from './approvals.ts';

const [a, b, c] = ['a', 'b', 'c'].map((one) => one.repeat(32) as ObjectId) as [ObjectId, ObjectId, ObjectId];
const request = (objects: ObjectId[], state: ApprovalView['state'] = 'granted', recipient = '某公司') =>
  ({ state, ask: { recipient, objects } }) as unknown as ApprovalView;
const matter = (objects: ObjectId[]) => ({ dossier: 'd', recipient: '某公司', objects });

describe('只选可给的文件 (E-05)', () => {
  it('keeps what an unused consent to this recipient covers', () => {
    expect(giveableOf(matter([a, b, c]), [request([a, c])])).toEqual(matter([a, c]));
  });
  it('offers nothing where none or all may be given, or the consent is used, over or another’s', () => {
    expect(giveableOf(matter([b]), [request([a])])).toBeNull();
    expect(giveableOf(matter([a]), [request([a])])).toBeNull();
    for (const state of ['out', 'done', 'expired', 'sent', 'withdrawn'] as const)
      expect(giveableOf(matter([a, b]), [request([a], state)])).toBeNull();
    expect(giveableOf(matter([a, b]), [request([a], 'granted', '另一家')])).toBeNull();
  });
});
