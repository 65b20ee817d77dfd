import type { CallNode, NameNode, NodeOf, SyntaxNode } from '../../node.ts';
import type { Binding, SourceFile } from '../../source-file.ts';

/** Something taken from another module. `imported` is its name there, `*` for the module as a whole. */
export interface Take {
  readonly source: string;
  readonly imported: string;
  /** The local name, whose references are uses too; null where `node` is all there is. */
  readonly binding: Binding | null;
  /** Where it is taken: the local name of an import, a re-exported name, `require('m').a`. */
  readonly node: SyntaxNode;
  /** Under which name it is passed on; null where it is not. */
  readonly exportedAs: string | null;
}

export interface Load {
  readonly source: string;
  readonly node: SyntaxNode;
  readonly isStatement: boolean;
}

/** What a module gives to others and takes from them, from the common tree. */
export interface ModuleShape {
  /** Neither imports nor exports anything: a script, whose names are everybody's. */
  readonly isScript: boolean;
  /** `module.exports` or `export =`: the module as a whole may be one value, here called `default`. */
  readonly isCommonJs: boolean;
  /** Own bindings by the names that others use. Names that are passed on are in `takes`. */
  readonly exports: ReadonlyMap<string, Binding>;
  readonly takes: readonly Take[];
  /** Modules whose names are all passed on (`export * from`). */
  readonly stars: readonly string[];
  /** Everything that loads a module but imports with names; `statement` where it is one that says nothing else. */
  readonly loads: readonly Load[];
  /** `exports` is also read, or handed on: anything it holds may be used through it. */
  readonly isLeaky: boolean;
}

const shapes = new WeakMap<SourceFile, ModuleShape>();

export function moduleShape(file: SourceFile): ModuleShape {
  const known = shapes.get(file);
  if (known) return known;
  const shape = readShape(file);
  shapes.set(file, shape);
  return shape;
}

function readShape(file: SourceFile): ModuleShape {
  const exports = new Map<string, Binding>();
  const takes: Take[] = [];
  const stars: string[] = [];
  const loads: Load[] = [];
  let isModule = false;
  for (const statement of file.root.body) {
    loads.push(...statementLoads(file, statement));
    if (statement.role === 'import') takes.push(...importTakes(file, statement));
    else if (statement.role === 'other') readExport(file, statement, exports, takes, stars);
    else readDeclaration(file, statement, exports);
    isModule ||= statement.role === 'import' || (statement.role === 'other' && statement.grammar.startsWith('Export'));
    isModule ||= 'modifiers' in statement && statement.modifiers.includes('export');
  }
  const calls = file.text.includes('require') || file.text.includes('import(') ? moduleCalls(file) : [];
  const required = calls.flatMap((call) => takesOf(file, call));
  loads.push(...calls.flatMap((call) => callLoads(call)));
  const objects = file.bindings.free.filter((name) => name.name === 'exports' || name.name === 'module');
  const known = objects.length > 0 ? readCommonJs(file, exports) : new Set<SyntaxNode>();
  const assigned = known.size > 0;
  return {
    isScript: !isModule && !assigned && required.length === 0 && !file.root.body.some(isExportAssignment),
    isCommonJs: assigned || file.root.body.some(isExportAssignment),
    exports,
    takes: [...takes, ...required],
    stars,
    loads,
    isLeaky: objects.some((name) => !known.has(name) && isUsedAsExports(name)),
  };
}

function importTakes(file: SourceFile, statement: NodeOf<'import'>): Take[] {
  return statement.items.map((item) => ({
    source: statement.source,
    imported: item.imported,
    binding: file.bindings.of(item),
    node: item.local ?? item,
    exportedAs: null,
  }));
}

