import { child, children, stringOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { FUNCTIONS, statementIndex } from './source-facts.ts';
import type { SourceFacts } from './source-facts.ts';

/** A `require('literal')`. */
export interface RequireSite {
  readonly call: JsNode;
  readonly specifier: string;
  readonly quote: "'" | '"';
  /** Index of the top-level statement around it. */
  readonly statement: number;
  /** `eager` runs whenever the module loads; the others may run later, or never. */
  readonly when: 'eager' | 'conditional' | 'function';
  /** Inside the block of a `try`: the author expects that it may fail. */
  readonly guarded: boolean;
}

/** All requires of a literal name, in source order. */
export function readRequires(facts: SourceFacts): RequireSite[] {
  const sites: RequireSite[] = [];
  for (const identifier of facts.free.get('require') ?? []) {
    const call = facts.parents.get(identifier);
    const specifier = call ? literalRequire(call, identifier) : null;
    if (!call || specifier === null) continue;
    const argument = children(call, 'arguments')[0] as JsNode;
    const { when, guarded } = circumstances(facts, call);
    sites.push({
      call,
      specifier,
      quote: facts.text[argument.start] === '"' ? '"' : "'",
      statement: statementIndex(facts, call),
      when,
      guarded,
    });
  }
  return sites.toSorted((a, b) => a.call.start - b.call.start);
}

/** The literal that `node` requires when `node` is `require('…')` with this identifier as its callee. */
export function literalRequire(node: JsNode, identifier: JsNode): string | null {
  if (node.type !== 'CallExpression' || child(node, 'callee') !== identifier) return null;
  const list = children(node, 'arguments');
  return list.length === 1 ? stringOf(list[0] ?? null) : null;
}

function circumstances(facts: SourceFacts, call: JsNode): Pick<RequireSite, 'when' | 'guarded'> {
  let when: RequireSite['when'] = 'eager';
  let guarded = false;
  let below = call;
  for (let up = facts.parents.get(call); up && up.type !== 'Program'; up = facts.parents.get(up)) {
    if (FUNCTIONS.has(up.type) || up.type === 'PropertyDefinition') when = 'function';
    else if (when === 'eager' && isConditional(up, below)) when = 'conditional';
    if (up.type === 'TryStatement' && child(up, 'block') === below) guarded = true;
    below = up;
  }
  return { when: guarded && when === 'eager' ? 'conditional' : when, guarded };
}

function isConditional(parent: JsNode, below: JsNode): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return child(parent, 'test') !== below;
    case 'LogicalExpression':
      return child(parent, 'right') === below;
    case 'AssignmentPattern':
      return true;
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'SwitchStatement':
    case 'SwitchCase':
    case 'CatchClause':
      return true;
    default:
      return false;
  }
}
