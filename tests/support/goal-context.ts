import { createHash } from 'node:crypto';
import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import type { TaskOutcome } from '@iama/contracts/task/task';
import { analysis } from './samples.ts';

/** What `src/a.js` says, as a model is shown it. */
export const SHOWN = 'exports.total = (list) => list.reduce((sum, each) => sum + each, 0);\n';

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
