import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import { readSource } from '../../syntax/read-source.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

const LONGEST = 400;
const DEEPEST = 4;
const CONSTANTS = /^(undefined|NaN|Infinity|None|True|False)$/;
const BUILT = /^(Date|Map|Set|RegExp|Error|TypeError|RangeError|Array|Object|Uint8Array|Buffer|URL)$/;
const BUILT_PYTHON = /^(dict|list|set|tuple|frozenset|bytes|bytearray|range|float|ValueError|TypeError|KeyError)$/;
/** Functions of Python that callers hand on, and whose names mean the same anywhere. */
const HANDED_ON =
  /^(abs|all|any|bool|bytes|dict|float|frozenset|int|len|list|max|min|repr|reversed|round|set|sorted|str|sum|tuple|type|object|ValueError|TypeError|KeyError|IndexError|ZeroDivisionError|Exception)$/;
const GLOBALS =
  /^(undefined|NaN|Infinity|Math|Number|String|Boolean|Object|Array|JSON|Date|Error|TypeError|RegExp|Map|Set|Symbol|Promise|BigInt|parseInt|parseFloat|isNaN|len|str|int|float|sorted|sum|max|min|abs|range|list|dict|True|False|None)$/;

/** What names stand for in one row of a table. */
export type Row = ReadonlyMap<string, SyntaxNode>;
const NO_ROW: Row = new Map();

/**
 * The source text of an expression that means the same anywhere: literals, what is built of them, constants of the file and names
 * of the row put in place, functions that use nothing from outside. Null for everything else.
 */
export function closedCode(node: SyntaxNode, file: SourceFile, row: Row = NO_ROW): string | null {
  const code = close(node, file, 0, row);
  if (code === null || code.length > LONGEST || code.includes('\n')) return null;
  // On one line, a comment swallows what followed it, and statements may run into each other.
  return readSource(file.path, `f(${code})\n`).ok ? code : null;
}

function close(node: SyntaxNode, file: SourceFile, depth: number, row: Row): string | null {
  if (depth > DEEPEST * 4) return null;
  const written = file.text.slice(node.start, node.end);
  const parts = (children: readonly SyntaxNode[]): string | null => rebuild(node, children, file, depth, row);
  switch (node.role) {
    case 'literal':
      return written;
    case 'list':
    case 'group':
    case 'not':
    case 'entry':
    case 'argument':
    case 'compare':
    case 'logical':
      return node.role === 'entry' && node.shorthand ? null : parts(node.children);
    case 'object':
      return parts(node.children);
    case 'name':
      return named(node, file, depth, row);
    case 'member':
      return isOperator(node, file) ? written : null;
    case 'call':
      return node.is_new || file.dialect.language === 'python' ? construct(node, file, parts) : null;
    case 'function':
      return isSelfContained(node, file) ? written : null;
    case 'other':
      return /^(infix|prefix) [-+*/!~]|^(Literal|TemplateLiteral|Property|string|unary_operator|list_splat)/.test(
        node.grammar,
      )
        ? parts(node.children)
        : null;
    default:
      return null;
  }
}

/** `operator.add`, where it is Python's module. */
function isOperator({ object }: NodeOf<'member'>, file: SourceFile): boolean {
  return (
    file.dialect.language === 'python' &&
    object?.role === 'name' &&
    object.name === 'operator' &&
    /^import operator\b/m.test(file.text)
  );
}

function construct(
  node: Extract<SyntaxNode, { role: 'call' }>,
  { dialect }: SourceFile,
  parts: (children: readonly SyntaxNode[]) => string | null,
): string | null {
  const built = dialect.language === 'python' ? BUILT_PYTHON : BUILT;
  return node.callee.role === 'name' && built.test(node.callee.name) ? parts(node.args) : null;
}

/** The node's own text with its children's put in place. */
function rebuild(
  node: SyntaxNode,
  children: readonly SyntaxNode[],
  file: SourceFile,
  depth: number,
  row: Row,
): string | null {
  let result = '';
  let at = node.start;
  for (const each of children) {
    // The key of an entry is a word, not a use.
    const isKey = node.role === 'entry' && each !== node.value;
    const code = isKey ? file.text.slice(each.start, each.end) : close(each, file, depth + 1, row);
    const gap = file.text.slice(at, each.start);
    // What follows a comment would be part of it on one line.
    if (code === null || /#|\/\//.test(gap)) return null;
    result += gap + code;
    at = each.end;
  }
  const end = file.text.slice(at, node.end);
  if (children.length > 0 && /#|\/\//.test(end)) return null;
  return (result + end).replaceAll(/\s*\n\s*/g, ' ');
}

/** A constant of the file stands for its value. */
function named(node: Extract<SyntaxNode, { role: 'name' }>, file: SourceFile, depth: number, row: Row): string | null {
  const told = row.get(node.name);
  if (told) return depth > DEEPEST ? null : close(told, file, depth + DEEPEST, NO_ROW);
  if (CONSTANTS.test(node.name)) return node.name;
  const binding = file.bindings.of(node);
  const isPython = file.dialect.language === 'python';
  if (isPython && binding === null) return HANDED_ON.test(node.name) ? node.name : null;
  const declared = binding?.declaration;
  if (isPython && declared?.role === 'function') return asLambda(declared, file);
  if (!binding || declared?.role !== 'binding' || !declared.initializer) return null;
  if (binding.references.some(({ access }) => access !== 'read')) return null;
  return depth > DEEPEST ? null : close(declared.initializer, file, depth + DEEPEST, NO_ROW);
}

/** `def inc(x): return x + 1` as `lambda x: x + 1`, where that is all it does. */
function asLambda(fn: NodeOf<'function'>, file: SourceFile): string | null {
  const [only, more] = fn.body?.role === 'block' ? fn.body.body : [];
  if (only?.role !== 'return' || !only.value || more || fn.is_async || fn.annotations.length > 0) return null;
  if (fn.params.some(({ name, rest }) => name === null || rest) || !isSelfContained(fn, file)) return null;
  const text = (node: SyntaxNode): string => file.text.slice(node.start, node.end);
  const params = fn.params.map(
    ({ name, default_value }) => (name?.name ?? '') + (default_value ? `=${text(default_value)}` : ''),
  );
  return `(lambda ${params.join(', ')}: ${text(only.value)})`.replace('lambda :', 'lambda:');
}

function isSelfContained(fn: SyntaxNode, file: SourceFile): boolean {
  let contained = true;
  const visit = (node: SyntaxNode): void => {
    if (node.role === 'name') {
      const binding = file.bindings.of(node);
      const isOwn = binding !== null && binding.declaration.start >= fn.start && binding.declaration.end <= fn.end;
      const isGlobal = GLOBALS.test(node.name) || (file.dialect.language === 'python' && HANDED_ON.test(node.name));
      if (!isOwn && !isGlobal && !isProperty(node)) contained = false;
    }
    if (node.role === 'call' && node.callee.role === 'name' && node.callee.name === 'require') contained = false;
    node.children.forEach(visit);
  };
  visit(fn);
  return contained;
}

function isProperty(node: SyntaxNode): boolean {
  return node.parent?.role === 'entry' && node.parent.value !== node;
}
