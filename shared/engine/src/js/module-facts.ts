import type { ParsedModule } from './parse.ts';
import { child, children, nameOf, stringOf, walk } from './walk.ts';
import type { JsNode } from './walk.ts';

/** One name taken from another module. `imported` is the other side's name; `at` is where the specifier starts. */
export interface ImportedName {
  readonly imported: string;
  readonly at: number;
}

/**
 * One way in which a file reaches another. `names: 'all'` means that any export may be used. `star` passes all names on
 * (`export * from`). `mention` is a string that may be a path: a worker, a mock, a fork.
 */
export interface ModuleLink {
  readonly specifier: string;
  readonly kind: 'import' | 're_export' | 'star' | 'require' | 'dynamic' | 'mention';
  readonly names: readonly ImportedName[] | 'all';
  readonly typeOnly: boolean;
  /** Where the statement or expression starts. */
  readonly at: number;
}

/** A path that is put together when the program runs: what stands before and after the unknown part. */
export interface PathPattern {
  readonly prefix: string;
  readonly suffix: string;
}

/** What a module says about its neighbours, as plain data: the tree it was read from can be let go. */
export interface ModuleFacts {
  readonly links: readonly ModuleLink[];
  readonly patterns: readonly PathPattern[];
  /** Names it exports itself, `default` included; re-exported names too. */
  readonly exported: ReadonlySet<string>;
  readonly hasModuleSyntax: boolean;
}

export function readFacts(module: ParsedModule): ModuleFacts {
  const links: ModuleLink[] = [];
  const patterns: PathPattern[] = [];
  const exported = new Set<string>();
  walk(module.program, (node) => {
    if (node.type === 'ImportDeclaration') links.push(importLink(node));
    else if (/^Export(?:All|Named|Default)Declaration$/.test(node.type)) readExport(node, links, exported);
    else if (node.type === 'ImportExpression') readPath(child(node, 'source'), 'dynamic', links, patterns);
    else if (node.type === 'CallExpression' || node.type === 'NewExpression') readLoader(node, links, patterns);
    else if (node.type === 'TSImportType') addAll(child(node, 'source') ?? child(node, 'argument'), 'import', links);
    else if (node.type === 'TSExternalModuleReference') addAll(child(node, 'expression'), 'require', links);
    else if (node.type === 'Literal' || node.type === 'TemplateLiteral') readMention(node, links);
    return isModuleStatement(node) && child(node, 'source') ? 'skip' : undefined;
  });
  return { links, patterns, exported, hasModuleSyntax: module.sourceType === 'module' };
}

function isModuleStatement(node: JsNode): boolean {
  return /^(?:Import|ExportAll|ExportNamed)Declaration$/.test(node.type);
}

function importLink(node: JsNode): ModuleLink {
  const specifiers = children(node, 'specifiers');
  const isAll = specifiers.some((each) => each.type === 'ImportNamespaceSpecifier');
  const named = specifiers.map((each) => ({
    imported: each.type === 'ImportSpecifier' ? (nameOf(child(each, 'imported')) ?? '') : 'default',
    at: each.start,
  }));
  return {
    specifier: stringOf(child(node, 'source')) ?? '',
    kind: 'import',
    names: isAll ? 'all' : named,
    typeOnly: node['importKind'] === 'type',
    at: node.start,
  };
}

function readExport(node: JsNode, links: ModuleLink[], exported: Set<string>): void {
  if (node.type === 'ExportDefaultDeclaration') exported.add('default');
  for (const each of children(node, 'specifiers')) exported.add(nameOf(child(each, 'exported')) ?? '');
  const declaration = child(node, 'declaration');
  if (declaration && node.type === 'ExportNamedDeclaration')
    for (const name of declaredNames(declaration)) exported.add(name);
  const specifier = stringOf(child(node, 'source'));
  if (specifier === null) return;
  const typeOnly = node['exportKind'] === 'type';
  if (node.type === 'ExportAllDeclaration') {
    const alias = nameOf(child(node, 'exported'));
    if (alias !== null) exported.add(alias);
    links.push({ specifier, kind: alias === null ? 'star' : 're_export', names: 'all', typeOnly, at: node.start });
    return;
  }
  const names = children(node, 'specifiers').map((each) => ({
    imported: nameOf(child(each, 'local')) ?? '',
    at: each.start,
  }));
  links.push({ specifier, kind: 're_export', names, typeOnly, at: node.start });
}

/** Names that a declaration binds: variables (also by pattern), a function, a class, a type. */
export function declaredNames(declaration: JsNode): string[] {
  if (declaration.type !== 'VariableDeclaration') return [nameOf(child(declaration, 'id')) ?? ''];
  return children(declaration, 'declarations').flatMap((each) => boundNames(child(each, 'id')));
}

