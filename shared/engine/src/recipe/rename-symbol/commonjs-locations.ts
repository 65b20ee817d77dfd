import type { Kept } from '@iama/contracts/recipe';
import { moduleGraphOf } from '../../js/module-graph.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import { analyzeScopes } from '../../js/scope.ts';
import { child, children, nameOf, parentsOf, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { workspaceOf } from '../unused-code/workspace.ts';
import { dottedName } from '../unused-code/effects.ts';
import type { RecipeRequest, SourceTree } from '../recipe.ts';
import { collectLocations } from './collect-locations.ts';
import type { Declaration } from './find-declaration.ts';
import type { Location } from './location.ts';
import { publicReason } from './public-reason.ts';

export interface CommonjsLocations {
  readonly locations: readonly Location[];
  readonly kept: readonly Kept[];
}

const NONE: CommonjsLocations = { locations: [], kept: [] };

/**
 * Where a name is passed on by `module.exports = { a }`, the places in which others take it: `const { a } = require()`,
 * `lib.a`. When one of them cannot be followed, nobody's name changes: the export then reads `{ a: b }`, which is as right.
 */
export function commonjsLocations(
  { tree, level }: RecipeRequest,
  path: string,
  declaration: Declaration,
): CommonjsLocations {
  const exported = exportedKeys(tree, path, declaration.name);
  if (exported.length === 0 || declaration.isMember) return NONE;
  const stays = (reason: string): CommonjsLocations => ({
    locations: [],
    kept: [{ path, symbol: declaration.name, line: null, reason: `the exported name stays: ${reason}` }],
  });
  const graph = moduleGraphOf(tree);
  const reason = level === 'COMPREHENSIVE' ? null : publicReason(workspaceOf(tree), path);
  if (reason !== null) return stays(reason);
  const locations: Location[] = [...exported];
  const importers = new Set(graph.importers(path).map(({ from }) => from));
  for (const from of importers) {
    const found = usesIn(tree, from, path, declaration.name);
    if (typeof found === 'string') return stays(`${from} ${found}`);
    locations.push(...found);
  }
  return { locations, kept: [] };
}

/** Keys of `module.exports = {…}` and left sides `exports.a` with this name. */
function exportedKeys(tree: SourceTree, path: string, name: string): Location[] {
  const parsed = parsesOf(tree).get(path);
  if (!parsed?.ok || parsed.module.sourceType === 'module') return [];
  const found: Location[] = [];
  // `exports.a = other` is not the export of `a`.
  let isOther = false;
  walk(parsed.module.program, (node) => {
    const left = node.type === 'AssignmentExpression' ? child(node, 'left') : null;
    const right = left && child(node, 'right');
    const target = dottedName(left);
    if (target === 'module.exports' && right?.type === 'ObjectExpression') {
      for (const property of children(right, 'properties')) {
        const key = child(property, 'key');
        if (!key || property['computed'] === true || nameOf(key) !== name || key.type !== 'Identifier') continue;
        if (nameOf(child(property, 'value')) !== name) isOther = true;
        found.push({ path, start: key.start, end: key.end, prefix: '', suffix: '' });
      }
    }
    if (
      /^(?:module\.)?exports\.[\w$]+$/.test(target ?? '') ||
      (node.type === 'MemberExpression' && /^(?:module\.)?exports\.[\w$]+$/.test(dottedName(node) ?? ''))
    ) {
      const property = child(left ?? node, 'property');
      if (left && nameOf(property) === name && nameOf(child(node, 'right')) !== name) isOther = true;
      if (property && nameOf(property) === name)
        found.push({ path, start: property.start, end: property.end, prefix: '', suffix: '' });
    }
    return undefined;
  });
  return isOther ? [] : found;
}

/** Places in one file that take the name from the module, or what cannot be followed there. */
function usesIn(tree: SourceTree, from: string, path: string, name: string): Location[] | string {
  const parsed = parsesOf(tree).get(from);
  if (!parsed?.ok) return 'does not parse';
  const graph = moduleGraphOf(tree);
  const loads = (node: JsNode): boolean => {
    if (node.type !== 'CallExpression' || nameOf(child(node, 'callee')) !== 'require') return false;
    const specifier = children(node, 'arguments')[0]?.['value'];
    const resolution = typeof specifier === 'string' ? graph.resolver.resolve(from, specifier) : null;
    return resolution?.kind === 'file' && resolution.files.includes(path);
  };
  const parents = parentsOf(parsed.module.program);
  const found: Location[] = [];
  let problem: string | null = graph
    .importers(path)
    .some((edge) => edge.from === from && !/^(?:require|mention)$/.test(edge.kind))
    ? 'loads it in another way than by require'
    : null;
  const takeMember = (node: JsNode): boolean => {
    const parent = parents.get(node);
    if (parent?.type !== 'MemberExpression' || child(parent, 'object') !== node || parent['computed'] === true)
      return false;
    const property = child(parent, 'property');
    if (property && nameOf(property) === name)
      found.push({ path: from, start: property.start, end: property.end, prefix: '', suffix: '' });
    return true;
  };
  const takePattern = (pattern: JsNode): void => {
    for (const property of children(pattern, 'properties')) {
      const key = child(property, 'key');
      if (property.type === 'RestElement') problem = 'takes what is left of it in a rest';
      if (!key || nameOf(key) !== name || property['computed'] === true) continue;
      const value = child(property, 'value');
      const local = value?.type === 'AssignmentPattern' ? child(value, 'left') : value;
      // `{ a }` becomes `{ b }` with its uses; `{ a: own }` keeps its own name.
      const isShorthand = local?.start === key.start;
      const uses = isShorthand ? collectLocations(tree, from, key.start, () => false) : [];
      if (uses === null) problem = 'uses it in a way that cannot be followed';
      for (const each of uses ?? [])
        if (each.path === from) found.push({ ...each, prefix: each.start === key.start ? '' : each.prefix });
      found.push({ path: from, start: key.start, end: key.end, prefix: '', suffix: '' });
    }
  };
  walk(parsed.module.program, (node) => {
    if (problem !== null || !loads(node)) return;
    const parent = parents.get(node);
    if (parent?.type === 'ExpressionStatement' || takeMember(node)) return;
    const id = parent?.type === 'VariableDeclarator' ? child(parent, 'id') : null;
    if (id?.type === 'ObjectPattern') takePattern(id);
    else if (id?.type === 'Identifier') {
      const variable = analyzeScopes(parsed.module)
        .scopes.flatMap(({ variables }) => variables)
        .find((each) => each.defs.some((def) => def.name.range[0] === id.start));
      for (const reference of variable?.references ?? []) {
        const use = reference.identifier as unknown as JsNode;
        if (reference.init || takeMember(use)) continue;
        const holder = parents.get(use);
        const pattern = holder?.type === 'VariableDeclarator' ? child(holder, 'id') : null;
        if (pattern?.type === 'ObjectPattern') takePattern(pattern);
        else problem = 'passes the module on';
      }
    } else problem = 'passes the module on';
  });
  return problem ?? found;
}
