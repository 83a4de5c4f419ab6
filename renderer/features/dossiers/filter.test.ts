import { describe, expect, it } from 'vitest';
import type { DossierSummary } from '../../../shared/ipc/contract/dossier.ts';
import { matching } from './filter.ts';

const one = (title: string, number: string, phase: DossierSummary['phase']) =>
  ({
    title,
    number,
    phase,
    state: { key: 'draft', title: { zh: '拟稿', en: 'Draft' }, side: [] as { zh: string; en: string }[] },
  }) as DossierSummary;
const list = [
  one('面向红树林退化监测的方法研究', '2024NRDK05', 'active'),
  one('滨海湿地 反演', '2024NRDK06', 'draft'),
  one('样例', '', 'sample'),
];

describe('matching', () => {
  it('finds by parts of title or number, whatever their width or case', () => {
    expect(matching(list, '红树林', 'all')).toHaveLength(1);
    expect(matching(list, 'ｎｒｄｋ06', 'all')[0]?.title).toBe('滨海湿地 反演');
    expect(matching(list, '湿地反演', 'all')).toHaveLength(1);
    expect(matching(list, '2024 监测', 'all')).toHaveLength(1);
    expect(matching(list, '没有', 'all')).toHaveLength(0);
  });

  it('keeps to the phase that was chosen', () => {
    expect(matching(list, '', 'drafts')).toEqual([list[1]]);
    expect(matching(list, '', 'samples')).toEqual([list[2]]);
    expect(matching(list, '', 'all')).toHaveLength(3);
  });
});
