import type { SyntaxNode } from '../node.ts';

/**
 * A tree in one line, for tests: `if(name:a block(…))`. Names and literals show their value, operators their meaning, and
 * what needs no role its grammar kind behind a `~`.
 */
export function dumpTree(node: SyntaxNode): string {
  const head = headOf(node);
  return node.children.length === 0 ? head : `${head}(${node.children.map(dumpTree).join(' ')})`;
}

function headOf(node: SyntaxNode): string {
  switch (node.role) {
    case 'name':
      return node.name;
    case 'literal':
      return JSON.stringify(node.value);
    case 'member':
      return `${node.optional ? '?' : ''}.${node.property}`;
    case 'logical':
      return node.strict ? `strict_${node.operator}` : node.operator;
    case 'compare':
      return node.operator === 'other' ? 'compare' : node.operator;
    case 'assign':
      return node.operator;
    case 'call':
      return node.is_new ? 'new' : `${node.optional ? '?' : ''}call`;
    case 'argument':
      return `${node.trailing ? 'trailing ' : ''}${node.spread ? '...' : ''}${node.name === null ? 'arg' : `${node.name}=`}`;
    case 'if':
      return [node.form === 'statement' ? '' : node.form, node.chained ? 'else' : '', node.negated ? 'unless' : 'if']
        .filter((word) => word !== '')
        .join(' ');
    case 'function':
      return node.kind === 'function' ? 'function' : node.kind;
    case 'class':
      return node.kind;
    case 'declaration':
      return `${node.constant ? 'constant' : 'variable'}${node.field ? ' field' : ''}`;
    case 'loop':
      return node.label === null ? node.kind : `${node.label}: ${node.kind}`;
    case 'switch':
      return node.form === 'expression' ? 'expression switch' : 'switch';
    case 'arm':
      return node.is_default ? 'default' : 'arm';
    case 'import':
      return `import ${node.source}${node.opaque ? '.*' : ''}`;
    case 'annotation':
      return `@${node.name}`;
    case 'break':
    case 'continue':
      return node.label === null ? node.role : `${node.role} ${node.label}`;
    case 'entry':
      return node.key === null ? 'entry' : `${node.key}:`;
    case 'wrap':
      return node.waits ? 'await' : 'wrap';
    case 'other':
      return `~${node.grammar}`;
    default:
      return node.role;
  }
}
