import { createHash } from 'node:crypto';
import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import type { TaskOutcome } from '@iama/contracts/task/task';
import { analysis, SUITE } from './samples.ts';

/** What `src/a.js` says, as a model is shown it. */
export const SHOWN = 'exports.total = (list) => list.reduce((sum, each) => sum + each, 0);\n';

/** What a machine answers where a model's tests of `src/a.js` may stand. */
export function placeForGoal(): TaskOutcome {
  const test_place = {
    framework: 'node_test' as const,
    folder: 'test',
    example: 'test/a.clauses.test.js',
    module: 'commonjs' as const,
    target: 'src/a.js',
    import_as: '../src/a.js',
    taken: [],
  };
  const found = { test_suites: [SUITE], reached_files: ['src/a.js'], unreached_files: [], test_place };
  return { status: 'completed', result: { kind: 'characterize', ...found } };
}

/** What a machine answers that has collected the context of a goal: one file, whole. */
export function collectedForGoal(): TaskOutcome {
  return { status: 'completed', result: { ...analysis([]), plans: [], context: bundle('src/a.js', SHOWN) } };
}

function bundle(path: string, text: string): ContextBundle {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return {
    slices: [
      {
        path,
        symbol: null,
        role: 'target',
        form: 'whole',
        line: 1,
        text,
        tokens: 20,
        reason: 'It is the target.',
        sha256,
        masked_sha256: sha256,
      },
    ],
    omitted: [],
    tokens: 20,
    budget: 1000,
    confidence: {
      score: 100,
      parse_rate: 1,
      symbol_rate: 1,
      snippet_completeness: 1,
      mode: 'EXACT_SEARCH_REPLACE',
    },
    placeholders: {},
    files: [{ path, sha256, symbols: ['total'], callers: [], reached_by: [] }],
  };
}
