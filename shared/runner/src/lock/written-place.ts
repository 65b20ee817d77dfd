import type { TestPlace as OfferedPlace } from '@iama/contracts/test-run/written-tests';
import type { Target } from '@iama/contracts/workspace/target';
import { isTest } from '@iama/engine/context/is-test';
import { testsReaching } from '@iama/engine/context/tests-reaching';
import { lockLanguageOf } from '@iama/engine/lock/lock-language';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';
import { isInTarget } from '../workspace/target-paths.ts';
import type { TestPlace } from './place.ts';
import { testPlaceFor } from './test-place.ts';

const MOST_TAKEN = 2000;

/** Where tests of a target that somebody else writes stand and how they are run; null where it has no code of a kind that we can. Pure. */
export function writtenPlaceFor(
  tree: SourceTree,
  target: Target,
  suites: readonly DiscoveredSuite[],
): { readonly path: string; readonly place: TestPlace } | null {
  const [path] = [...tree.files.keys()]
    .filter((each) => isInTarget(target, each) && lockLanguageOf(each) !== null && !isTest(each))
    .toSorted();
  return path === undefined ? null : { path, place: testPlaceFor(tree, path, suites, testsReaching(tree, path)) };
}

/** The same, as whoever writes them is told. Pure. */
export function offeredPlace(tree: SourceTree, { path, place }: { path: string; place: TestPlace }): OfferedPlace {
  const folder = folderOf(place.path);
  const { style, discovered } = place;
  return {
    framework: discovered.suite.framework,
    folder,
    example: place.path.replace('.characterization', '.clauses').replace('_characterization', '_clauses'),
    module: style.language === 'script' ? style.module : 'python',
    target: path,
    import_as: style.language === 'script' ? style.specifier : style.module,
    taken: [...tree.paths].filter((each) => folder === '.' || each.startsWith(`${folder}/`)).slice(0, MOST_TAKEN),
  };
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash);
}
