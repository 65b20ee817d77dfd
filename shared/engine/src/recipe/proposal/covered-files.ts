import type { RecipeRequest } from '../recipe.ts';
import { languageOf } from '../../js/parse.ts';
import { baseNameOf, hasFolder, isInside } from '../../js/paths.ts';
import { isTestFile } from '../../js/test-file.ts';
import { sealedRoleOf } from '../../lock/seal/seal.ts';
import { machineMade } from '../../syntax/machine-made.ts';

export interface Coverage {
  readonly files: readonly string[];
  readonly skipped: readonly { path: string; reason: string }[];
}

export type Language = 'script' | 'python' | 'json';

/** Which language of ours a file is in; declaration files are not code that runs and count as scripts all the same. */
export function languageAt(path: string): Language | null {
  if (languageOf(path) !== null) return 'script';
  if (/\.pyi?$/.test(path)) return 'python';
  return /\.(?:json|jsonc|json5)$/.test(path) ? 'json' : null;
}

export const SAYS_HOW_TESTS_RUN = 'it says how tests are run, and a job holds that as it is';

const FOREIGN = /^(?:__fixtures__|fixtures?|__snapshots__|testdata|vendor|third[_-]?party|_?vendored|dist|coverage)$/i;

/**
 * The files in these languages that a target covers. A folder leaves out its tests and what says how they are run (unless `tests`),
 * fixtures, foreign and generated code; a file that is named itself is always read.
 */
export function coveredFiles(
  { tree, target }: Pick<RecipeRequest, 'tree' | 'target'>,
  languages: readonly Language[],
  tests: 'leave' | 'take' = 'leave',
): Coverage {
  const files: string[] = [];
  const skipped: { path: string; reason: string }[] = [];
  for (const [path, text] of tree.files) {
    const language = languageAt(path);
    const isCovered = target.kind === 'folder' ? isInside(path, target.path) : path === target.path;
    if (!isCovered || path.includes('node_modules/') || language === null || !languages.includes(language)) continue;
    const reason = target.kind === 'folder' ? whyNot(path, text, tests) : null;
    if (reason === null) files.push(path);
    else skipped.push({ path, reason });
  }
  return { files: files.toSorted(), skipped };
}

function whyNot(path: string, text: string, tests: 'leave' | 'take'): string | null {
  if (tests === 'leave' && (isTestFile(path) || isPythonTest(path)))
    return 'a test: tests pin behaviour and are not changed';
  if (tests === 'leave' && sealedRoleOf(path) === 'config') return SAYS_HOW_TESTS_RUN;
  if (hasFolder(path, FOREIGN)) return 'in a folder of fixtures, output or foreign code';
  const made = machineMade(path, text);
  if (made === 'generated') return 'its first lines say that a program wrote it';
  return made === 'minified' ? 'its lines are those of a minifier' : null;
}

export function isPythonTest(path: string): boolean {
  if (!/\.pyi?$/.test(path)) return false;
  return /^(?:test_.*|.*_test|tests|conftest)\.py$/.test(baseNameOf(path)) || hasFolder(path, /^(?:tests?|testing)$/i);
}
