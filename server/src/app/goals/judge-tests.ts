import type { Spec } from '@iama/contracts/job/spec';
import type { ContextBundle } from '@iama/contracts/model/context-bundle';
import type { PlannedTestFile, TestPlanAnswer } from '@iama/contracts/model/test-plan-answer';
import type { RefusedTestFile, TestPlace } from '@iama/contracts/test-run/written-tests';
import { checkTestFile } from '@iama/engine/lock/written/check-test-file';
import { isTestToWrite } from '@iama/engine/lock/written/is-test-to-write';
import { strangePlaceholders } from './strange-placeholders.ts';

export interface TestsFacts {
  readonly bundle: ContextBundle;
  readonly spec: Pick<Spec, 'bdd' | 'sdd'>;
  readonly place: TestPlace;
}

export interface TestsJudgement {
  readonly files: readonly PlannedTestFile[];
  readonly refused: readonly RefusedTestFile[];
}

const MOST_REASONS = 20;
const MOST_REASON = 1000;

/** Which of a model's test files may be tried, and why the others are not. Nothing of the answer is believed. Pure. */
export function judgeTests({ files }: TestPlanAnswer, facts: TestsFacts): TestsJudgement {
  const judged = files.map((file, index) => {
    const reasons = problemsOf(file, facts);
    const before = files.slice(0, index).some(({ path }) => path === file.path);
    return { file, reasons: before ? [...reasons, 'The answer has this file twice.'] : reasons };
  });
  return {
    files: judged.flatMap(({ file, reasons }) => (reasons.length === 0 ? [file] : [])),
    refused: judged.flatMap(({ file, reasons }) => (reasons.length === 0 ? [] : [refusedFor(file.path, reasons)])),
  };
}

function refusedFor(path: string, reasons: readonly string[]): RefusedTestFile {
  return { path, reasons: reasons.slice(0, MOST_REASONS).map((each) => each.slice(0, MOST_REASON).toWellFormed()) };
}

function problemsOf({ path, text, tests }: PlannedTestFile, { bundle, spec, place }: TestsFacts): string[] {
  const outside = placeProblems(path, place, bundle);
  // What is no test file at its place is not read as one.
  if (outside.length > 0) return outside;
  const clauses = new Set([...spec.bdd, ...spec.sdd].map(({ id }) => id));
  const unknown = [...new Set(tests.flatMap((test) => test.clauses).filter((id) => !clauses.has(id)))];
  const targets = new Set(bundle.files.map((file) => file.path));
  return [
    ...unknown.map((id) => `There is no clause ${id}.`),
    ...checkTestFile({ path, text, targets, titles: tests.map(({ title }) => title) }),
    ...strangePlaceholders(text, bundle),
  ];
}

function placeProblems(path: string, { folder, example, taken }: TestPlace, bundle: ContextBundle): string[] {
  const inside = folder === '.' || path.startsWith(`${folder}/`);
  const known = new Set([
    ...taken,
    ...bundle.files.map((file) => file.path),
    ...bundle.slices.map((each) => each.path),
  ]);
  return [
    ...(inside ? [] : [`It does not stand in ${folder}.`]),
    ...(known.has(path) ? ['It is there already and stays as it is. Choose another name.'] : []),
    ...(isTestToWrite(path, example) ? [] : [`That is no name of a test here. A good one is ${example}.`]),
  ];
}
