import { readSource } from '../../syntax/read-source.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { checkCode } from '../seal/check-code.ts';
import { readTestFacts } from '../seal/test-facts.ts';
import type { TestFacts } from '../seal/test-facts.ts';
import { forbiddenNames } from './forbidden-names.ts';
import { loadsOf } from './loads-of.ts';
import { pythonModule, scriptModule } from './may-load.ts';
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

const NEVER: readonly (readonly [Count, string])[] = [
  ['skipped', 'A test is skipped. Leave it out instead.'],
  ['focused', 'A test is marked to run alone.'],
  ['todo', 'A test is marked as to do.'],
  ['empty', 'The body of a test is empty.'],
  ['early_returns', 'A test returns before its end.'],
  ['trivial', 'An assertion is true whatever the code does.'],
  ['swallowed', 'A failure inside a test is caught.'],
  ['retries', 'Failing tests are tried again.'],
  ['mocks', 'Something is replaced by a stand-in. Call the real code.'],
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
  return [
    ...NEVER.flatMap(([count, words]) => (facts[count] > 0 ? [words] : [])),
    ...checkCode([{ path, before: '', after: text }]).map(({ detail }) => detail.replace('The code', 'It')),
    ...titleProblems(read.file, checked.titles),
    ...assertionProblems(read.file),
    ...loadProblems(read.file, checked),
    ...forbiddenNames(read.file).map((name) => `It uses ${name}, which reaches out of the test.`),
  ];
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

function loadProblems(file: SourceFile, { path, targets }: TestFileToCheck): string[] {
  const { sources, unknown } = loadsOf(file);
  const isPython = file.dialect.language === 'python';
  const kind = (source: string) => (isPython ? pythonModule(source, targets) : scriptModule(path, source, targets));
  const kinds = new Map(sources.map((source) => [source, kind(source)]));
  const refused = sources.filter((source) => kinds.get(source) === 'refused');
  // `from math import floor` is `math` and `math.floor`.
  const names = refused.filter(
    (source) => !sources.some((other) => other !== source && source.startsWith(`${other}.`)),
  );
  return [
    ...(unknown ? ['It loads something whose name is made at run time.'] : []),
    ...names.map((source) => `It loads ${source}, which a test has no use for.`),
    ...([...kinds.values()].includes('target') ? [] : ['It loads none of the code that it should test.']),
  ];
}
