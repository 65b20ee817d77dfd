import { posix } from 'node:path';
import type { TestFramework } from '@iama/contracts/test-run/suite';
import type { ScriptStyle, WrittenFramework } from '@iama/engine/lock/write/test-style';
import { isTestFile } from '@iama/engine/js/test-file';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';
import type { TestPlace } from './place.ts';
import { pythonPlaceFor } from './python-place.ts';

const WRITTEN: ReadonlySet<TestFramework> = new Set(['mocha', 'jest', 'vitest', 'node_test']);

/** The place beside the tests that the repository has, written as they are; none of the paths in `taken`. Pure. */
export function testPlaceFor(
  tree: SourceTree,
  target: string,
  suites: readonly DiscoveredSuite[],
  reaching: ReadonlySet<string>,
  taken: ReadonlySet<string> = tree.paths,
): TestPlace {
  if (target.endsWith('.py')) return pythonPlaceFor(tree, target, suites, reaching, taken);
  const fitting = suites.filter(({ suite }) => WRITTEN.has(suite.framework) && isBelow(target, suite.cwd));
  const [discovered] = fitting.toSorted((a, b) => b.suite.cwd.length - a.suite.cwd.length);
  if (!discovered) return ownSuite(tree, target, taken);
  const { cwd, framework } = discovered.suite;
  const model = modelFor(tree, target, cwd, reaching);
  const wanted =
    model === null ? besideTarget(target) : posix.join(posix.dirname(model), namedLike(posix.basename(model), target));
  const path = freePath(wanted, taken);
  const text = (model === null ? undefined : tree.files.get(model)) ?? '';
  const style = styleOf(tree, framework as WrittenFramework, path, target, text);
  return { path, style, discovered, is_own_suite: false };
}

/**
 * The same place in a tree in which the target is at `target` and may be another kind of module. `line` runs the suite there. What
 * Node loads a test file as is decided by its name and package; other tools decide for themselves. Pure.
 */
export function placeAfter(tree: SourceTree, place: TestPlace, target: string, line: string): TestPlace {
  // No plan gives a file of Python another name and keeps what loads it.
  if (place.style.language !== 'script') return place;
  const { framework, module } = place.style;
  const byNode = framework === 'mocha' || framework === 'node_test';
  const isModule = /\.m[jt]s$/.test(place.path) || (!/\.c[jt]s$/.test(place.path) && isModulePackage(tree, place.path));
  const specifier = specifierOf(framework, place.path, target);
  const style: ScriptStyle = { ...place.style, specifier, module: !byNode ? module : isModule ? 'esm' : 'commonjs' };
  return { ...place, style, discovered: { ...place.discovered, line } };
}

/** A test file whose name and folder the new one takes after: best one that reaches the target. */
function modelFor(tree: SourceTree, target: string, cwd: string, reaching: ReadonlySet<string>): string | null {
  const tests = [...tree.paths].filter(
    (path) => isTestFile(path) && isBelow(path, cwd) && looksLikeTests(tree.files.get(path) ?? ''),
  );
  const stem = stemOf(target);
  const score = (path: string): number =>
    (reaching.has(path) ? 4 : 0) + (posix.basename(path).includes(stem) ? 2 : 0) - path.split('/').length / 100;
  return tests.toSorted((a, b) => score(b) - score(a) || (a < b ? -1 : 1))[0] ?? null;
}

