import type { SourceTree } from '../recipe/recipe.ts';
import { readFacts } from './module-facts.ts';
import type { ModuleFacts, ModuleLink, PathPattern } from './module-facts.ts';
import { indexMentions } from './mention.ts';
import type { MentionIndex } from './mention.ts';
import { languageOf } from './parse.ts';
import { parsesOf } from './parse-cache.ts';
import { directoryOf, joinPath } from './paths.ts';
import { resolverOf } from './resolve.ts';
import type { Resolver } from './resolve.ts';
import { readMarkup } from './markup.ts';

/** One file reaching another inside the tree. */
export interface ModuleEdge extends ModuleLink {
  readonly from: string;
  readonly to: string;
}

export interface ModuleGraph {
  readonly resolver: Resolver;
  readonly mentions: MentionIndex;
  /** Facts of every file that could be read as code (also of scripts in Vue, Svelte, Astro and HTML files). */
  readonly facts: ReadonlyMap<string, ModuleFacts>;
  /** Code files with a syntax error, with the parser's message. */
  readonly broken: ReadonlyMap<string, string>;
  /** Edges into a file. */
  importers(path: string): readonly ModuleEdge[];
  /** Edges out of a file. */
  imports(path: string): readonly ModuleEdge[];
  /** Reads the path pattern of a file with a dynamic `require` or `import` that may lead to `path`; null if none does. */
  dynamicReach(path: string): { readonly from: string; readonly prefix: string } | null;
}

const graphByTree = new WeakMap<SourceTree, ModuleGraph>();

/** Who imports whom in a tree, by text alone. Made once per tree. */
export function moduleGraphOf(tree: SourceTree): ModuleGraph {
  const known = graphByTree.get(tree);
  if (known) return known;
  const graph = makeGraph(tree);
  graphByTree.set(tree, graph);
  return graph;
}

function makeGraph(tree: SourceTree): ModuleGraph {
  const resolver = resolverOf(tree);
  const mentions = indexMentions(resolver.index);
  const facts = new Map<string, ModuleFacts>();
  const broken = new Map<string, string>();
  const parses = parsesOf(tree);
  for (const [path, text] of tree.files) {
    if (path.includes('node_modules/')) continue;
    if (languageOf(path) === null) {
      const markup = readMarkup(path, text);
      if (markup) facts.set(path, markup);
      continue;
    }
    const parsed = parses.get(path);
    const read = parsed?.ok ? withinDepth(() => readFacts(parsed.module)) : null;
    if (read) facts.set(path, read);
    else broken.set(path, parsed && !parsed.ok ? parsed.message : TOO_DEEP);
  }
  const incoming = new Map<string, ModuleEdge[]>();
  const outgoing = new Map<string, ModuleEdge[]>();
  for (const [from, { links }] of facts) {
    const edges = links.flatMap((link) =>
      targetsOf(resolver, mentions, from, link).map((to) => ({ ...link, from, to })),
    );
    outgoing.set(from, edges);
    for (const edge of edges) {
      const list = incoming.get(edge.to);
      if (list) list.push(edge);
      else incoming.set(edge.to, [edge]);
    }
  }
  const patterns = [...facts].flatMap(([from, each]) => each.patterns.flatMap((pattern) => placed(from, pattern)));
  return {
    resolver,
    mentions,
    facts,
    broken,
    importers: (path) => incoming.get(path) ?? [],
    imports: (path) => outgoing.get(path) ?? [],
    dynamicReach: (path) => patterns.find((each) => each.from !== path && leadsTo(each.prefix, path)) ?? null,
  };
}

export const TOO_DEEP = 'it is nested too deeply to be read';

/** Generated code can be nested deeper than the stack is: null then, so that one such file does not end everything. */
export function withinDepth<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function targetsOf(resolver: Resolver, mentions: MentionIndex, from: string, link: ModuleLink): readonly string[] {
  if (link.kind === 'mention') {
    const resolved = /^[.@~#]/.test(link.specifier) ? resolver.resolve(from, link.specifier) : null;
    const files = resolved?.kind === 'file' ? resolved.files : [];
    return [...new Set([...files, ...mentions.find(from, link.specifier)])].filter((path) => path !== from);
  }
  const resolution = resolver.resolve(from, link.specifier);
  if (resolution.kind === 'file') return resolution.files;
  // An alias nobody explained: whatever ends like it may be meant.
  return resolution.kind === 'unresolved' || /^[@~#]/.test(link.specifier)
    ? mentions.find(from, link.specifier.replace(/^[@~#][^/]*\//, ''))
    : [];
}

/** The folder that a dynamic path leads into. */
function placed(from: string, pattern: PathPattern): { from: string; prefix: string }[] {
  const cut = pattern.prefix.lastIndexOf('/') + 1;
  const directory = joinPath(directoryOf(from), pattern.prefix.slice(0, cut));
  return directory === null ? [] : [{ from, prefix: directory === '.' ? '' : `${directory}/` }];
}

/** Everything below the folder; of the root only what stands directly in it, or one `require(name)` would mean all files. */
function leadsTo(prefix: string, path: string): boolean {
  return prefix === '' ? !path.includes('/') : path.startsWith(prefix);
}
