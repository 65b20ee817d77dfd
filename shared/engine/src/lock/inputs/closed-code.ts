import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

const LONGEST = 400;
const DEEPEST = 4;
const CONSTANTS = /^(undefined|NaN|Infinity|None|True|False)$/;
const BUILT =
  /^(Date|Map|Set|RegExp|Error|TypeError|RangeError|Array|Object|Uint8Array|Buffer|URL|dict|list|set|tuple)$/;
const GLOBALS =
  /^(undefined|NaN|Infinity|Math|Number|String|Boolean|Object|Array|JSON|Date|Error|TypeError|RegExp|Map|Set|Symbol|Promise|BigInt|parseInt|parseFloat|isNaN|len|str|int|float|sorted|sum|max|min|abs|range|list|dict|True|False|None)$/;

/**
 * The source text of an expression that means the same anywhere: literals, what is built of them, constants of the file put
 * in place, functions that use nothing from outside. Null for everything else.
 */
export function closedCode(node: SyntaxNode, file: SourceFile): string | null {
  const code = close(node, file, 0);
  return code === null || code.length > LONGEST || code.includes('\n') ? null : code;
}

function close(node: SyntaxNode, file: SourceFile, depth: number): string | null {
  if (depth > DEEPEST * 4) return null;
  const written = file.text.slice(node.start, node.end);
  const parts = (children: readonly SyntaxNode[]): string | null => rebuild(node, children, file, depth);
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
      return named(node, file, depth);
    case 'call':
      return node.is_new || file.dialect.language === 'python' ? construct(node, parts) : null;
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

function construct(
  node: Extract<SyntaxNode, { role: 'call' }>,
  parts: (children: readonly SyntaxNode[]) => string | null,
): string | null {
  if (node.callee.role !== 'name' || !BUILT.test(node.callee.name)) return null;
  return parts(node.args);
}

/** The node's own text with its children's put in place. */
function rebuild(node: SyntaxNode, children: readonly SyntaxNode[], file: SourceFile, depth: number): string | null {
  let result = '';
  let at = node.start;
  for (const each of children) {
    // The key of an entry is a word, not a use.
    const isKey = node.role === 'entry' && each !== node.value;
    const code = isKey ? file.text.slice(each.start, each.end) : close(each, file, depth + 1);
    if (code === null) return null;
    result += file.text.slice(at, each.start) + code;
    at = each.end;
  }
  return (result + file.text.slice(at, node.end)).replaceAll(/\s*\n\s*/g, ' ');
}

/** A constant of the file stands for its value. */
function named(node: Extract<SyntaxNode, { role: 'name' }>, file: SourceFile, depth: number): string | null {
  if (CONSTANTS.test(node.name)) return node.name;
  const binding = file.bindings.of(node);
  const declared = binding?.declaration;
  if (!binding || declared?.role !== 'binding' || !declared.initializer) return null;
  if (binding.references.some(({ access }) => access !== 'read')) return null;
  return depth > DEEPEST ? null : close(declared.initializer, file, depth + DEEPEST);
}

function isSelfContained(fn: SyntaxNode, file: SourceFile): boolean {
  let contained = true;
  const visit = (node: SyntaxNode): void => {
    if (node.role === 'name') {
      const binding = file.bindings.of(node);
      const isOwn = binding !== null && binding.declaration.start >= fn.start && binding.declaration.end <= fn.end;
      if (!isOwn && !GLOBALS.test(node.name) && !isProperty(node)) contained = false;
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
