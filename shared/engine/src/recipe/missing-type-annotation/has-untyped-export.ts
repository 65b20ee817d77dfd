import type { ParsedModule } from '../../js/parse.ts';
import { child, children, isNode } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

/**
 * Whether something that a file may export lacks a type that the compiler would have to work out. A file in which all types
 * are written is not worth a check; so one "yes" too many only costs time.
 */
export function hasUntypedExport({ program }: ParsedModule): boolean {
  const statements = (program.body as readonly unknown[]).filter(isNode);
  const byName = statements.some(({ type, ...rest }) => type.startsWith('Export') && !isNode(rest['declaration']));
  return statements.some((statement) => {
    const declared = child(statement, 'declaration') ?? (byName ? statement : null);
    return declared !== null && isUntyped(declared);
  });
}

function isUntyped(node: JsNode): boolean {
  if (/^(?:Function|TSDeclareFunction)/.test(node.type)) return isUntypedFunction(node);
  if (node.type === 'VariableDeclaration')
    return children(node, 'declarations').some((each) => lacksType(child(each, 'id'), child(each, 'init')));
  if (node.type.startsWith('Class'))
    return children(child(node, 'body') ?? node, 'body').some(isUntypedMember) || child(node, 'superClass') !== null;
  return !/^TS|^Import|^Export|Statement$/.test(node.type);
}

function isUntypedMember(member: JsNode): boolean {
  if (member.type === 'StaticBlock' || member['accessibility'] === 'private') return false;
  if (child(member, 'key')?.type === 'PrivateIdentifier') return false;
  const value = child(member, 'value');
  if (member.type === 'MethodDefinition' && value)
    return member['kind'] !== 'constructor' ? isUntypedFunction(value) : hasUntypedParameter(value);
  return !child(member, 'typeAnnotation') && lacksType(null, value);
}

function isUntypedFunction(node: JsNode): boolean {
  return !child(node, 'returnType') || hasUntypedParameter(node);
}

function hasUntypedParameter(node: JsNode): boolean {
  return children(node, 'params').some((param) => {
    const pattern = child(param, 'parameter') ?? param;
    const bound = pattern.type === 'AssignmentPattern' ? child(pattern, 'left') : pattern;
    const value = pattern.type === 'AssignmentPattern' ? child(pattern, 'right') : null;
    return bound !== null && lacksType(bound, value);
  });
}

function lacksType(bound: JsNode | null, value: JsNode | null): boolean {
  if (bound && child(bound, 'typeAnnotation')) return false;
  if (!value) return true;
  if (/^(?:ArrowFunction|Function)Expression$/.test(value.type)) return isUntypedFunction(value);
  // What such a value is can be read off it.
  return !/^(?:Literal|TemplateLiteral|TSAsExpression|TSSatisfiesExpression)$/.test(value.type);
}
