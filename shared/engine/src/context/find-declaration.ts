import { parseModule } from '../js/parse.ts';
import { child, children, nameOf, stringOf } from '../js/walk.ts';
import type { JsNode } from '../js/walk.ts';
import { languageOf } from '../js/parse.ts';
import type { ContextIndex } from './context-index.ts';
import { importedNames } from './imported-names.ts';
import { outlineOf } from './outline.ts';
import type { Declaration, Outline } from './outline.ts';

export interface Found {
  readonly path: string;
  readonly text: string;
  readonly outline: Outline;
  readonly declaration: Declaration;
  /** Files that only pass the name on, in the order they were gone through. */
  readonly by_way_of: readonly string[];
}

const MOST_STEPS = 8;

/** Where a name that a file exports is declared, through files that pass it on. Null when that cannot be told. */
export function findDeclaration(
  index: ContextIndex,
  path: string,
  name: string,
  by_way_of: readonly string[] = [],
): Found | null {
  if (by_way_of.length > MOST_STEPS || by_way_of.includes(path)) return null;
  const text = index.textOf(path);
  const outline = text === null ? null : outlineOf(path, text);
  if (text === null || outline === null) return null;
  const passed = languageOf(path) === null ? { local: name, from: [] } : exportOf(path, text, name);
  const declaration = outline.declarations.find((each) => each.name === passed.local);
  if (declaration) return { path, text, outline, declaration, by_way_of };
  const imported = importedNames(path, text).filter(({ local }) => local === passed.local);
  const ways = [...passed.from, ...imported.map((each) => ({ specifier: each.specifier, name: each.name }))];
  for (const way of ways) {
    if (way.name === null) continue;
    for (const next of index.resolve(path, way.specifier)) {
      const found = findDeclaration(index, next, way.name, [...by_way_of, path]);
      if (found) return found;
    }
  }
  return null;
}

/** Which local name an export is, and which modules it may come from. */
function exportOf(
  path: string,
  text: string,
  name: string,
): { readonly local: string; readonly from: readonly { specifier: string; name: string | null }[] } {
  const parsed = parseModule(path, text);
  const from: { specifier: string; name: string | null }[] = [];
  let local = name;
  if (!parsed.ok) return { local, from };
  for (const statement of children(parsed.module.program as unknown as JsNode, 'body')) {
    const specifier = stringOf(child(statement, 'source'));
    if (statement.type === 'ExportAllDeclaration' && specifier !== null && child(statement, 'exported') === null) {
      from.push({ specifier, name });
    }
    if (statement.type === 'ExportDefaultDeclaration' && name === 'default') {
      local =
        nameOf(child(statement, 'declaration')) ??
        nameOf(child(child(statement, 'declaration') ?? statement, 'id')) ??
        name;
    }
    if (statement.type !== 'ExportNamedDeclaration') continue;
    for (const each of children(statement, 'specifiers')) {
      if (nameOf(child(each, 'exported')) !== name) continue;
      const inner = nameOf(child(each, 'local')) ?? name;
      if (specifier === null) local = inner;
      else from.unshift({ specifier, name: inner });
    }
  }
  return { local, from };
}
