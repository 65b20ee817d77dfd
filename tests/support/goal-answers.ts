import type { PlannedLevel } from '@iama/contracts/model/plan-answer';
import type { ModelScript } from './scripted-model/script.ts';

/** A model's plans for `src/cart.js`, in the form that is asked for. */
export function plansAnswer(over: Partial<PlannedLevel> = {}): ModelScript {
  const plans = (['CONSERVATIVE', 'STANDARD', 'COMPREHENSIVE'] as const).map((level) => ({
    level,
    title: 'Sum with a loop',
    summary: 'The sum is made with a plain loop.',
    will: ['write the sum as a loop'],
    will_not: ['change what total returns'],
    risk: 'low',
    risk_reason: 'One small function with tests.',
    changes: [{ path: 'src/cart.js', symbol: 'total', statement: 'total sums with a loop' }],
    // oxlint-disable-next-line unicorn/no-thenable -- the word of the field, and a string: nothing awaits it
    behaviours: [{ given: 'an empty cart', when: 'it is summed', then: 'the total is 0' }],
    ...over,
  }));
  return { do: 'answer', text: JSON.stringify({ plans }) };
}

/** Edits that put one text in the place of another. */
export function editsAnswer(
  path: string,
  search: string,
  replace: string,
  note = 'Done.',
): ModelScript & { do: 'answer' } {
  const edits = [{ op: 'EXACT_SEARCH_REPLACE', path, blocks: [{ search, replace }] }];
  return { do: 'answer', text: JSON.stringify({ note, edits }) };
}
