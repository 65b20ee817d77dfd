import type { ParsedModule } from '../../js/parse.ts';
import { child, children, isNode, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

/** Where a symbol is declared. */
export interface Declaration {
  /** Offset of the name. */
  readonly at: number;
  readonly name: string;
  readonly isMember: boolean;
  /** The top-level statement that holds it. */
  readonly statement: JsNode;
}

/** The declaration of a top-level name, or of `Class.member`, `Interface.member`, `Enum.member`; null when there is none. */
export function findDeclaration({ program }: ParsedModule, symbol: string): Declaration | null {
  const [outer = '', ...rest] = symbol.split('.');
  const member = rest.join('.');
  for (const statement of (program.body as readonly unknown[]).filter(isNode)) {
    const declared = child(statement, 'declaration') ?? statement;
    const candidates = declared.type === 'VariableDeclaration' ? children(declared, 'declarations') : [declared];
    for (const candidate of candidates) {
      const id = boundName(child(candidate, 'id'), outer);
      if (!id) continue;
      if (member === '') return { at: id.start, name: outer, isMember: false, statement };
      const key = memberKey(candidate, member);
      if (key) return { at: key.start, name: member, isMember: true, statement };
    }
  }
  return null;
}

function boundName(pattern: JsNode | null, name: string): JsNode | null {
  if (!pattern) return null;
  if (pattern.type === 'Identifier') return nameOf(pattern) === name ? pattern : null;
  const parts =
    pattern.type === 'ObjectPattern'
      ? children(pattern, 'properties').map((each) => child(each, 'value') ?? child(each, 'argument'))
      : pattern.type === 'ArrayPattern'
        ? children(pattern, 'elements')
        : [child(pattern, 'left') ?? child(pattern, 'argument')];
  for (const part of parts) {
    const found = boundName(part, name);
    if (found) return found;
  }
  return null;
}

function memberKey(declared: JsNode, name: string): JsNode | null {
  const body = child(declared, 'body');
  const members = body ? [...children(body, 'body'), ...children(body, 'members')] : [];
  const isNamed = (each: JsNode): boolean => {
    const key = child(each, 'key') ?? child(each, 'id');
    const plain = nameOf(key) ?? '';
    return each['computed'] !== true && (key?.type === 'PrivateIdentifier' ? `#${plain}` : plain) === name;
  };
  const found = members.find(isNamed);
  return found ? (child(found, 'key') ?? child(found, 'id')) : null;
}
