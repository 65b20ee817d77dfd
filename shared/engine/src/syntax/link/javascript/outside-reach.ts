import { findEntryPoints } from '../../../js/entry-points.ts';
import type { EntryPoints } from '../../../js/entry-points.ts';
import { indexMentions } from '../../../js/mention.ts';
import { readFacts } from '../../../js/module-facts.ts';
import { parsesOf } from '../../../js/parse-cache.ts';
import { languageOf } from '../../../js/parse.ts';
import type { Resolver } from '../../../js/resolve.ts';
import type { SourceTree } from '../../../recipe/recipe.ts';
import type { SourceFile } from '../../source-file.ts';
import { reachByText } from './reach-by-text.ts';
import type { TextReach } from './reach-by-text.ts';

/** Whether anything that is not in the program may use what a module offers. */
export interface OutsideReach {
  mayUse(path: string, name: string): boolean;
  /** Whether it may load the file, whatever the file offers. */
  mayLoad(path: string): boolean;
}

/** Everything is asked of the tree when it is needed first: most programs have names that nobody exports. */
export function outsideReach(
  files: ReadonlyMap<string, SourceFile>,
  tree: SourceTree,
  resolver: Resolver,
): OutsideReach {
  let known: { readonly reach: TextReach; readonly entries: EntryPoints } | null = null;
  const read = () => {
    known ??= {
      reach: reachByText(tree, resolver),
      entries: findEntryPoints(tree, { resolver, mentions: indexMentions(resolver.index) }),
    };
    return known;
  };
  return {
    mayLoad(path) {
      const { reach, entries } = read();
      if (entries.isPublic(path) || entries.reasons.get(path)?.startsWith('named in ') || reach.isMentioned(path))
        return true;
      return [...reach.importers(path)].some((from) => !files.has(from));
    },
    mayUse(path, name) {
      const { reach, entries } = read();
      if (entries.isCalled(path) || reach.isMentioned(path) || isDescribed(path, tree)) return true;
      const owner = resolver.packages.owning(path);
      // Only packages of this workspace can import from a private one, and their imports are in the tree.
      const isOffered = entries.isPublic(path) && !owner?.isPrivate;
      if (isOffered || (owner !== null && entries.isOpaque(owner))) return true;
      return [...reach.importers(path)].some(
        (from) => !files.has(from) && takes(tree, resolver, { from, path, name }, reach),
      );
    },
  };
}

/** A declaration file beside a script says what it exports. */
function isDescribed(path: string, tree: SourceTree): boolean {
  const stem = path.replace(/\.([cm]?)jsx?$/, '.d.$1ts');
  return stem !== path && tree.paths.has(stem);
}

/** A file that says the word and imports the module most likely takes it; the others are asked what they take. */
function takes(
  tree: SourceTree,
  resolver: Resolver,
  asked: { readonly from: string; readonly path: string; readonly name: string },
  reach: TextReach,
): boolean {
  const text = tree.files.get(asked.from) ?? '';
  if (asked.name !== 'default' && text.includes(asked.name)) return true;
  const isPlain = !/\*\s*(?:as|from)\b|\brequire\b|\bimport\s*\(/.test(text) && asked.name !== 'default';
  if (isPlain) return false;
  const parsed = languageOf(asked.from) === null ? null : parsesOf(tree).get(asked.from);
  if (!parsed?.ok) return true;
  return readFacts(parsed.module).links.some((link) => {
    const found = link.kind === 'mention' ? null : resolver.resolve(asked.from, link.specifier);
    if (found?.kind !== 'file' || !found.files.includes(asked.path)) return false;
    // What is passed on as a whole may be taken from there by anybody.
    if (link.kind === 'star') return asked.name !== 'default' && reach.importers(asked.from).size > 0;
    return link.names === 'all' || link.names.some(({ imported }) => imported === asked.name);
  });
}
