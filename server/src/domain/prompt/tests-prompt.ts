import type { Spec } from '@iama/contracts/job/spec';
import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import type { TestPlace } from '@iama/contracts/test-run/written-tests';
import type { Target } from '@iama/contracts/workspace/target';
import { targetWords } from './plan-prompt.ts';
import type { Prompt } from './prompt.ts';
import { RULES } from './rules.ts';
import { showBundle } from './show-bundle.ts';
import { showSpec } from './show-spec.ts';

export interface TestsQuestion {
  readonly target: Target;
  readonly bundle: ContextBundle;
  readonly spec: Spec;
  readonly place: TestPlace;
}

/** Names of files that are there already. More of them help nobody to find a free one. */
const MOST_TAKEN = 200;

const FORM = `Write tests of the clauses that the existing tests leave open. They are run on the unchanged code first, several times, and have to pass there each time; then again after the change. So:
- A clause that only comes true with the change gets no test now.
- Each test holds at least one clause, calls the code itself and compares what comes back with a fixed value. No stand-ins, no snapshots, no timers, no random values, no files, no network, no other process.
- Titles are plain strings, each once in its file. Assertions stand in the test itself.
- Load nothing but the code, the test framework, and an assertion library of Node or Python.

Answer with this JSON:
{"note": "what the tests hold, one or two sentences for a person", "files": [
  {"path": "a new file", "text": "the whole file", "tests": [{"title": "as it stands in the file", "clauses": ["ids of clauses"]}]}
]}
Where the existing tests hold every clause already, give an empty list of files.`;

/** Asks for tests of a specification. */
export function testsPrompt({ target, bundle, spec, place }: TestsQuestion): Prompt {
  return {
    stable: [RULES, showBundle(bundle), showSpec(spec)],
    turns: [
      {
        role: 'user',
        text: [
          `The target is ${targetWords(target)}.`,
          `The clauses by their ids:\n${clauseWords(spec).join('\n')}`,
          placeWords(place),
          FORM,
        ].join('\n\n'),
      },
    ],
  };
}

function clauseWords({ bdd, sdd }: Spec): string[] {
  return [
    ...bdd.map(({ id, given, when, then }) => `- ${id}: given ${given}, when ${when}, then ${then}`),
    ...sdd.map(({ id, kind, statement }) => `- ${id} (${kind}): ${statement}`),
  ];
}

const MODULES = {
  commonjs: 'They are CommonJS.',
  esm: 'They are ES modules.',
  python: 'They are modules of Python.',
} as const;

function placeWords({ framework, folder, example, module, target, import_as, taken }: TestPlace): string {
  const names = taken.slice(0, MOST_TAKEN).map((path) => `- ${path}`);
  return [
    `Test files stand in ${folder === '.' ? 'the root folder' : `the folder ${folder}`} and are run by ${framework}. ${MODULES[module]}`,
    `A good name is ${example}; from there ${target} is loaded as \`${import_as}\`.`,
    ...(names.length === 0 ? [] : [`These are there already and stay as they are:\n${names.join('\n')}`]),
  ].join('\n');
}

/** The second and last turn: what is wrong with the first. */
export function testsCorrection(problems: readonly string[]): string {
  return [
    'These test files cannot be run. What is wrong with them:',
    ...problems.map((each) => `- ${each}`),
    'Send the whole answer again, all files, corrected, as JSON and nothing else.',
  ].join('\n');
}
