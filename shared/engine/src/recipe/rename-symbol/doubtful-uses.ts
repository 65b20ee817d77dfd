import ts from 'typescript6';
import { parsesOf } from '../../js/parse-cache.ts';
import { child, nameOf, walk } from '../../js/walk.ts';
import type { SourceTree } from '../recipe.ts';
import { compilerOf } from '../typescript/compiler.ts';
import type { Location } from './location.ts';

export interface Doubt {
  readonly path: string;
  readonly at: number;
}

/**
 * Places that read `something.name` where nobody knows what the something is, so that it may be the symbol. `paths` limits
 * the search to files that can get hold of it.
 */
export function doubtfulUses(
  tree: SourceTree,
  name: string,
  locations: readonly Location[],
  paths: Iterable<string>,
): Doubt[] {
  const known = new Set(locations.map(({ path, start }) => `${path} ${start}`));
  const doubts: Doubt[] = [];
  for (const path of paths) {
    if (!tree.files.get(path)?.includes(name)) continue;
    const parsed = parsesOf(tree).get(path);
    if (!parsed?.ok) continue;
    walk(parsed.module.program, (node) => {
      const property = node.type === 'MemberExpression' && node['computed'] !== true ? child(node, 'property') : null;
      const object = child(node, 'object');
      if (!property || !object || nameOf(property) !== name || known.has(`${path} ${property.start}`)) return;
      if (isUnknown(tree, path, property.start)) doubts.push({ path, at: property.start });
    });
  }
  return doubts;
}

function isUnknown(tree: SourceTree, path: string, property: number): boolean {
  const project = compilerOf(tree).projectOf(path);
  const file = project?.sourceFile(path);
  if (!project || !file) return true;
  let access: ts.PropertyAccessExpression | null = null;
  const visit = (node: ts.Node): void => {
    if (property < node.pos || property >= node.end) return;
    if (ts.isPropertyAccessExpression(node) && node.name.getStart(file) === property) access = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  if (access === null) return true;
  const { expression } = access as ts.PropertyAccessExpression;
  const type = project.program().getTypeChecker().getTypeAtLocation(expression);
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
}
