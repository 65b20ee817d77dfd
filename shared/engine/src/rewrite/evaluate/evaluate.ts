import type { Constant } from '../program.ts';
import type { ConditionalNode, LogicalNode, NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import type { Work } from '../work/work.ts';
import { UNKNOWN } from './evaluation.ts';
import type { Evaluation } from './evaluation.ts';
import { isHarmlessCall } from './harmless-calls.ts';
import { TRUTH_CALLS, isBoolean } from './is-boolean.ts';
import { isTooEarly } from './is-too-early.ts';
import { onlyValue } from './only-value.ts';
import { truthOf } from './truth-of.ts';

/** What is known of an expression: only what stands above a mark or a fact is worth asking, and literals beside it. */
export function evaluate(work: Work, file: SourceFile, node: SyntaxNode): Evaluation {
  if (!work.touched.has(node)) return evaluateLiteral(file, node);
  const known = work.round.evaluations.get(node);
  if (known) return known;
  const result = compute(work, file, node);
  work.round.evaluations.set(node, result);
  return result;
}

function evaluateLiteral(file: SourceFile, node: SyntaxNode): Evaluation {
  if (node.role === 'group') return evaluateLiteral(file, node.inner);
  return node.role === 'literal' ? exactly(file, node.value, []) : UNKNOWN;
}

/** `!false` that somebody wrote is folded only where it is all that the flag leaves. */
function evaluateLeftOver(work: Work, file: SourceFile, node: SyntaxNode): Evaluation {
  if (node.role === 'group') return evaluateLeftOver(work, file, node.inner);
  if (node.role !== 'not' || work.touched.has(node)) return evaluate(work, file, node);
  const { truth } = evaluateLiteral(file, node.operand);
  return truth === undefined ? UNKNOWN : exactly(file, !truth, []);
}

function exactly(file: SourceFile, value: Constant, residual: readonly SyntaxNode[]): Evaluation {
  return { value, truth: truthOf(file.dialect.language, value), residual };
}

function compute(work: Work, file: SourceFile, node: SyntaxNode): Evaluation {
  const fact = work.facts.get(node);
  if (fact) return exactly(file, fact.value, []);
  const of = (child: SyntaxNode): Evaluation => evaluate(work, file, child);
  switch (node.role) {
    case 'group':
      return of(node.inner);
    case 'wrap':
      return of(node.operand);
    case 'not': {
      const { truth, residual } = of(node.operand);
      return truth === undefined ? UNKNOWN : exactly(file, !truth, residual);
    }
    case 'logical':
      return evaluateLogical(work, file, node);
    case 'conditional':
      return evaluateChoice(work, file, node, node.then, node.otherwise);
    case 'if': {
      if (node.form === 'modifier' || node.init || !node.otherwise) return UNKNOWN;
      const [then, otherwise] = [onlyValue(node.then), onlyValue(node.otherwise)];
      if (!then || !otherwise) return UNKNOWN;
      return node.negated
        ? evaluateChoice(work, file, node, otherwise, then)
        : evaluateChoice(work, file, node, then, otherwise);
    }
    case 'compare':
      return evaluateCompare(work, file, node);
    case 'assign': {
      const { value, truth } = node.operator === '=' ? of(node.value) : UNKNOWN;
      return { value, truth, residual: [node] };
    }
    case 'call': {
      const [argument] = node.args;
      const { callee } = node;
      if (callee.role !== 'name' || !TRUTH_CALLS.has(callee.name) || file.bindings.of(callee) !== null) return UNKNOWN;
      if (node.args.length !== 1 || !argument || argument.spread || node.is_new) return UNKNOWN;
      const { truth, residual } = of(argument.value);
      return truth === undefined ? UNKNOWN : exactly(file, truth, residual);
    }
    default:
      return UNKNOWN;
  }
}

function evaluateLogical(work: Work, file: SourceFile, node: LogicalNode): Evaluation {
  const left = evaluate(work, file, node.left);
  const right = evaluate(work, file, node.right);
  const rightEffects = (): readonly SyntaxNode[] =>
    right.truth !== undefined ? right.residual : hasEffects(work, file, node.right) ? [node.right] : [];
  if (node.operator === 'coalesce') {
    if (left.value === undefined) return UNKNOWN;
    return left.value === null ? { ...right, residual: [...left.residual, ...right.residual] } : left;
  }
  const decisive = node.operator === 'or';
  if (left.truth === decisive) {
    return node.strict ? { ...left, residual: [...left.residual, ...rightEffects()] } : left;
  }
  if (left.truth !== undefined) {
    const leftOver = evaluateLeftOver(work, file, node.right);
    return { ...leftOver, residual: [...left.residual, ...leftOver.residual] };
  }
  if (right.truth !== decisive) return UNKNOWN;
  const leftEffects = remains(work, file, node.left);
  if (leftEffects === null) return UNKNOWN;
  if (leftEffects.length > 0 && work.program.mode === 'parity' && STOPS_AT_CALLS.has(file.dialect.language)) {
    return UNKNOWN;
  }
  return {
    value: right.value === decisive && isBoolean(file, node.left) ? decisive : undefined,
    truth: decisive,
    residual: node.strict ? [...leftEffects, ...right.residual] : right.residual.length > 0 ? [node] : leftEffects,
  };
}

/** What still has to run of an operand that decides nothing; null when that cannot stand without what it declares. */
function remains(work: Work, file: SourceFile, node: SyntaxNode): readonly SyntaxNode[] | null {
  if (!hasEffects(work, file, node)) return [];
  if (node.role !== 'declaration') return declares(node) ? null : [node];
  return node.bindings.flatMap(({ initializer }) =>
    initializer && hasEffects(work, file, initializer) ? [initializer] : [],
  );
}

function declares(node: SyntaxNode): boolean {
  return node.role === 'declaration' || (node.role === 'logical' && (declares(node.left) || declares(node.right)));
}

/** Languages in which Piranha leaves `f() && false` as it is; elsewhere it makes `false` of it. */
const STOPS_AT_CALLS: ReadonlySet<string> = new Set(['go', 'swift']);

function evaluateChoice(
  work: Work,
  file: SourceFile,
  node: ConditionalNode | NodeOf<'if'>,
  then: SyntaxNode,
  otherwise: SyntaxNode,
): Evaluation {
  const test = evaluate(work, file, node.test);
  if (test.truth !== undefined) {
    const taken = evaluate(work, file, test.truth ? then : otherwise);
    return { ...taken, residual: [...test.residual, ...taken.residual] };
  }
  const [yes, no] = [evaluate(work, file, then), evaluate(work, file, otherwise)];
  const same = yes.value !== undefined && no.value !== undefined && yes.value === no.value;
  const truth = yes.truth === no.truth ? yes.truth : undefined;
  if (!same && truth === undefined) return UNKNOWN;
  const residual =
    yes.residual.length > 0 || no.residual.length > 0 ? [node] : hasEffects(work, file, node.test) ? [node.test] : [];
  return { value: same ? yes.value : undefined, truth, residual };
}

function evaluateCompare(work: Work, file: SourceFile, node: NodeOf<'compare'>): Evaluation {
  const [left, right] = [evaluate(work, file, node.left), evaluate(work, file, node.right)];
  if (node.operator === 'other' || left.value === undefined || right.value === undefined) return UNKNOWN;
  if (
    file.dialect.language === 'python' &&
    isNumeric(left.value) &&
    isNumeric(right.value) &&
    !isIdentity(file, node)
  ) {
    const same = Number(left.value) === Number(right.value);
    return exactly(file, same === (node.operator === 'eq'), [...left.residual, ...right.residual]);
  }
  if (typeof left.value !== typeof right.value && left.value !== null && right.value !== null && isLoose(file, node)) {
    return UNKNOWN;
  }
  const equal = left.value === right.value;
  return exactly(file, equal === (node.operator === 'eq'), [...left.residual, ...right.residual]);
}

/** Python's `True` is 1, and `==` takes it so. */
function isNumeric(value: Constant): value is boolean | number {
  return typeof value === 'boolean' || typeof value === 'number';
}

function isIdentity(file: SourceFile, node: NodeOf<'compare'>): boolean {
  return /\bis\b/.test(file.text.slice(node.left.end, node.right.start));
}

/** JavaScript's and PHP's `==` convert: `1 == true` is true. Only values of one type are compared for them. */
function isLoose(file: SourceFile, node: NodeOf<'compare'>): boolean {
  const { language } = file.dialect;
  if (language !== 'javascript' && language !== 'typescript' && language !== 'php' && language !== 'python')
    return false;
  return language === 'python' || !/[!=]==/.test(file.text.slice(node.left.end, node.right.start));
}

/**
 * Whether running an expression may do more than give its value. Reading a property counts as harmless unless the program
 * declares a getter of that name; reading an element is harmless only where it cannot fail.
 */
export function hasEffects(work: Work, file: SourceFile, node: SyntaxNode): boolean {
  if (work.touched.has(node)) {
    const { value, truth, residual } = evaluate(work, file, node);
    if (value !== undefined || truth !== undefined) return residual.length > 0;
  }
  const anyChild = (): boolean => node.children.some((child) => hasEffects(work, file, child));
  switch (node.role) {
    case 'literal':
      return false;
    case 'function':
      return defaultsRunFirst(work, file, node);
    case 'name':
      return isTooEarly(file, node);
    case 'member':
      return work.getters.has(node.property) || anyChild();
    case 'index':
      return !READS_NEVER_FAIL.has(file.dialect.language) || anyChild();
    case 'call':
      return !isHarmlessCall(file, node) || node.args.some((argument) => hasEffects(work, file, argument));
    case 'other':
      return node.effects === 'some' || anyChild();
    case 'wrap':
      return node.waits || anyChild();
    case 'declaration':
      // Swift's `if let a = b, c`: a name for a value, gone with the branch that could read it.
      return (
        node.parent?.role !== 'logical' ||
        node.bindings.some(({ name, initializer }) => !name || (initializer && hasEffects(work, file, initializer)))
      );
    case 'argument':
      return node.spread || hasEffects(work, file, node.value);
    case 'group':
    case 'not':
    case 'logical':
    case 'compare':
    case 'conditional':
    case 'list':
    case 'object':
    case 'entry':
    case 'element':
    case 'embed':
      return anyChild();
    default:
      return true;
  }
}

/** Python makes the values of left-out arguments once, where the function is declared. */
function defaultsRunFirst(work: Work, file: SourceFile, node: NodeOf<'function'>): boolean {
  if (file.dialect.language !== 'python') return false;
  return node.params.some((param) => param.default_value && hasEffects(work, file, param.default_value));
}

const READS_NEVER_FAIL: ReadonlySet<string> = new Set(['javascript', 'typescript', 'php']);
