import assert from 'node:assert/strict';
import type { Proposal, ProposalSet } from '@iama/contracts/job/proposal';
import type { Kept, PlanLevel } from '@iama/contracts/recipe';
import pc from 'picocolors';
import type { Terminal } from '../terminal/terminal.ts';
import { showNothing } from './nothing.ts';

function shown(kept: Partial<Record<PlanLevel, readonly Kept[]>>, will_not: readonly string[] = []): string {
  const lines: string[] = [];
  const terminal: Terminal = {
    json: false,
    interactive: false,
    width: 100,
    paint: pc.createColors(false),
    line: (text = '') => void lines.push(text),
    remark: () => undefined,
    status: () => undefined,
    record: () => undefined,
  };
  const plan = (level: PlanLevel): Proposal => ({
    level,
    title: '',
    summary: '',
    will: [],
    will_not: [...will_not],
    risk: 'low',
    risk_reason: '',
    findings: [],
    finding_count: 0,
    kept: [...(kept[level] ?? [])],
    files: [],
    symbols: 0,
    callers: 0,
    tests_reaching: 0,
    lines_added: 0,
    lines_removed: 0,
    undo: '',
    price: { credits_min: 0, credits_max: 0 },
    selectable: false,
  });
  const set: ProposalSet = {
    proposals: [plan('CONSERVATIVE'), plan('STANDARD'), plan('COMPREHENSIVE')],
    recommended: null,
  };
  showNothing(terminal, set);
  return lines.join('\n');
}

const at = (path: string, line: number | null, reason: string): Kept => ({ path, symbol: null, line, reason });

describe('what is said when there is nothing to change', () => {
  it('gives each reason once, the furthest plan first, with the place to look at', () => {
    const old = at('package.json', null, 'tape 4 does not load ES modules.');
    const tests = ['a', 'b', 'c'].map((name) => at(`test/${name}.js`, 1, 'it is a test'));
    assert.equal(
      shown({
        CONSERVATIVE: tests,
        STANDARD: [old],
        COMPREHENSIVE: [old, at('lib/x.js', 7, 'it reads require.cache')],
      }),
      [
        'Left as it is',
        '    = package.json: tape 4 does not load ES modules.',
        '    = lib/x.js:7: it reads require.cache.',
        '    = test/a.js and 2 other files: it is a test.',
      ].join('\n'),
    );
  });
  it('says what the recipe never does when nothing was kept for a reason of its own', () => {
    assert.equal(shown({}, ['Touch tests.']), 'No plan of this recipe will\n    - touch tests.');
    assert.equal(shown({}), '');
  });
});
