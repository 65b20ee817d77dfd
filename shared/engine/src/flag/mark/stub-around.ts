import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { calleeOf } from '../find/callee.ts';

/** Calls of test libraries that tell a double what to answer, or ask what was called. */
const STUBS = /^(when|whenever|given|every|coEvery|verify|coVerify|doReturn|doThrow|doAnswer|lenient|willReturn)$/;
const ASSERTS = /^(expect|assert\w*|Assert|XCTAssert\w*|assertThat|should)$/;

export interface Stub {
  readonly node: SyntaxNode;
  readonly removable: boolean;
  readonly reason: string;
}

/**
 * The statement that prepares a double for the flag's call (`when(flags.isOn(X)).thenReturn(true)`), or checks the call itself
 * in a test; null where the call is asked by the program.
 */
export function stubAround(file: SourceFile, node: SyntaxNode): Stub | null {
  let at = node;
  while (at.parent && isWithinExpression(at.parent, at)) {
    at = at.parent;
    if (at.role !== 'call') continue;
    const name = calleeOf(file, at.callee)?.name ?? '';
    if (STUBS.test(name) && isOnlyArgument(at, node)) return stubStatement(at);
    if (ASSERTS.test(name) && at.args.some((each) => each.value === node)) {
      return {
        node: at,
        removable: false,
        reason: 'A test checks the flag itself here; decide whether it is still of use.',
      };
    }
  }
  return receiverIsStub(file, node) ? stubStatement(node) : null;
}

function stubStatement(node: SyntaxNode): Stub {
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.role === 'expression') return { node: at, removable: true, reason: '' };
    if (at.role === 'block' || at.role === 'function') break;
  }
  return { node, removable: false, reason: 'A test prepares the flag here in a way that is not known.' };
}

/** `when(flags.isOn(X))`, and `every { flags.isOn(X) }` with nothing else in the braces. */
function isOnlyArgument(call: NodeOf<'call'>, node: SyntaxNode): boolean {
  const first = call.args[0]?.value;
  if (!first) return false;
  if (first === node) return true;
  if (first.role !== 'function' || !first.body) return false;
  const body = first.body.role === 'block' && first.body.body.length === 1 ? first.body.body[0]! : first.body;
  return body === node || (body.role === 'expression' && body.expression === node);
}

function isWithinExpression(parent: SyntaxNode, child: SyntaxNode): boolean {
  if (parent.role === 'function') return parent.kind === 'lambda';
  if (parent.role === 'block') return parent.body.length === 1;
  if (parent.role === 'expression') return parent.parent?.role === 'block' && parent.parent.body.length === 1;
  return parent.role === 'argument' || parent.role === 'call' || (parent.role === 'member' && parent.object === child);
}

/** `verify(flags).isOn(X)`, `doReturn(true).when(flags).isOn(X)`. */
function receiverIsStub(file: SourceFile, node: SyntaxNode): boolean {
  if (node.role !== 'call') return false;
  const callee = calleeOf(file, node.callee);
  for (let at = callee?.receiver ?? null; at;) {
    if (at.role === 'call') {
      const inner = calleeOf(file, at.callee);
      if (inner && STUBS.test(inner.name) && at.args.length > 0) return true;
      at = inner?.receiver ?? null;
    } else at = at.role === 'member' ? at.object : null;
  }
  return false;
}