export function boundNames(pattern: JsNode | null): string[] {
  if (!pattern) return [];
  if (pattern.type === 'Identifier') return [nameOf(pattern) ?? ''];
  if (pattern.type === 'ObjectPattern') return children(pattern, 'properties').flatMap((each) => boundNames(each));
  if (pattern.type === 'ArrayPattern') return children(pattern, 'elements').flatMap((each) => boundNames(each));
  return boundNames(child(pattern, 'value') ?? child(pattern, 'left') ?? child(pattern, 'argument'));
}

/** Calls that take a path by convention; any other string that looks like one is a mention. */
function readLoader(node: JsNode, links: ModuleLink[], patterns: PathPattern[]): void {
  const callee = child(node, 'callee');
  const name = nameOf(callee) ?? nameOf(callee && child(callee, 'property'));
  const owner = nameOf(callee && child(callee, 'object'));
  const [first] = children(node, 'arguments');
  if (name === 'require' && owner === null) return readPath(first ?? null, 'require', links, patterns);
  const loads =
    (owner === 'require' && (name === 'resolve' || name === 'context')) || name === 'URL' || name === 'Worker';
  const globs = owner === null && callee?.type === 'MemberExpression' && (name === 'glob' || name === 'globEager');
  if (globs) {
    for (const each of first?.type === 'ArrayExpression' ? children(first, 'elements') : [first ?? null]) {
      const star = stringOf(each);
      if (star !== null) patterns.push({ prefix: star.split('*')[0] ?? star, suffix: '' });
    }
  } else if (name === 'context' && stringOf(first ?? null) !== null) {
    patterns.push({ prefix: `${stringOf(first ?? null)}/`, suffix: '' });
  } else if (loads) readPath(first ?? null, 'mention', links, patterns);
}

function readPath(
  node: JsNode | null,
  kind: 'require' | 'dynamic' | 'mention',
  links: ModuleLink[],
  patterns: PathPattern[],
): void {
  if (stringOf(node) !== null) return addAll(node, kind, links);
  if (!node) return;
  const pattern = patternOf(node);
  const parts = textsOf(node);
  // A path that is fully known is a link; a mention by computed name (an URL, mostly) tells nothing.
  if (parts.every((part) => part !== null)) links.push({ ...linkTo(parts.join('')), kind, at: node.start });
  else if (kind !== 'mention') patterns.push(pattern);
}

/**
 * `'./dir/' + name + '.js'`, `` `./dir/${name}` ``, `path.join(__dirname, 'dir', name)`. What starts with an unknown part
 * has the prefix `./`: whoever loads by a computed name most often loads its neighbours.
 */
function patternOf(node: JsNode): PathPattern {
  const parts = textsOf(node);
  const known = parts.findIndex((part) => part === null);
  const prefix = parts.slice(0, known === -1 ? parts.length : known).join('');
  return { prefix: /^\.{1,2}\//.test(prefix) ? prefix : './', suffix: parts.at(-1) ?? '' };
}

/** The pieces of a path expression in order; null for what is only known when the program runs. */
function textsOf(node: JsNode): (string | null)[] {
  const text = stringOf(node);
  if (text !== null) return [text];
  if (node.type === 'TemplateLiteral') {
    const texts = children(node, 'quasis').map((each) => (each['value'] as { cooked?: string | null }).cooked ?? '');
    const holes = children(node, 'expressions').map((each) => textsOf(each));
    return texts.flatMap((each, index) => [each, ...(holes[index] ?? [])]);
  }
  if (node.type === 'BinaryExpression' && node['operator'] === '+') {
    return [child(node, 'left'), child(node, 'right')].flatMap((each) => (each ? textsOf(each) : [null]));
  }
  if (nameOf(node) === '__dirname' || nameOf(child(node, 'property')) === 'dirname') return ['.'];
  const callee = child(node, 'callee');
  if (/^(?:join|resolve)$/.test(nameOf(callee && (child(callee, 'property') ?? callee)) ?? '')) {
    return children(node, 'arguments')
      .flatMap((each) => [...textsOf(each), '/'])
      .slice(0, -1);
  }
  return [null];
}

function linkTo(specifier: string): Omit<ModuleLink, 'kind' | 'at'> {
  return { specifier: specifier.replace(/\/{2,}/g, '/'), names: 'all', typeOnly: false };
}

function addAll(source: JsNode | null, kind: ModuleLink['kind'], links: ModuleLink[]): void {
  const specifier = stringOf(source);
  if (source && specifier !== null) {
    links.push({ specifier, kind, names: 'all', typeOnly: kind === 'import', at: source.start });
  }
}

function readMention(node: JsNode, links: ModuleLink[]): void {
  const value = stringOf(node);
  if (value !== null && /[./]/.test(value) && /^[\w@~#./*!{},-]{2,200}$/.test(value)) addAll(node, 'mention', links);
}