function readExport(
  file: SourceFile,
  statement: NodeOf<'other'>,
  exports: Map<string, Binding>,
  takes: Take[],
  stars: string[],
): void {
  const source = sourceOf(file, statement);
  if (statement.grammar === 'ExportAllDeclaration' && source !== null) {
    const alias = statement.children[0];
    if (alias?.role !== 'name') stars.push(source);
    else takes.push({ source, imported: '*', binding: null, node: alias, exportedAs: alias.name });
  } else if (statement.grammar === 'ExportNamedDeclaration') {
    for (const { local, exported } of specifiersOf(statement)) {
      const binding = file.bindings.of(local);
      if (source !== null) {
        takes.push({ source, imported: local.name, binding: null, node: local, exportedAs: exported });
      } else if (binding) exports.set(exported, binding);
    }
  } else if (statement.grammar === 'ExportDefaultDeclaration' || statement.grammar === 'TSExportAssignment') {
    const [value] = statement.children;
    const binding = value?.role === 'name' ? file.bindings.of(value) : null;
    if (binding) exports.set('default', binding);
  }
}

function isExportAssignment(statement: SyntaxNode): boolean {
  return statement.role === 'other' && statement.grammar === 'TSExportAssignment';
}

function specifiersOf(statement: SyntaxNode): { local: NameNode; exported: string }[] {
  const list = statement.children.find((child) => child.role === 'list');
  return (list?.children ?? []).flatMap((each) => {
    const [local, alias] = each.children;
    if (local?.role !== 'name') return [];
    return [{ local, exported: alias?.role === 'name' ? alias.name : local.name }];
  });
}

function readDeclaration(file: SourceFile, statement: SyntaxNode, exports: Map<string, Binding>): void {
  if (!('modifiers' in statement) || !statement.modifiers.includes('export')) return;
  if (statement.role === 'declaration') {
    for (const each of bindingsBelow(statement)) {
      const binding = file.bindings.of(each);
      if (binding) exports.set(binding.name, binding);
    }
    return;
  }
  const binding = file.bindings.of(statement);
  if (binding) exports.set(statement.modifiers.includes('default') ? 'default' : binding.name, binding);
}

/** Bindings of a declaration and of the patterns in it. */
function bindingsBelow(node: SyntaxNode): SyntaxNode[] {
  return node.children.flatMap((child) => {
    if (child.role === 'binding') return child.name ? [child] : bindingsBelow(child);
    return child.role === 'object' || child.role === 'entry' || child.role === 'other' ? bindingsBelow(child) : [];
  });
}

/** Reads `module.exports = { a, b: c }` and `exports.a = b`, and gives the `exports` and `module` that stand in them. */
function readCommonJs(file: SourceFile, exports: Map<string, Binding>): Set<SyntaxNode> {
  const known = new Set<SyntaxNode>();
  const offer = (name: string, value: SyntaxNode, entry: SyntaxNode | null) => {
    const binding = value.role === 'name' ? file.bindings.of(value) : entry && file.bindings.of(entry);
    if (binding) exports.set(name, binding);
  };
  const visit = (node: SyntaxNode): void => {
    if (node.role !== 'assign') return;
    const target = exportsTarget(file, node.target);
    if (target === null) return;
    known.add(rootOf(node.target));
    if (node.value.role === 'assign') visit(node.value);
    else if (target !== '') offer(target, node.value, null);
    else if (node.value.role === 'object') {
      for (const entry of node.value.entries) {
        if (entry.role === 'entry' && entry.key !== null) offer(entry.key, entry.value, entry);
      }
    } else offer('default', node.value, null);
  };
  for (const statement of file.root.body) if (statement.role === 'expression') visit(statement.expression);
  return known;
}

function rootOf(node: SyntaxNode): SyntaxNode {
  return node.role === 'member' && node.object ? rootOf(node.object) : node;
}

/** `require.main === module` and `Object.defineProperty(exports, '__esModule', …)` use nothing that is exported. */
function isUsedAsExports(name: NameNode): boolean {
  const { parent } = name;
  if (name.name === 'module') return parent?.role === 'member' && parent.property === 'exports';
  const call = parent?.role === 'argument' ? parent.parent : null;
  return !(call?.role === 'call' && textOf(call.args[1]?.value) === '__esModule');
}

/** The exported name of `exports.name` or `module.exports.name`; '' for all that is exported, null for anything else. */
function exportsTarget(file: SourceFile, node: SyntaxNode): string | null {
  if (isExportsObject(file, node)) return '';
  return node.role === 'member' && node.object && isExportsObject(file, node.object) ? node.property : null;
}

