import { posix } from 'node:path';
import { isTest } from '@iama/engine/context/is-test';
import { scanImports } from '@iama/engine/context/scan-imports';
import type { PythonStyle } from '@iama/engine/lock/python/python-style';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';
import { unittestSuite } from '../tests-discovery/unittest-suites.ts';
import type { TestPlace } from './place.ts';

/** As `testPlaceFor`, for a Python target: beside the tests that reach it, as pytest or unittest. Pure. */
export function pythonPlaceFor(
  tree: SourceTree,
  target: string,
  suites: readonly DiscoveredSuite[],
  reaching: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): TestPlace {
  const fitting = suites.filter(
    ({ suite }) => (suite.framework === 'pytest' || suite.framework === 'unittest') && isBelow(target, suite.cwd),
  );
  const [own] = fitting.toSorted((a, b) => b.suite.cwd.length - a.suite.cwd.length);
  const discovered = own ?? unittestSuite('.', 1, `unittest:.#lock`);
  const framework: PythonStyle['framework'] = discovered.suite.framework === 'pytest' ? 'pytest' : 'unittest';
  const { cwd } = discovered.suite;
  const model = modelFor(tree, target, cwd, reaching);
  const path = freePath(wantedPath(model, target), taken);
  const module = moduleFor(tree, target, cwd);
  const target_name = module.slice(module.lastIndexOf('.') + 1);
  const style: PythonStyle = { language: 'python', framework, module, target_name };
  return { path, style, discovered, is_own_suite: own === undefined };
}

/** Best a test that reaches the target and is named like it. */
function modelFor(tree: SourceTree, target: string, cwd: string, reaching: ReadonlySet<string>): string | null {
  const tests = [...tree.paths].filter(
    (path) => /(^|\/)(test_[^/]+|[^/]+_test)\.py$/.test(path) && isTest(path) && isBelow(path, cwd),
  );
  const stem = stemOf(target).replace(/^_+/, '');
  const score = (path: string): number =>
    (reaching.has(path) ? 4 : 0) + (posix.basename(path).includes(stem) ? 2 : 0) - path.split('/').length / 100;
  return tests.toSorted((a, b) => score(b) - score(a) || (a < b ? -1 : 1))[0] ?? null;
}

/** `test_cart.py` → `test_slug_characterization.py`, `cart_test.py` → `slug_characterization_test.py`. */
function wantedPath(model: string | null, target: string): string {
  const folder = posix.dirname(model ?? target);
  const name = `${stemOf(target).replace(/^_+/, '')}_characterization`;
  return posix.join(folder, model?.endsWith('_test.py') ? `${name}_test.py` : `test_${name}.py`);
}

/** Test modules without a package share one name space: the same name must not stand in another folder either. */
function freePath(wanted: string, taken: ReadonlySet<string>): string {
  const names = new Set([...taken].map((path) => posix.basename(path)));
  let path = wanted;
  for (let count = 2; names.has(posix.basename(path)); count += 1)
    path = wanted.replace('_characterization', `_${count}_characterization`);
  return path;
}

/** The name that others import the target by; without any, the one that its folders and packages make. */
function moduleFor(tree: SourceTree, target: string, cwd: string): string {
  const inCwd = cwd === '.' || !target.startsWith(`${cwd}/`) ? target : target.slice(cwd.length + 1);
  const parts = inCwd.replace(/(\/__init__)?\.py$/, '').split('/');
  const names = parts.map((_, at) => parts.slice(at).join('.'));
  const used = new Set(
    [...tree.files].flatMap(([path, text]) => (path.endsWith('.py') ? scanImports(path, text) : [])),
  );
  const importable = names.filter((_, at) => parts.slice(at).every((part) => /^[A-Za-z_]\w*$/.test(part)));
  const byPackage = names[packageStart(tree, target, parts)] ?? '';
  const bySource = parts[0] === 'src' || parts[0] === 'lib' ? names[1] : undefined;
  const told = importable.find((name) => name !== byPackage && used.has(name) && name.includes('.'));
  if (used.has(byPackage)) return byPackage;
  return told ?? (hasPackage(tree, target) ? byPackage : (bySource ?? importable[0] ?? byPackage));
}

/** Packages above a file end where `__init__.py` is missing. */
function packageStart(tree: SourceTree, target: string, parts: readonly string[]): number {
  const folders = posix.dirname(target).split('/');
  let depth = 0;
  while (depth < folders.length && tree.paths.has(`${folders.slice(0, folders.length - depth).join('/')}/__init__.py`))
    depth += 1;
  const own = target.endsWith('/__init__.py') ? depth : depth + 1;
  return Math.max(0, parts.length - own);
}

function hasPackage(tree: SourceTree, target: string): boolean {
  return tree.paths.has(`${posix.dirname(target)}/__init__.py`);
}

function stemOf(path: string): string {
  const base = posix.basename(path, '.py');
  return base === '__init__' ? posix.basename(posix.dirname(path)) : base;
}

function isBelow(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}
