import type { Target } from '@iama/contracts/workspace/target';
import { ancestorsOf, directoryOf } from '../../js/paths.ts';
import type { SourceTree } from '../../recipe/recipe.ts';
import { findPrograms } from './find-programs.ts';

/** The package whose programs stand at the border of a target: the nearest above it that has any; else the nearest package. Pure. */
export function folderToAsk(tree: SourceTree, target: Target): string {
  const start = target.kind === 'folder' ? target.path : directoryOf(target.path);
  const packages = ancestorsOf(start).filter((folder) =>
    tree.files.has(folder === '.' ? 'package.json' : `${folder}/package.json`),
  );
  const asked = packages.find((folder) => {
    const { bins, missing, start: line } = findPrograms(tree, folder);
    return bins.length > 0 || missing.length > 0 || line !== null;
  });
  return asked ?? packages[0] ?? start;
}
