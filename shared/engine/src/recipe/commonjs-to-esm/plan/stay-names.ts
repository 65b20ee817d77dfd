import { baseNameOf, directoryOf, isInside } from '../../../js/paths.ts';
import type { SourceTree } from '../../recipe.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { isFixture, isTestFile } from '../tree/file-roles.ts';
import { manifestPath } from '../tree/manifest.ts';

/** How the files that stay CommonJS go on being read as such in a package of type `module`. */
export interface StayNames {
  /** Renamed to `.cjs`. */
  readonly renames: ReadonlyMap<string, string>;
  /** Folders that get a `package.json` with `"type": "commonjs"`. */
  readonly pins: readonly string[];
  /** Files for which neither works. */
  readonly stuck: ReadonlyMap<string, string>;
}

export function stayNames(
  tree: SourceTree,
  everything: readonly ModuleFacts[],
  stay: Iterable<string>,
  convert: ReadonlySet<string>,
): StayNames {
  const renames = new Map<string, string>();
  const pins = new Set<string>();
  const stuck = new Map<string, string>();
  for (const path of stay) {
    const folder = pinFolder(path);
    if (
      folder !== null &&
      !tree.paths.has(manifestPath(folder)) &&
      ![...convert].some((each) => isInside(each, folder))
    ) {
      pins.add(folder);
      continue;
    }
    const renamed = path.replace(/\.js$/, '.cjs');
    const naming = tree.paths.has(renamed) ? renamed : namedInCode(everything, path);
    if (naming !== null) stuck.set(path, `it would have to be renamed, but ${naming} names it`);
    else if (isTestFile(path) && !isFixture(path))
      stuck.set(path, 'it is a test, and renaming it would lose its history of results');
    else renames.set(path, renamed);
  }
  return { renames, pins: [...pins], stuck };
}

/** The outermost folder of test data around the file. */
function pinFolder(path: string): string | null {
  if (!isFixture(path)) return null;
  const segments = directoryOf(path).split('/');
  const at = segments.findIndex((_, index) => isFixture(`${segments.slice(0, index + 1).join('/')}/x`));
  return at === -1 ? null : segments.slice(0, at + 1).join('/');
}

/** A file whose code names this one other than in a require, so that renaming it could break something; null when none. */
export function namedInCode(everything: readonly ModuleFacts[], path: string): string | null {
  const base = baseNameOf(path);
  const common = /^(index|main|test|app|server)\.js$/.test(base);
  const word = common ? `${baseNameOf(directoryOf(path))}/${base}` : base;
  for (const facts of everything) {
    for (let at = facts.text.indexOf(word); at !== -1; at = facts.text.indexOf(word, at + 1)) {
      const before = facts.text[at - 1] ?? '';
      if (/[\w.-]/.test(before) || /[\w-]/.test(facts.text[at + word.length] ?? '')) continue;
      const inRequire = facts.requires.some(({ call }) => call.start < at && at < call.end);
      const inComment = facts.comments.some((each) => each.start <= at && at < each.end);
      if (!inRequire && !inComment) return facts.path;
    }
  }
  return null;
}
