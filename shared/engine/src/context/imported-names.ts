import { languageOf, parseModule } from '../js/parse.ts';
import { child, children, nameOf, stringOf, walk } from '../js/walk.ts';
import type { JsNode } from '../js/walk.ts';

/** One name that a file takes from a module. `name` is the module's own name for it; null for the module as a whole. */
export interface ImportedName {
  readonly specifier: string;
  readonly name: string | null;
  readonly local: string;
}

/** What a file imports, name by name; empty if it does not parse. */
export function importedNames(path: string, text: string): readonly ImportedName[] {
  if (languageOf(path) === null) return /\.pyi?$/.test(path) ? pythonNames(text) : [];
  const parsed = parseModule(path, text);
  const found: ImportedName[] = [];
  if (!parsed.ok) return found;
  walk(parsed.module.program, (node) => {
    if (node.type === 'ImportDeclaration') found.push(...fromImport(node));
    if (node.type === 'VariableDeclarator') found.push(...fromRequire(node));
  });
  return found;
}

function fromImport(node: JsNode): ImportedName[] {
  const specifier = stringOf(child(node, 'source')) ?? '';
  return children(node, 'specifiers').map((each) => {
    const local = nameOf(child(each, 'local')) ?? '';
    if (each.type === 'ImportNamespaceSpecifier') return { specifier, name: null, local };
    return { specifier, name: each.type === 'ImportSpecifier' ? nameOf(child(each, 'imported')) : 'default', local };
  });
}

/** `const a = require('…')`, `const { a, b: c } = require('…')`. */
function fromRequire(node: JsNode): ImportedName[] {
  const call = child(node, 'init');
  if (call?.type !== 'CallExpression' || nameOf(child(call, 'callee')) !== 'require') return [];
  const specifier = stringOf(children(call, 'arguments')[0] ?? null);
  const id = child(node, 'id');
  if (specifier === null || id === null) return [];
  if (id.type === 'Identifier') return [{ specifier, name: null, local: nameOf(id) ?? '' }];
  return children(id, 'properties').flatMap((each) => {
    const name = nameOf(child(each, 'key'));
    return name === null ? [] : [{ specifier, name, local: nameOf(child(each, 'value')) ?? name }];
  });
}

const FROM = /^[ \t]*from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)/gm;
const PLAIN = /^[ \t]*import[ \t]+([\w., \t]+)/gm;

function pythonNames(text: string): ImportedName[] {
  const found: ImportedName[] = [];
  for (const [, specifier = '', names = ''] of text.matchAll(FROM)) {
    for (const { name, local } of pairsIn(names)) {
      found.push({ specifier, name, local });
      // The name may be a module of its own.
      found.push({
        specifier: specifier.endsWith('.') ? `${specifier}${name}` : `${specifier}.${name}`,
        name: null,
        local,
      });
    }
  }
  for (const [, names = ''] of text.matchAll(PLAIN)) {
    for (const { name, local } of pairsIn(names)) found.push({ specifier: name, name: null, local });
  }
  return found;
}

function pairsIn(list: string): { name: string; local: string }[] {
  return list
    .replace(/#[^\n]*|[()\\]/g, ' ')
    .split(',')
    .map((each) => /^\s*([\w.]+)(?:\s+as\s+(\w+))?\s*$/.exec(each))
    .flatMap((match) => (match?.[1] === undefined ? [] : [{ name: match[1], local: match[2] ?? match[1] }]));
}
