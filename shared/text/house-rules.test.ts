import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../model/errors.ts';
import { confidentialityClauses } from './confidentiality-clauses.ts';
import { houseClause, ruleOfCode } from './house-rules.ts';

const source = path.resolve(import.meta.dirname, '../../../shared/sources/development-contract.txt');

const quoted = Object.keys(confidentialityClauses).filter((rule) => confidentialityClauses[rule]?.line);

describe('houseClause', () => {
  it('has words for every rule that a code stands for (E-16)', () => {
    for (const [code, rule] of Object.entries(ruleOfCode)) {
      expect(errorCodes).toContain(code);
      expect(houseClause(rule)?.text).toBeTruthy();
    }
  });
  it('knows no rule outside section E', () => {
    expect(houseClause('A-T01')).toBeNull();
    expect(houseClause('toString')).toBeNull();
  });
  it.runIf(existsSync(source))('quotes its source word for word (E-02, E-05, E-06, B-S)', () => {
    const lines = readFileSync(source, 'utf8').split('\n');
    for (const rule of ['E-02', 'E-05', 'E-06', ...quoted]) {
      const clause = houseClause(rule);
      expect(lines[(clause?.line ?? 0) - 1]).toContain(clause?.text ?? 'nothing');
    }
  });
});
