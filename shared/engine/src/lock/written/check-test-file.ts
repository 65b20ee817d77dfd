import { readSource } from '../../syntax/read-source.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { checkCode } from '../seal/check-code.ts';
import { readTestFacts } from '../seal/test-facts.ts';
import type { TestFacts } from '../seal/test-facts.ts';
import { forbiddenNames } from './forbidden-names.ts';
import { hasStandIn } from './has-stand-in.ts';
import { loadsOf } from './loads-of.ts';
import { scriptModule } from './may-load.ts';
import type { Loaded } from './may-load.ts';
import { pythonModule } from './python-module.ts';
import { pythonReach } from './python-reach.ts';
import { targetUses } from './target-uses.ts';
import { testsIn } from './tests-in.ts';

/** A test file that a stranger wrote. */
export interface TestFileToCheck {
  readonly path: string;
  readonly text: string;
  /** What the file is said to hold. */
  readonly titles: readonly string[];
  /** The code that its tests have to be about. */
  readonly targets: ReadonlySet<string>;
}

type Count = Exclude<keyof TestFacts, 'assertions'>;

const STAND_IN = 'Something is replaced by a stand-in. Call the real code.';
const NEVER: readonly (readonly [Count, string])[] = [
  ['skipped', 'A test is skipped. Leave it out instead.'],
  ['focused', 'A test is marked to run alone.'],
  ['todo', 'A test is marked as to do.'],
  ['empty', 'The body of a test is empty.'],
  ['early_returns', 'A test returns before its end.'],
  ['trivial', 'An assertion is true whatever the code does.'],
  ['swallowed', 'A failure inside a test is caught.'],
  ['retries', 'Failing tests are tried again.'],
  ['mocks', STAND_IN],
];

/**
 * All that speaks against running a test file, in words for whoever corrects it. What it says of itself does not count: it is read as
 * code. That it passes this proves nothing but that it may be tried. Pure.
 */
export function checkTestFile(checked: TestFileToCheck): readonly string[] {
  const { path, text } = checked;
  const read = readSource(path, text);
  const facts = readTestFacts(path, text);
  if (!read.ok || facts === null) return [`It cannot be read as code: ${read.ok ? 'no test in it' : read.message}`];
  const reasons = [
    ...NEVER.flatMap(([count, words]) => (facts[count] > 0 ? [words] : [])),
    ...checkCode([{ path, before: '', after: text }]).map(({ detail }) => detail.replace('The code', 'It')),
    ...titleProblems(read.file, checked.titles),
    ...assertionProblems(read.file),
    ...loadProblems(read.file, checked),
    ...forbiddenNames(read.file).map((name) => `It uses ${name}, which reaches out of the test.`),
    ...useProblems(read.file, checked),
  ];
  return [...new Set(reasons)];
}

function titleProblems(file: SourceFile, titles: readonly string[]): string[] {
  const found = testsIn(file).map(({ title }) => title);
  const there = found.flatMap((title) => title ?? []);
  const twice = there.filter((title, index) => there.indexOf(title) !== index);
  const missing = titles.filter((title) => !there.includes(title));
  const unnamed = there.filter((title) => !titles.includes(title));
  return [
    ...(found.length === 0 ? ['There is no test in it.'] : []),
    ...(found.includes(null) ? ['A test has no plain title: write each as a call with a string.'] : []),
    ...[...new Set(twice)].map((title) => `Two tests are called "${title}".`),
    ...missing.map((title) => `No test is called "${title}".`),
    ...unnamed.map((title) => `The test "${title}" is not in the list of tests, with its clauses.`),
  ];
}

/** Each test by itself: a neighbour's assertion holds nothing of its own. */
function assertionProblems(file: SourceFile): string[] {
  return testsIn(file).flatMap(({ title, text }) => {
    const facts = readTestFacts(file.path, text);
    if (facts !== null && facts.assertions.length > 0) return [];
    return [`The test "${title ?? '?'}" asserts nothing itself.`];
  });
}

/** A test that has nothing to do with the code holds nothing of it, and what stands in for the code neither. */
function useProblems(file: SourceFile, checked: TestFileToCheck): string[] {
  const isTarget = (source: string): boolean => loadedBy(file, checked, source) === 'target';
  const uses = targetUses(file, isTarget);
  // Of a file that loads none of it, that is said already.
  const idle = loadsOf(file).sources.some(isTarget) ? testsIn(file).filter(({ node }) => !uses.reaches(node)) : [];
  return [
    ...(hasStandIn(file, uses) ? [STAND_IN] : []),
    ...idle.map(({ title }) => `The test "${title ?? '?'}" does not use the code that it should test.`),
  ];
}

function loadedBy({ dialect }: SourceFile, { path, targets }: TestFileToCheck, source: string): Loaded {
  return dialect.language === 'python' ? pythonModule(source, targets) : scriptModule(path, source, targets);
}

function loadProblems(file: SourceFile, checked: TestFileToCheck): string[] {
  const { sources, unknown } = loadsOf(file);
  const kinds = new Map(sources.map((source) => [source, loadedBy(file, checked, source)]));
  const { chains, handed_on } = pythonReach(file);
  const refused = [...new Set([...sources, ...chains])].filter(
    (source) => (kinds.get(source) ?? loadedBy(file, checked, source)) === 'refused',
  );
  // `from math import floor` is `math` and `math.floor`.
  const names = refused.filter(
    (source) => !refused.some((other) => other !== source && source.startsWith(`${other}.`)),
  );
  const isOwn = (module: string): boolean => ['target', 'workspace'].includes(loadedBy(file, checked, module));
  const values = handed_on.filter((module) => !isOwn(module));
  return [
    ...(unknown ? ['It loads something whose name is made at run time.'] : []),
    ...names.map((source) => `It loads ${source}, which a test has no use for.`),
    ...values.map((module) => `It hands ${module} on as a value. Use what is in it by name.`),
    ...([...kinds.values()].includes('target') ? [] : ['It loads none of the code that it should test.']),
  ];
}
