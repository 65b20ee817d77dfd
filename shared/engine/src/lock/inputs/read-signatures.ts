import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import { readSource } from '../../syntax/read-source.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { ClassSignature, FileSignatures, Signature } from './callable.ts';
import { readParams } from './read-params.ts';

const MOST_LITERALS = 24;

/** Everything that can be called in a file, with what its parameters show. Null when the file cannot be read. Pure. */
export function readSignatures(path: string, text: string): FileSignatures | null {
  const read = readSource(path, text);
  if (!read.ok) return null;
  const { file } = read;
  const functions: Signature[] = [];
  const classes: ClassSignature[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.role === 'class') {
      const methods = node.members.flatMap((each) => (each.role === 'function' ? [signatureOf(each, file)] : []));
      classes.push({
        name: node.name?.name ?? null,
        start: node.start,
        end: node.end,
        constructor: methods.find(({ kind }) => kind === 'constructor') ?? null,
        methods: methods.filter(({ kind }) => kind !== 'constructor'),
      });
    } else if (node.role === 'function') functions.push(signatureOf(node, file));
    node.children.forEach(visit);
  };
  visit(file.root);
  return { functions, classes };
}

function signatureOf(fn: NodeOf<'function'>, file: SourceFile): Signature {
  const kind = fn.kind === 'lambda' ? 'function' : fn.kind;
  return {
    name: fn.name?.name ?? givenName(fn),
    kind: kind === 'method' && isStatic(fn) ? 'static' : kind,
    start: fn.start,
    end: fn.end,
    params: readParams(fn, file, docTypes(file, fn)),
    literals: literalsIn(fn, file),
    is_async: fn.is_async,
  };
}

function isStatic(fn: NodeOf<'function'>): boolean {
  return fn.modifiers.includes('static') || fn.annotations.some(({ name }) => /^(static|class)method$/.test(name));
}

/** `const f = () => …`, `{ f: function … }`, `exports.f = …`. */
function givenName(fn: NodeOf<'function'>): string | null {
  const parent = fn.parent;
  if (parent?.role === 'binding') return parent.name?.name ?? null;
  if (parent?.role === 'entry') return parent.key;
  if (parent?.role === 'assign') {
    if (parent.target.role === 'member') return parent.target.property;
    if (parent.target.role === 'name') return parent.target.name;
  }
  return null;
}

/** `@param {string} name` of the comment that stands right before. */
function docTypes(file: SourceFile, fn: NodeOf<'function'>): ReadonlyMap<string, string> {
  let statement: SyntaxNode = fn;
  while (statement.parent && !['unit', 'block', 'class'].includes(statement.parent.role)) statement = statement.parent;
  const before = file.comments.findLast(({ end }) => end <= statement.start);
  if (!before || !/^\s*$/.test(file.text.slice(before.end, statement.start))) return new Map();
  const doc = file.text.slice(before.start, before.end);
  const found = [...doc.matchAll(/@param\s+\{([^}]*)\}\s+\[?([\w$]+)/g)];
  return new Map(found.map(([, type, name]) => [name ?? '', (type ?? '').replace(/^[?!]|=$/g, '')]));
}

function literalsIn(fn: NodeOf<'function'>, { text }: SourceFile): readonly string[] {
  const found = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    if (
      node.role === 'literal' &&
      node.value !== null &&
      node.parent?.role !== 'expression' &&
      typeof node.value !== 'boolean' &&
      node.end - node.start <= 60
    )
      found.add(text.slice(node.start, node.end));
    node.children.forEach(visit);
  };
  if (fn.body) visit(fn.body);
  return [...found].slice(0, MOST_LITERALS);
}
