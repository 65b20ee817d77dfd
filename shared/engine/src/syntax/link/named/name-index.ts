import type { SyntaxNode } from '../../node.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Target } from '../language-links.ts';
import type { Naming } from './naming.ts';

/** Top-level declarations by space and name. */
export interface NameIndex {
  readonly spaces: ReadonlySet<string>;
  find(space: string, name: string): readonly Target[];
}

export function indexNames(files: Iterable<SourceFile>, naming: Naming): NameIndex {
  const spaces = new Map<string, Map<string, Target[]>>();
  for (const file of files) {
    const space = naming.spaceOf(file);
    const names = spaces.get(space) ?? new Map<string, Target[]>();
    spaces.set(space, names);
    for (const binding of file.bindings.all) {
      // Where a file is a space of its own, what it imports can be imported from it.
      if (!isTop(binding.declaration) || (naming.isShared && binding.kind === 'import')) continue;
      const same = names.get(binding.name);
      if (same) same.push({ file, binding });
      else names.set(binding.name, [{ file, binding }]);
    }
  }
  return {
    spaces: new Set(spaces.keys()),
    find: (space, name) => spaces.get(space)?.get(name) ?? [],
  };
}

/** Declared by the file itself, and not by a class or function in it. Ruby's nested modules are reached through their own. */
function isTop(declaration: SyntaxNode): boolean {
  for (let node = declaration.parent; node; node = node.parent) {
    if (node.role === 'unit') return true;
    if (node.role === 'function' || node.role === 'class' || node.role === 'block') return false;
  }
  return false;
}
