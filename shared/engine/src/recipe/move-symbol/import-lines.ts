import { child, children, nameOf, stringOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { directoryOf, joinPath } from '../../js/paths.ts';

/** One name that an import statement binds. */
export interface Binding {
  readonly local: string;
  /** The other side's name; `default`, or `*` for the whole module. */
  readonly imported: string;
  readonly isType: boolean;
  readonly specifier: string;
}

export function bindingsOf(statement: JsNode): { readonly binding: Binding; readonly node: JsNode }[] {
  const specifier = stringOf(child(statement, 'source')) ?? '';
  return children(statement, 'specifiers').map((node) => {
    const local = nameOf(child(node, 'local')) ?? '';
    const imported =
      node.type === 'ImportNamespaceSpecifier'
        ? '*'
        : node.type === 'ImportDefaultSpecifier'
          ? 'default'
          : (nameOf(child(node, 'imported')) ?? local);
    const isType = statement['importKind'] === 'type' || node['importKind'] === 'type';
    return { binding: { local, imported, isType, specifier }, node };
  });
}

/** `import { a, type B } from './x';`, one line for each module, in the order of the bindings. */
export function importLines(bindings: readonly Binding[], quote: string, end: string): string[] {
  return [...Map.groupBy(bindings, ({ specifier }) => specifier)].flatMap(([specifier, group]) => {
    const from = ` from ${quote}${specifier}${quote}${end}`;
    const single = group.filter(({ imported }) => imported === '*' || imported === 'default');
    const lines = single.map(
      ({ local, imported, isType }) =>
        `import ${isType ? 'type ' : ''}${imported === '*' ? '* as ' : ''}${local}${from}`,
    );
    const named = group.filter((each) => !single.includes(each));
    if (named.length === 0) return lines;
    const allTypes = named.every(({ isType }) => isType);
    const names = named.map(
      ({ local, imported, isType }) =>
        `${isType && !allTypes ? 'type ' : ''}${imported === local ? local : `${imported} as ${local}`}`,
    );
    return [...lines, `import ${allTypes ? 'type ' : ''}{ ${names.join(', ')} }${from}`];
  });
}

/** A relative specifier as another file writes it; others stay. */
export function specifierFrom(specifier: string, from: string, to: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const target = joinPath(directoryOf(from), specifier);
  return target === null ? specifier : relativeTo(to, target);
}

/** `./x` or `../y/x`, from the folder of a file to a path. */
export function relativeTo(from: string, path: string): string {
  const folder = directoryOf(from) === '.' ? [] : directoryOf(from).split('/');
  const parts = path.split('/');
  let common = 0;
  while (common < folder.length && common < parts.length - 1 && folder[common] === parts[common]) common += 1;
  const up = folder.length - common;
  return `${up === 0 ? './' : '../'.repeat(up)}${parts.slice(common).join('/')}`;
}
