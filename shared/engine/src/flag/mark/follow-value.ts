import type { FlagCall, FlagGiven } from '@iama/contracts/flag/api';
import type { FlagValue } from '@iama/contracts/flag/request';
import type { Links } from '../../rewrite/program.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { decideGiven } from './decide-given.ts';
import { decideSwitch } from './decide-switch.ts';
import { followBinding } from './follow-binding.ts';
import { marked, staying } from './followed.ts';
import type { Followed } from './followed.ts';
import { accessOn, outerValue } from './outer-value.ts';
import { stubAround } from './stub-around.ts';

/** Rust and Swift wrap what they give; these take the wrapping off. */
const UNWRAPS =
  /^(unwrap|unwrap_or|unwrap_or_default|unwrap_or_else|expect|booleanValue|boolValue|BoolValue|getValue|join|get)$/;

/** Marks for an expression that gives a flag's value. */
export function followValue(
  links: Links,
  file: SourceFile,
  node: SyntaxNode,
  value: FlagValue,
  given: FlagGiven,
  promise?: FlagCall['promise'],
): Followed {
  const stub = stubAround(file, node);
  if (stub) return stub.removable ? marked(stub.node, { kind: 'remove' }) : staying(stub.reason);
  const outer = outerValue(node);
  const access = accessOn(outer.node);
  if (access && /^(then|catch|finally)$/.test(access.property))
    return staying('It is a promise, and what follows is chained to it.');
  if (promise === 'always' && !outer.awaited && needsPromise(outer.node)) {
    return staying('It is a promise that is not awaited here.');
  }
  if (outer.node.parent?.role === 'assign' && outer.node.parent.target === outer.node)
    return staying('It is set here, not asked.');
  // A variable of the process holds a text, also where a person says 1.
  if (given.type === 'switch')
    return followSwitch(links, file, outer.node, typeof value === 'number' ? `${value}` : value);
  const decided = decideGiven(value, given);
  if (!decided.ok) return staying(decided.reason);
  const mark = { kind: 'value', value: decided.value } as const;
  if (access === null) return marked(outer.node, mark);
  const isUnwrap = access.args !== null && UNWRAPS.test(access.property) && typeof decided.value === 'boolean';
  return isUnwrap ? marked(access.whole, mark) : staying(`\`.${access.property}\` is asked of what it gives.`);
}

/** A variable of the process is decided where it is compared, directly or through a local name. */
function followSwitch(links: Links, file: SourceFile, node: SyntaxNode, value: FlagValue): Followed {
  const decided = decideSwitch(file, node, value);
  if (decided) return marked(decided.node, { kind: 'value', value: decided.value });
  const { parent } = node;
  if (parent?.role === 'binding' && parent.initializer === node && parent.name) {
    const followed = followBinding(links, file, parent, (within, use) => followSwitch(links, within, use, value));
    if (followed.marks.length > 0 || typeof value !== 'string') return followed;
  }
  if (typeof value === 'string' && accessOn(node) === null) return marked(node, { kind: 'value', value });
  return staying('Its text is passed on, and the surviving value is only on or off.');
}

/** Where a promise may matter as such: what is awaited later through a name is the same as its value. */
function needsPromise(node: SyntaxNode): boolean {
  const { parent } = node;
  return parent?.role !== 'binding' && parent?.role !== 'expression';
}
