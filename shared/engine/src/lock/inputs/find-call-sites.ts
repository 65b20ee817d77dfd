import { directoryOf, joinPath } from '../../js/paths.ts';
import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import { readSource } from '../../syntax/read-source.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { resolvePython } from '../../context/resolve-python.ts';
import { closedCode } from './closed-code.ts';
import type { Row } from './closed-code.ts';
import { rowsAround } from './rows-around.ts';

/** Argument lists that callers write, by what they call: an export's name, `default` for the module itself, `.method`. */
export type CallSites = ReadonlyMap<string, readonly (readonly string[])[]>;

const MOST_FILES = 200;
/** A name as short as this may mean anything. */
const TELLING = 3;

/**
 * How files of the repository call the target, with arguments that mean the same anywhere. Test files come first: they
 * show what matters. Pure.
 */
export function findCallSites(
  target: string,
  files: ReadonlyMap<string, string>,
  names: ReadonlySet<string>,
): CallSites {
  const found = new Map<string, Map<string, readonly string[]>>();
  const paths = new Set(files.keys());
  const wanted = [...files].filter(([path, text]) => mayCall(path, text, target, names));
  for (const [path, text] of wanted.toSorted(([a], [b]) => rank(a) - rank(b)).slice(0, MOST_FILES)) {
    const read = readSource(path, text);
    if (!read.ok) continue;
    const locals = path.endsWith('.py') ? pythonNames(read.file, target, paths) : localNames(read.file, target);
    visitCalls(read.file.root, (call) => {
      const key = keyOf(call, locals, names);
      if (key === null) return;
      const list = found.get(key) ?? new Map<string, readonly string[]>();
      for (const args of argsOf(call, read.file)) list.set(args.join('\u0000'), args);
      found.set(key, list);
    });
  }
  return new Map([...found].map(([key, lists]) => [key, [...lists.values()]]));
}

function mayCall(path: string, text: string, target: string, names: ReadonlySet<string>): boolean {
  if (path.includes('node_modules/') || text.length > 400_000 || !/\.([cm]?[jt]sx?|py)$/.test(path)) return false;
  const stem = stemOf(target);
  return (
    text.includes(stem.slice(stem.lastIndexOf('/') + 1)) ||
    /['"]\.\.?\/?['"]/.test(text) ||
    [...names].some((each) => text.includes(each))
  );
}

function rank(path: string): number {
  return /(^|\/)(tests?|__tests__|spec)\/|[._-](test|spec)\.|(^|\/)test_/.test(path) ? 0 : 1;
}

/** Local name → export name (`default` for the whole module). */
function localNames(file: SourceFile, target: string): ReadonlyMap<string, string> {
  const locals = new Map<string, string>();
  const visit = (node: SyntaxNode): void => {
    if (node.role === 'import' && means(node.source, file.path, target)) {
      for (const item of node.items) locals.set(item.local_name, item.imported === '*' ? 'default' : item.imported);
    } else if (node.role === 'binding' && node.initializer) {
      const source = requiredBy(node.initializer);
      if (source !== null && means(source.path, file.path, target) && node.name)
        locals.set(node.name.name, source.member ?? 'default');
    }
    node.children.forEach(visit);
  };
  visit(file.root);
  return locals;
}

/** `require('./a')` and `require('./a').b`. */
function requiredBy(node: SyntaxNode): { readonly path: string; readonly member: string | null } | null {
  if (node.role === 'member' && node.object) {
    const inner = requiredBy(node.object);
    return inner && inner.member === null ? { path: inner.path, member: node.property } : null;
  }
  if (node.role !== 'call' || node.callee.role !== 'name' || node.callee.name !== 'require') return null;
  const [first] = node.args;
  return first?.value.role === 'literal' && typeof first.value.value === 'string'
    ? { path: first.value.value, member: null }
    : null;
}

/** As `localNames`, by what the imports of Python lead to. */
function pythonNames(file: SourceFile, target: string, paths: ReadonlySet<string>): ReadonlyMap<string, string> {
  const locals = new Map<string, string>();
  const leads = (module: string): boolean => resolvePython(paths, file.path, module) === target;
  const visit = (node: SyntaxNode): void => {
    if (node.role === 'import') {
      for (const { imported, local_name } of node.items) {
        const isModule = imported === '*' ? leads(node.source) : leads(`${node.source.replace(/\.$/, '')}.${imported}`);
        if (isModule) locals.set(local_name, 'default');
        else if (imported !== '*' && leads(node.source)) locals.set(local_name, imported);
      }
    }
    node.children.forEach(visit);
  };
  visit(file.root);
  return locals;
}

/** A relative path to the target, or to a folder above it whose index it may be. */
function means(source: string, from: string, target: string): boolean {
  const stem = stemOf(target);
  if (!source.startsWith('.')) return false;
  const place = stemOf(joinPath(directoryOf(from), source) ?? '');
  return place === stem || place === '.' || place === '' || `${place}/index` === stem;
}

function keyOf(call: NodeOf<'call'>, locals: ReadonlyMap<string, string>, names: ReadonlySet<string>): string | null {
  const { callee } = call;
  if (callee.role === 'name')
    return locals.get(callee.name) ?? (callee.name.length > TELLING && names.has(callee.name) ? callee.name : null);
  if (callee.role !== 'member') return null;
  const owner = callee.object?.role === 'name' ? callee.object.name : null;
  if (owner !== null && locals.get(owner) === 'default') return callee.property;
  return names.has(callee.property) ? `.${callee.property}` : null;
}

/** As it is written, or as the rows of a table around it say. */
function argsOf(call: NodeOf<'call'>, file: SourceFile): readonly (readonly string[])[] {
  const closed = (row?: Row): readonly (readonly string[])[] => {
    const args = call.args.map((each) => (each.spread || each.trailing ? null : closedCode(each, file, row)));
    return args.every((each) => each !== null) ? [args] : [];
  };
  const plain = closed();
  return plain.length > 0 ? plain : rowsAround(call, file).flatMap(closed);
}

function visitCalls(node: SyntaxNode, each: (call: NodeOf<'call'>) => void): void {
  if (node.role === 'call') each(node);
  for (const child of node.children) visitCalls(child, each);
}

function stemOf(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$|\.py$/, '');
}