function isExportsObject(file: SourceFile, node: SyntaxNode): boolean {
  if (node.role === 'name') return node.name === 'exports' && file.bindings.of(node) === null;
  return (
    node.role === 'member' &&
    node.property === 'exports' &&
    node.object?.role === 'name' &&
    node.object.name === 'module'
  );
}

/** `require('m')` and `import('m')`, wherever they stand. */
function moduleCalls(file: SourceFile): SyntaxNode[] {
  const calls: SyntaxNode[] = [];
  const pending: SyntaxNode[] = [file.root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isImportCall(node) || (node.role === 'call' && isRequire(file, node))) calls.push(node);
    pending.push(...node.children);
  }
  return calls;
}

/** `import('m')` hands the whole module to whoever waits for it. */
function takesOf(file: SourceFile, call: SyntaxNode): Take[] {
  if (call.role === 'call') return takesOfRequire(file, call);
  const source = textOf(call.children[0]);
  return source === null ? [] : [{ source, imported: '*', binding: null, node: call, exportedAs: null }];
}

function callLoads(call: SyntaxNode): Load[] {
  const source = textOf(call.role === 'call' ? call.args[0]?.value : call.children[0]);
  const isStatement = call.role === 'call' && call.parent?.role === 'expression' && call.parent.parent?.role === 'unit';
  return source === null ? [] : [{ source, node: isStatement ? call.parent! : call, isStatement }];
}

function statementLoads(file: SourceFile, statement: SyntaxNode): Load[] {
  if (statement.role === 'import' && statement.items.length === 0) {
    return [{ source: statement.source, node: statement, isStatement: true }];
  }
  const source = statement.role === 'other' ? sourceOf(file, statement) : null;
  // Without names, or with a name for all of them: then somebody may ask that name for anything.
  return source === null ? [] : [{ source, node: statement, isStatement: isStarWithoutName(statement) }];
}

function isStarWithoutName(statement: SyntaxNode): boolean {
  const isStar = statement.role === 'other' && statement.grammar === 'ExportAllDeclaration';
  return isStar && statement.children[0]?.role !== 'name';
}

function isImportCall(node: SyntaxNode): boolean {
  return node.role === 'other' && node.grammar === 'ImportExpression';
}

/** The path of `export … from 'path'`; null where an export has none. */
function sourceOf(file: SourceFile, statement: NodeOf<'other'>): string | null {
  const path = statement.children.find((child) => child.role === 'other' && child.grammar === 'ModulePath');
  return path ? file.text.slice(path.start + 1, path.end - 1) : null;
}

function isRequire(file: SourceFile, node: CallNode): boolean {
  const { callee } = node;
  return callee.role === 'name' && callee.name === 'require' && file.bindings.of(callee) === null;
}

function takesOfRequire(file: SourceFile, call: CallNode): Take[] {
  const source = textOf(call.args[0]?.value);
  if (source === null) return [];
  const take = (imported: string, binding: Binding | null, node: SyntaxNode): Take => ({
    source,
    imported,
    binding,
    node,
    exportedAs: null,
  });
  const parent = call.parent;
  if (parent?.role === 'member' && parent.object === call) return [take(parent.property, null, parent)];
  if (parent?.role === 'expression') return [];
  if (parent?.role !== 'binding' || parent.initializer !== call) return [take('*', null, call)];
  if (parent.name) return [take('*', file.bindings.of(parent), parent.name)];
  const pattern = parent.children.find((child) => child.role === 'object');
  if (!pattern) return [take('*', null, call)];
  return pattern.children.flatMap((entry) => {
    if (entry.role !== 'entry' || entry.key === null) return [];
    const local = entry.value.role === 'binding' ? entry.value : null;
    return [take(entry.key, local && file.bindings.of(local), local?.name ?? entry)];
  });
}

function textOf(node: SyntaxNode | undefined): string | null {
  return node?.role === 'literal' && typeof node.value === 'string' ? node.value : null;
}
