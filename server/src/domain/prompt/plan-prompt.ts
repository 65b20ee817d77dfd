import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import type { Target } from '@iama/contracts/workspace/target';
import type { Prompt } from './prompt.ts';
import { RULES } from './rules.ts';
import { showBundle } from './show-bundle.ts';

export interface PlanQuestion {
  readonly goal: string;
  readonly target: Target;
  readonly bundle: ContextBundle;
}

const FORM = `Plan the goal three times, from the least to the most:
- CONSERVATIVE: the smallest change that reaches the core of the goal, inside the target.
- STANDARD: what a careful engineer would do.
- COMPREHENSIVE: also what belongs to it around the target.
Where a level would add nothing, give it an empty list of changes.

Answer with this JSON:
{"plans": [{
  "level": "CONSERVATIVE" | "STANDARD" | "COMPREHENSIVE",
  "title": "at most eight words",
  "summary": "one or two sentences for a person",
  "will": ["deeds in the infinitive, as after 'It will'"],
  "will_not": ["deeds in the infinitive, as after 'It will not'"],
  "risk": "low" | "medium" | "high",
  "risk_reason": "one sentence",
  "changes": [{"path": "a file of the list", "symbol": "its name, like Cart.total, or null", "statement": "what becomes of it, one sentence"}],
  "behaviours": [{"given": "…", "when": "…", "then": "what has to hold afterwards"}],
  "new_files": ["paths of files that come to be"],
  "deleted_files": ["paths of files that go"]
}, …]}
All three levels, in this order.`;

/** Asks for three plans of a goal. */
export function planPrompt({ goal, target, bundle }: PlanQuestion): Prompt {
  const files = bundle.files.map(
    ({ path, symbols }) => `- ${path}${symbols.length > 0 ? ` (${symbols.join(', ')})` : ''}`,
  );
  return {
    stable: [RULES, showBundle(bundle)],
    turns: [
      {
        role: 'user',
        text: [
          `The goal, in the person's words:\n${goal}`,
          `The target is ${targetWords(target)}.`,
          `Files that may change:\n${files.join('\n')}`,
          FORM,
        ].join('\n\n'),
      },
    ],
  };
}

export function targetWords(target: Target): string {
  if (target.kind === 'symbol') return `\`${target.symbol}\` in ${target.path}, and nothing else of that file`;
  return target.kind === 'file' ? `the file ${target.path}` : `the folder ${target.path}`;
}