function looksLikeTests(text: string): boolean {
  return /\b(it|test|describe|suite)(\.\w+)?\s*\(/.test(text);
}

/** `cart.test.js` → `slug.characterization.test.js`, `test-cart.js` → `test-slug.characterization.js`. */
function namedLike(model: string, target: string): string {
  const [, extension = '.js'] = /(\.[cm]?[jt]sx?)$/.exec(model) ?? [];
  const bare = model.slice(0, -extension.length);
  const [suffix = ''] = /[._-](test|tests|spec)$/i.exec(bare) ?? [];
  const [prefix = ''] = /^(test|spec)[-_.]/i.exec(bare) ?? [];
  const plain = extension.replace(/x$/, '');
  return `${prefix}${stemOf(target)}.characterization${suffix}${plain}`;
}

function besideTarget(target: string): string {
  const [, extension = '.js'] = /(\.[cm]?[jt]s)x?$/.exec(target) ?? [];
  return posix.join(posix.dirname(target), `${stemOf(target)}.characterization.test${extension}`);
}

/** A maintainer may have kept a file that was written before, and two targets may have one name. */
function freePath(wanted: string, taken: ReadonlySet<string>): string {
  const numbered = (count: number): string => wanted.replace('.characterization', `-${count}.characterization`);
  let path = wanted;
  for (let count = 2; taken.has(path); count += 1) path = numbered(count);
  return path;
}

function ownSuite(tree: SourceTree, target: string, taken: ReadonlySet<string>): TestPlace {
  const path = freePath(besideTarget(target), taken);
  const cwd = packageFolder(tree, target);
  const suite = {
    id: `node_test:${cwd}#lock`,
    framework: 'node_test' as const,
    cwd,
    source: 'node --test',
    command: ['node', '--test'],
    test_files: 1,
  };
  const style = styleOf(tree, 'node_test', path, target, '');
  return { path, style, discovered: { suite, line: 'node --test' }, is_own_suite: true };
}

function styleOf(
  tree: SourceTree,
  framework: WrittenFramework,
  path: string,
  target: string,
  model: string,
): ScriptStyle {
  return {
    language: 'script',
    framework,
    module: isEsm(tree, framework, path, target, model) ? 'esm' : 'commonjs',
    is_typescript: /\.[cm]?tsx?$/.test(path),
    specifier: specifierOf(framework, path, target),
    target_name: nameOf(target),
    needs_globals: model !== '' && !/\b(describe|it)(\.\w+)?\s*\(/.test(model),
  };
}

function specifierOf(framework: WrittenFramework, path: string, target: string): string {
  const relative = posix.relative(posix.dirname(path), target);
  const dotted = relative.startsWith('.') ? relative : `./${relative}`;
  return framework === 'node_test' ? dotted : dotted.replace(/\.tsx?$/, '');
}

function isEsm(tree: SourceTree, framework: WrittenFramework, path: string, target: string, model: string): boolean {
  if (/\.m[jt]s$/.test(path) || framework === 'vitest') return true;
  if (/\.c[jt]s$/.test(path)) return false;
  if (model !== '') return /^\s*import\b/m.test(model) || (!/\brequire\(/.test(model) && isModulePackage(tree, path));
  return (
    isModulePackage(tree, path) || path.endsWith('.ts') || /^\s*(import|export)\b/m.test(tree.files.get(target) ?? '')
  );
}

function isModulePackage(tree: SourceTree, path: string): boolean {
  const manifest = tree.files.get(posix.join(packageFolder(tree, path), 'package.json')) ?? '{}';
  return /"type"\s*:\s*"module"/.test(manifest);
}

function packageFolder(tree: SourceTree, path: string): string {
  for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
    if (tree.paths.has(folder === '.' ? 'package.json' : `${folder}/package.json`)) return folder;
    if (folder === '.' || folder === '/') return '.';
  }
}

function nameOf(target: string): string {
  const stem = stemOf(target) === 'index' ? posix.basename(posix.dirname(target)) : stemOf(target);
  const camel = stem.replaceAll(/[^\w$]+(\w)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  return /^[A-Za-z_$][\w$]*$/.test(camel) &&
    !/^(assert|expect|test|it|describe|default|new|class|function|delete|in|this|import|export|switch|case|package|static|void|with|if|for|let|const|var)$/.test(
      camel,
    )
    ? camel
    : 'subject';
}

function stemOf(path: string): string {
  return posix.basename(path).replace(/\.[cm]?[jt]sx?$/, '');
}

function isBelow(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}
