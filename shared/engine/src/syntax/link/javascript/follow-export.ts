import type { Use } from '../../../rewrite/program.ts';
import type { SyntaxNode } from '../../node.ts';
import type { Binding, SourceFile } from '../../source-file.ts';
import { accessOf } from '../../javascript/bind/access-of.ts';
import type { ModuleResolution } from './module-resolution.ts';
import { moduleShape } from './module-shape.ts';
import type { Take } from './module-shape.ts';
import type { OutsideReach } from './outside-reach.ts';

/** Where an exported name is used in other files. `isLost`: there are more uses, or may be, than could be followed. */
export interface Followed {
  readonly uses: readonly Use[];
  readonly isLost: boolean;
}

/** Follows exported names through imports, re-exports, whole modules and `require`. `isType` for what types can name too. */
export function followExport(
  file: SourceFile,
  names: readonly string[],
  modules: ModuleResolution,
  reach: OutsideReach,
  isType: boolean,
): Followed {
  const uses = new Map<SyntaxNode, Use>();
  const seen = new Set<string>();
  const pending = names.map((name) => ({ file, name }));
  let isLost = false;
  const use = (at: SourceFile, node: SyntaxNode, access: Use['access']) => uses.set(node, { file: at, node, access });
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { file: from, name } = next;
    if (seen.has(`${from.path}\0${name}`)) continue;
    seen.add(`${from.path}\0${name}`);
    isLost ||= moduleShape(from).isLeaky || modules.isOneOfSeveral(from.path) || reach.mayUse(from.path, name);
    const isWhole = name === 'default' && moduleShape(from).isCommonJs;
    for (const { file: at, take } of modules.takers(from.path)) {
      if (take.imported === name || (isWhole && take.imported === '*')) {
        use(at, take.node, 'read');
        for (const reference of take.binding?.references ?? []) use(at, reference.node, reference.access);
        for (const passed of passedAs(at, take)) pending.push({ file: at, name: passed });
      } else if (take.imported === '*' || (take.imported === 'default' && moduleShape(from).isCommonJs)) {
        const members = take.binding && membersOf(take.binding, name, isType);
        if (members === null || passedAs(at, take).length > 0) isLost = true;
        for (const node of members ?? []) use(at, node, accessOf(node));
      }
    }
    if (name !== 'default') for (const passer of modules.passers(from.path)) pending.push({ file: passer, name });
  }
  return { uses: [...uses.values()], isLost };
}

/** Names under which a file offers to others what it took. */
function passedAs(file: SourceFile, take: Take): string[] {
  if (take.exportedAs !== null) return [take.exportedAs];
  if (take.binding === null) return [];
  return [...moduleShape(file).exports].flatMap(([name, binding]) => (binding === take.binding ? [name] : []));
}

/** Uses of one member of a module that was taken as a whole; null where the whole goes somewhere else. */
function membersOf(whole: Binding, name: string, isType: boolean): SyntaxNode[] | null {
  const found: SyntaxNode[] = [];
  for (const { node } of whole.references) {
    const parent = node.parent;
    // `whole.Type` names a type, and no value.
    if (!isType && parent?.role === 'other' && parent.grammar.startsWith('TS')) continue;
    if (parent?.role !== 'member' || parent.object !== node) return null;
    if (parent.property === name) found.push(parent);
  }
  return found;
}
