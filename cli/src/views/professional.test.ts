import assert from 'node:assert/strict';
import type { Proposal, ProposalSet } from '@iama/contracts/job/proposal';
import pc from 'picocolors';
import type { Terminal } from '../terminal/terminal.ts';
import { showPlans } from './plans.ts';
import { showProfessional } from './professional.ts';

const PLAN: Proposal = {
  level: 'STANDARD',
  title: 'A loop',
  summary: 'A loop instead.',
  will: [],
  will_not: [],
  risk: 'low',
  risk_reason: 'It is small.',
  findings: [],
  finding_count: 1,
  kept: [],
  files: [],
  symbols: 1,
  callers: 0,
  tests_reaching: 1,
  lines_added: 0,
  lines_removed: 0,
  undo: 'Revert.',
  price: { credits_min: 0, credits_max: 0 },
  selectable: true,
};
const PROFESSIONAL: NonNullable<Proposal['professional']> = {
  technical_analysis: ['Some test reaches every changed file.'],
  estimated_complexity: { before: 34, after: null, unread: 0 },
  tested_share: 0.5,
  tokens: { context: 1000, first_attempt: 4500, at_most: 90_000 },
  confidence: {
    score: 87,
    parse_rate: 1,
    symbol_rate: 0.7,
    snippet_completeness: 0.9,
    mode: 'AST_SYMBOLIC',
  },
};

function setOf(over: Partial<Proposal>): ProposalSet {
  const proposals = (['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE'] as const).map((level) => ({
    ...PLAN,
    ...over,
    level,
    selectable: level !== 'CONSERVATIVE',
  }));
  return { proposals, recommended: 'STANDARD' };
}

function shown(show: (terminal: Terminal) => void): string {
  const lines: string[] = [];
  show({
    json: false,
    interactive: false,
    width: 100,
    paint: pc.createColors(false),
    line: (text = '') => void lines.push(text),
    remark: () => undefined,
    status: () => undefined,
    record: () => undefined,
  });
  return lines.join('\n');
}

describe('the figures of a plan for professionals', () => {
  it('are sentences of the plan that was chosen', () => {
    const text = shown((terminal) => showProfessional(terminal, setOf({ professional: PROFESSIONAL }), 'STANDARD'));
    assert.match(text, /^ {2}STANDARD\n {4}· Some test reaches every changed file\.\n/);
    assert.match(text, /1000 of context, about 4500 for one try, at most 90000\./);
    assert.match(text, /Confidence in edits by symbol: 87 of 100 \(AST_SYMBOLIC\)\.$/);
    assert.doesNotMatch(text, /COMPREHENSIVE/);
  });

  it('are those of each plan that can be chosen, before one is', () => {
    const text = shown((terminal) => showProfessional(terminal, setOf({ professional: PROFESSIONAL }), null));
    assert.deepEqual(text.match(/^ {2}[A-Z]+$/gm), ['  STANDARD', '  COMPREHENSIVE']);
  });

  it('stand in the table of three plans', () => {
    const text = shown((terminal) => showPlans(terminal, setOf({ professional: PROFESSIONAL })));
    assert.match(text, /complexity +34 -> \? +34 -> \? +34 -> \?\n/);
    assert.match(text, /files tests reach +50 % /);
    assert.match(text, /tokens, one try +4500 /);
  });

  it('are not there for other plans', () => {
    assert.equal(
      shown((terminal) => showProfessional(terminal, setOf({}), null)),
      '',
    );
    assert.doesNotMatch(
      shown((terminal) => showPlans(terminal, setOf({}))),
      /complexity|tests reach *50|tokens/,
    );
  });
});
