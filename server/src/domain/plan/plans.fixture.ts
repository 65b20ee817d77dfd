import type { PlanAnalysis, PlanLevel } from '@iama/contracts/recipe';
import { PlanLevel as Levels } from '@iama/contracts/recipe';

export function plan(level: PlanLevel, over: Partial<PlanAnalysis> = {}): PlanAnalysis {
  return {
    level,
    title: 'Remove what nothing uses',
    summary: 'One function is unused.',
    will: ['Remove 1 function.'],
    will_not: ['Change exports.'],
    risk: 'low',
    risk_reason: 'Nothing refers to it.',
    findings: [
      {
        id: 'f1',
        kind: 'unused-function',
        path: 'src/a.js',
        symbol: 'left',
        line: 12,
        message: 'The function left is never called.',
        group: null,
      },
    ],
    finding_count: 1,
    kept: [{ path: 'src/b.js', symbol: 'right', line: 3, reason: 'it is exported.' }],
    files: [{ path: 'src/a.js', change: 'modify', new_path: null }],
    symbols: 1,
    callers: 2,
    tests_reaching: 1,
    lines_added: 0,
    lines_removed: 4,
    ...over,
  };
}

export const NOTHING: Partial<PlanAnalysis> = { findings: [], finding_count: 0, files: [] };

/** Three plans, each with its own changes to the sample. */
export function plans(over: Partial<Record<PlanLevel, Partial<PlanAnalysis>>> = {}): PlanAnalysis[] {
  return Levels.options.map((level) => plan(level, over[level]));
}
