import type { Links } from '../../../rewrite/program.ts';
import type { SyntaxNode } from '../../node.ts';
import { readSource } from '../../read-source.ts';
import type { Binding, SourceFile } from '../../source-file.ts';
import { linkProgram } from '../link-program.ts';

export interface Linked {
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly links: Links;
}

/** Links of files by their texts. Files named with a `+` are in the tree and not in the program. */
export function link(texts: Readonly<Record<string, string>>): Linked {
  const all = new Map(Object.entries(texts).map(([path, text]) => [path.replace(/^\+/, ''), text]));
  const files = new Map<string, SourceFile>();
  for (const [path, text] of Object.entries(texts)) {
    if (path.startsWith('+')) continue;
    const outcome = readSource(path, text);
    if (!outcome.ok) throw new TypeError(`${path}: ${outcome.message}`);
    files.set(path, outcome.file);
  }
  return { files, links: linkProgram(files, { files: all, paths: new Set(all.keys()) }) };
}

function bindingIn({ files }: Linked, path: string, name: string): Binding {
  const named = files.get(path)!.bindings.all.filter((binding) => binding.name === name);
  const found = named.length > 1 ? named.filter((binding) => binding.kind !== 'field') : named;
  if (found.length !== 1) throw new TypeError(`${name} is declared ${found.length} times in ${path}`);
  return found[0]!;
}

/** Uses of a declared name in all files, as `path:text`. */
export function uses(linked: Linked, path: string, name: string): string[] {
  return linked.links
    .usesOf(bindingIn(linked, path, name))
    .map(({ file, node, access }) => {
      const text = file.text.slice(node.start, node.end);
      return `${file.path}:${text}${access === 'read' ? '' : ` ${access}`}`;
    })
    .toSorted();
}

export function isOpen(linked: Linked, path: string, name: string): boolean {
  return linked.links.open(bindingIn(linked, path, name));
}

/** What the last name or member with this text in a file means, as `path:name`. */
export function target(linked: Linked, path: string, text: string): string | null {
  const file = linked.files.get(path)!;
  let found: SyntaxNode | null = null;
  const pending: SyntaxNode[] = [file.root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const isWanted = node.role === 'name' || node.role === 'member';
    if (isWanted && file.text.slice(node.start, node.end) === text && node.start > (found?.start ?? -1)) found = node;
    pending.push(...node.children);
  }
  if (found === null) throw new TypeError(`${text} does not stand in ${path}`);
  const meant = linked.links.targetOf(file, found);
  return meant && `${meant.file.path}:${meant.binding.name}`;
}
