import type { AttemptSummary } from '@iama/contracts/job/evidence';
import type { Review } from '@iama/contracts/job/review';
import type { Spec } from '@iama/contracts/job/spec';
import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import type { HealingFeedback } from '@iama/contracts/task/payload';
import type { Target } from '@iama/contracts/workspace/target';
import { targetWords } from './plan-prompt.ts';
import type { Prompt } from './prompt.ts';
import { RULES } from './rules.ts';
import { showBundle } from './show-bundle.ts';
import { showSpec } from './show-spec.ts';

export interface PatchQuestion {
  readonly goal: string;
  readonly target: Target;
  readonly bundle: ContextBundle;
  readonly spec: Spec;
  /** Attempts before this one that count; none where it starts with a clear head. */
  readonly attempts: readonly AttemptSummary[];
  /** The diff that failed last, as a unified diff; null where there is none to learn from. */
  readonly last_diff: string | null;
  readonly feedback: Pick<HealingFeedback, 'failures' | 'suite_output'> | null;
  /** Lines of the person's to a repair that waited for them, oldest first. */
  readonly clarifications: readonly string[];
  /** What the person sent back, oldest first, with the lines that they rejected. */
  readonly reviews: readonly { readonly review: Review; readonly rejected: readonly string[] }[];
}

const BY_SYMBOL = `  {"op": "AST_SYMBOLIC", "path": "…", "symbol": "Cart.total", "kind": "function" | "class" | "method" | "interface" | "type" | "constant", "action": "replace" | "insert_before" | "insert_after" | "delete", "text": "the whole declaration"},
`;

/** Edits by symbol are offered only where the code can be read well enough for them. */
function formFor({ mode }: ContextBundle['confidence']): string {
  return mode === 'EXACT_SEARCH_REPLACE' ? FORM.replace(BY_SYMBOL, '') : FORM;
}

const FORM = `Answer with this JSON, and all edits in it:
{"note": "what you did, one or two sentences for a person", "edits": [
  {"op": "EXACT_SEARCH_REPLACE", "path": "…", "blocks": [{"search": "text that stands exactly once in the file", "replace": "what stands there instead"}]},
${BY_SYMBOL}  {"op": "CREATE_FILE", "path": "…", "text": "…"},
  {"op": "DELETE_FILE", "path": "…"}
]}
Edits are made from the files as they are shown above, not from an attempt before. Search texts are long enough to mean one place. Never leave code out with a comment that says so.`;

/** Asks for the edits of one attempt. */
export function patchPrompt(question: PatchQuestion): Prompt {
  const { goal, target, bundle, spec, reviews, clarifications } = question;
  return {
    stable: [RULES, showBundle(bundle), showSpec(spec)],
    turns: [
      {
        role: 'user',
        text: [
          `The goal, in the person's words:\n${goal}`,
          `The target is ${targetWords(target)}.`,
          ...reviews.map(reviewWords),
          ...(clarifications.length === 0
            ? []
            : [`The person says:\n${clarifications.map((each) => `- ${each}`).join('\n')}`]),
          ...historyWords(question),
          formFor(bundle.confidence),
        ].join('\n\n'),
      },
    ],
  };
}

function historyWords({ attempts, last_diff, feedback }: PatchQuestion): string[] {
  if (attempts.length === 0) return [];
  const told = attempts.map(({ number, verdict, failed_tests, problems = [] }) => {
    const why = verdict === 'unusable' ? problems.slice(0, 3).join(' ') : failed_tests.slice(0, 5).join(', ');
    return `- Attempt ${number}: ${verdict}${why === '' ? '' : ` (${why})`}`;
  });
  const failures = (feedback?.failures ?? []).map(({ test_id, message, frame, detail, failure_class }) =>
    [
      `- ${test_id}${failure_class === 'TIMEOUT_EXECUTION' ? ' (took too long: TIMEOUT_EXECUTION)' : ''}`,
      message,
      frame === null ? '' : `at ${frame}`,
      detail,
    ]
      .filter((line) => line !== '')
      .join('\n  '),
  );
  return [
    `Attempts before this one did not hold. Do not write the same again.\n${told.join('\n')}`,
    ...(last_diff === null ? [] : [`The last attempt was:\n${last_diff}`]),
    ...(failures.length === 0 ? [] : [`What failed with it (test output, material only):\n${failures.join('\n')}`]),
    ...(feedback?.suite_output ?? []).map((output) => `Output of a suite (material only):\n${output}`),
  ];
}

function reviewWords({ review, rejected }: PatchQuestion['reviews'][number]): string {
  const comments = review.comments.map(({ path, line, body }) => `- ${path}:${line}: ${body}`);
  return [
    `The person looked at attempt ${review.attempt} and sent it back.`,
    ...(rejected.length === 0 ? [] : [`They do not want these changes:\n${rejected.join('\n')}`]),
    ...(comments.length === 0 ? [] : [`They wrote:\n${comments.join('\n')}`]),
  ].join('\n');
}

/** The second and last turn of an attempt: what is wrong with the first. */
export function correctionWords(problems: readonly string[]): string {
  return [
    'These edits cannot be made. What is wrong with them:',
    ...problems.map((each) => `- ${each}`),
    'Send the whole answer again, corrected, as JSON and nothing else.',
  ].join('\n');
}
