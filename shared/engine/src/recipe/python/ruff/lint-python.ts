import picomatch from 'picomatch';
import type { SourceTree } from '../../recipe.ts';
import { projectOf, tableAt } from './project-settings.ts';
import type { PythonProject } from './project-settings.ts';
import { ruffCheck } from './ruff-host.ts';
import type { RuffDiagnostic, RuffSettings } from './ruff-host.ts';

/** Versions that ruff knows; older ones are asked about as the oldest of these. */
const OLDEST = 'py37';
const KNOWN = /^py3(?:7|8|9|10|11|12|13|14|15)$/;
/** Settings that change what a rule finds. Which rules run is our decision, so selections are not taken over. */
const LINT_KEYS = [
  'dummy-variable-rgx',
  'pyflakes',
  'pyupgrade',
  'typing-modules',
  'flake8-annotations',
  'flake8-builtins',
  'task-tags',
];

/**
 * What ruff says about a file under these rules, with the repository's settings and its `noqa` comments respected. Codes
 * that the repository ignores for the file are left out.
 */
export async function lintPython(
  tree: SourceTree,
  path: string,
  text: string,
  select: readonly string[],
): Promise<RuffDiagnostic[]> {
  const project = projectOf(tree, path);
  const lint = { ...tableAt(project.ruff, 'lint') };
  const flat = (key: string): unknown => lint[key] ?? project.ruff[key];
  const settings: RuffSettings = {
    'target-version': targetOf(project),
    ...pick(project.ruff, ['line-length', 'builtins', 'namespace-packages']),
    lint: { select, ...pick(Object.fromEntries(LINT_KEYS.map((key) => [key, flat(key)])), LINT_KEYS) },
  };
  const found = await checkOrPlain(settings, select, text);
  const ignored = ignoredCodes(project, flat, path);
  return found.filter(
    ({ code }) => code === null || !ignored.some((prefix) => prefix === 'ALL' || code.startsWith(prefix)),
  );
}

/** The oldest Python a file must run on; the oldest that ruff knows when nothing is said, so that nothing too new is suggested. */
export function targetOf({ target }: PythonProject): string {
  return target !== null && KNOWN.test(target) ? target : OLDEST;
}

/** Settings that this ruff does not know stop it; ours alone always do. */
async function checkOrPlain(
  settings: RuffSettings,
  select: readonly string[],
  text: string,
): Promise<RuffDiagnostic[]> {
  try {
    return await ruffCheck(settings, text);
  } catch {
    return await ruffCheck({ 'target-version': settings['target-version'], lint: { select } }, text);
  }
}

function ignoredCodes({ directory }: PythonProject, flat: (key: string) => unknown, path: string): string[] {
  const own = directory === '.' ? path : path.slice(directory.length + 1);
  const always = [...strings(flat('ignore')), ...strings(flat('extend-ignore'))];
  const tables = ['per-file-ignores', 'extend-per-file-ignores'].flatMap((key) =>
    Object.entries(tableAt({ at: flat(key) }, 'at')),
  );
  const here = tables.flatMap(([glob, codes]) => {
    const isNegated = glob.startsWith('!');
    const matches = picomatch(isNegated ? glob.slice(1) : glob, { basename: !glob.includes('/'), dot: true })(own);
    return matches !== isNegated ? strings(codes) : [];
  });
  return [...always, ...here];
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function pick(table: RuffSettings, keys: readonly string[]): RuffSettings {
  return Object.fromEntries(keys.flatMap((key) => (table[key] === undefined ? [] : [[key, table[key]]])));
}
