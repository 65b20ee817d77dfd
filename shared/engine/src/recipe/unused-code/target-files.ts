import type { Target } from '@iama/contracts/workspace/target';
import type { SourceTree } from '../recipe.ts';
import { languageOf } from '../../js/parse.ts';
import { hasFolder, isInside } from '../../js/paths.ts';
import { sealedRoleOf } from '../../lock/seal/seal.ts';
import { SAYS_HOW_TESTS_RUN } from '../proposal/covered-files.ts';
import { isTestFile } from '../../js/test-file.ts';

export interface TargetFiles {
  readonly files: readonly string[];
  readonly skipped: readonly { path: string; reason: string }[];
}

/** The code files that a target covers. Tests below a folder pin behaviour and are left as they are, with what says how they are run. */
export function targetFilesOf(tree: SourceTree, target: Target): TargetFiles {
  const files: string[] = [];
  const skipped: { path: string; reason: string }[] = [];
  for (const path of [...tree.files.keys()].toSorted()) {
    const covered = target.kind === 'folder' ? isInside(path, target.path) : path === target.path;
    if (!covered || path.includes('node_modules/')) continue;
    const isCode = languageOf(path) !== null || /\.(?:vue|svelte|astro)$/.test(path);
    if (!isCode) continue;
    if (target.kind === 'folder' && isTestFile(path))
      skipped.push({ path, reason: 'a test: tests pin behaviour and are not changed' });
    else if (target.kind === 'folder' && sealedRoleOf(path) === 'config')
      skipped.push({ path, reason: SAYS_HOW_TESTS_RUN });
    else if (target.kind === 'folder' && isData(path))
      skipped.push({ path, reason: 'in a folder of fixtures, templates, output or foreign code' });
    else files.push(path);
  }
  return { files, skipped };
}

/** Code that is read by programs or copied to other places rather than run here. */
function isData(path: string): boolean {
  if (hasFolder(path, /^(?:__fixtures__|fixtures?|__snapshots__|testdata|vendor|third[_-]?party|dist|coverage)$/i))
    return true;
  return hasFolder(path, /^templates?$/i) && !hasFolder(path, /^(?:src|app|lib)$/);
}
