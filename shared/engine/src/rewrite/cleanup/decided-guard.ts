import type { ArgumentNode, FunctionNode, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { evaluate, hasEffects } from '../evaluate/evaluate.ts';
import { onlyValue } from '../evaluate/only-value.ts';
import { functionAround } from '../work/walk.ts';
import type { Work } from '../work/work.ts';

/** What Rails and its kin declare with a condition: callbacks, validations, attributes of a serializer. */
const DECLARES =
  /^((prepend_|append_|skip_)?(before|after|around)_\w+|set_callback|validates?(_\w+)?|attributes?|has_(one|many)|belongs_to|link|meta|field)$/;

/**
 * `before_action :check, if: -> { flag? }` once the flag is known: without the condition the declaration always holds, or it
 * never did and goes as a whole.
 */
export function decidedGuard(work: Work, file: SourceFile, body: FunctionNode): SyntaxNode | null {
  if (file.dialect.language !== 'ruby' || !body.implicit_return || !body.body) return null;
  const result = onlyValue(body.body);
  if (!result || !work.touched.has(result)) return null;
  const { truth, residual } = evaluate(work, file, result);
  if (truth === undefined || residual.length > 0) return null;
  const argument = argumentOf(body);
  const call = argument?.parent;
  if (!argument || (argument.name !== 'if' && argument.name !== 'unless') || call?.role !== 'call') return null;
  const { callee, parent } = call;
  if (callee.role !== 'name' || parent?.role !== 'expression' || isInMethod(call)) return null;
  if (work.program.mode === 'safe' && !DECLARES.test(callee.name)) return null;
  if (truth === (argument.name === 'if')) return argument;
  return call.args.some(({ value }) => hasEffects(work, file, value) && !makesFunction(value)) ? null : parent;
}

/** The argument that a lambda is: itself, or as the block of `lambda`, `proc` or `Proc.new`. */
function argumentOf(body: FunctionNode): ArgumentNode | null {
  const { parent } = body;
  if (parent?.role !== 'argument') return null;
  if (!parent.trailing) return parent;
  const maker = parent.parent;
  return maker && makesFunction(maker) && maker.parent?.role === 'argument' ? maker.parent : null;
}

function makesFunction(node: SyntaxNode): boolean {
  if (node.role !== 'call' || node.args.length !== 1 || !node.args[0]!.trailing) return false;
  const { callee } = node;
  if (callee.role === 'name') return callee.name === 'lambda' || callee.name === 'proc';
  return (
    callee.role === 'member' &&
    callee.property === 'new' &&
    callee.object?.role === 'name' &&
    callee.object.name === 'Proc'
  );
}

/** Inside a method such a call runs whenever the method does: it need not be a declaration. */
function isInMethod(node: SyntaxNode): boolean {
  for (let at = functionAround(node); at; at = functionAround(at)) {
    if (at.role === 'function' && at.kind !== 'lambda') return true;
  }
  return false;
}
