import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';
import { readSource } from '../../syntax/read-source.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** What a test file holds, as counts that may only grow; `assertions` are their texts. */
export interface TestFacts {
  readonly tests: number;
  readonly skipped: number;
  readonly focused: number;
  readonly todo: number;
  readonly empty: number;
  readonly early_returns: number;
  readonly assertions: readonly string[];
  readonly strong: number;
  readonly trivial: number;
  readonly swallowed: number;
  readonly retries: number;
  readonly mocks: number;
}

/** Python: what keeps all of a module or a class from being run. */
const SKIPS_ALL = /^(pytestmark\b.*\b(skip|skipif|xfail)\b|__test__ ?= ?False$|collect_ignore)/;
const TEST_CALL = /^(it|test|specify|suite|describe|context)$/;
const STRONG =
  /^(equal|equals|strictEqual|deepEqual|deepStrictEqual|is|same|toBe|toEqual|toStrictEqual|toMatchObject|toHaveBeenCalledWith|toThrow|throws|rejects|eql|assertEqual|assertEquals|match|deep_equal)$/;
const WEAK =
  /^(ok|truthy|isOk|exists|isDefined|toBeDefined|toBeTruthy|toBeFalsy|notThrows|doesNotThrow|pass|assertTrue|toHaveBeenCalled|notEqual|toBeUndefined|notStrictEqual|fail)$/;

/** Null when the file cannot be read as code. Pure. */
export function readTestFacts(path: string, text: string): TestFacts | null {
  const read = readSource(path, text);
  if (!read.ok) return null;
  const counts = { tests: 0, skipped: 0, focused: 0, todo: 0, empty: 0, early_returns: 0, strong: 0, trivial: 0 };
  const more = { swallowed: 0, retries: 0, mocks: 0 };
  const assertions: string[] = [];
  const visit = (node: SyntaxNode): void => {
    if (isDead(node, read.file)) return;
    if (node.role === 'call') readCall(node, read.file, counts, more, assertions);
    else if (node.role === 'function' && /^test_|^test[A-Z]/.test(node.name?.name ?? '')) readPython(node, counts);
    else if (node.role === 'try' && node.handlers.length > 0) more.swallowed += 1;
    else if (node.role === 'annotation' && /skip|xfail|expectedFailure/.test(node.name)) counts.skipped += 1;
    else if (node.role === 'annotation' && /flaky|retry|rerun/.test(node.name)) more.retries += 1;
    else if (node.role === 'annotation' && /(^|\.)patch/.test(node.name)) more.mocks += 1;
    else if (node.role === 'other' && node.grammar === 'assert_statement')
      readAssert(node, read.file, counts, assertions);
    else if (node.role === 'throw') counts.skipped += Number(/\bSkipTest\b/.test(compact(read.file, node)));
    else if (node.role === 'declaration' || node.role === 'assign')
      counts.skipped += Number(SKIPS_ALL.test(compact(read.file, node)));
    node.children.forEach(visit);
  };
  visit(read.file.root);
  return { ...counts, ...more, assertions };
}

type Counts = { -readonly [K in Exclude<keyof TestFacts, 'assertions' | 'swallowed' | 'retries' | 'mocks'>]: number };
interface More {
  swallowed: number;
  retries: number;
  mocks: number;
}

function readCall(call: NodeOf<'call'>, file: SourceFile, counts: Counts, more: More, assertions: string[]): void {
  const names = chainOf(call.callee);
  const [first = ''] = names;
  const last = names.at(-1) ?? '';
  if (TEST_CALL.test(first) || /^(xit|xtest|xdescribe|xcontext|xspecify|fit|fdescribe|ftest)$/.test(first)) {
    if (first !== 'describe' && first !== 'context' && first !== 'suite') readTest(call, counts);
    if (
      first.startsWith('x') ||
      names.some((name) => /^(skip|skipIf|runIf|failing|fails)$/.test(name)) ||
      hasOption(call, 'skip')
    )
      counts.skipped += 1;
    if (/^f(it|describe|test)$/.test(first) || names.includes('only') || hasOption(call, 'only')) counts.focused += 1;
    if (names.includes('todo') || hasOption(call, 'todo')) counts.todo += 1;
  }
  if (last === 'skip' && /^(this|t|pytest|unittest)$/.test(first)) counts.skipped += 1;
  if (last === 'catch' || (last === 'then' && call.args.length > 1)) more.swallowed += 1;
  if (/^(xfail|importorskip|exit)$/.test(last) && first === 'pytest') counts.skipped += 1;
  if (first === 'self' && last === 'skipTest') counts.skipped += 1;
  if (last === 'suppress') more.swallowed += 1;
  if (/^(retries|retryTimes)$/.test(last)) more.retries += 1;
  if (
    /^(jest|vi|sinon|td|mock|proxyquire|rewire|unittest|mocker|monkeypatch|patch)$/.test(first) &&
    /^(mock|doMock|stub|replace|fn|spyOn|module|proxyquire|rewire|patch|object|setattr|setitem|Mock|MagicMock)$/.test(
      last,
    )
  )
    more.mocks += 1;
  else if (names.slice(0, -1).includes('mock') && /^(method|fn|getter|setter|property|module)$/.test(last))
    more.mocks += 1;
  const isAssertion = /^(assert|expect|should|t|chai|self)$/.test(first) && (names.length > 1 || first === 'assert');
  if (!isAssertion || (first === 't' && !STRONG.test(last) && !WEAK.test(last))) return;
  if (first === 'self' && !last.startsWith('assert')) return;
  assertions.push(compact(file, call));
  if (STRONG.test(last)) counts.strong += 1;
  if (isTrivial(call, file)) counts.trivial += 1;
}

/** A function that nobody can call: what it asserts was never asserted, and may go with it. */
function isDead(node: SyntaxNode, { dialect, text }: SourceFile): boolean {
  if (node.role !== 'function' || node.kind !== 'function' || node.name === null || node.exported) return false;
  if (dialect.language !== 'javascript' && dialect.language !== 'typescript') return false;
  if (node.parent?.role !== 'unit' && node.parent?.role !== 'block') return false;
  const { name } = node.name;
  return text.split(/[^\w$]+/).filter((word) => word === name).length === 1;
}

function readTest(call: NodeOf<'call'>, counts: Counts): void {
  counts.tests += 1;
  const body = call.args.map(({ value }) => value).find((each) => each.role === 'function');
  if (body?.role !== 'function' || body.body?.role !== 'block') return;
  readBody(body.body.body, counts);
}

function readPython(fn: NodeOf<'function'>, counts: Counts): void {
  counts.tests += 1;
  if (fn.body?.role === 'block') readBody(fn.body.body, counts);
}

function readBody(statements: readonly SyntaxNode[], counts: Counts): void {
  const real = statements.filter((each) => !(each.role === 'other' && each.grammar === 'pass_statement'));
  if (real.length === 0) counts.empty += 1;
  const at = real.findIndex(({ role }) => role === 'return');
  if (at !== -1 && at < real.length - 1) counts.early_returns += 1;
}

function readAssert(node: SyntaxNode, file: SourceFile, counts: Counts, assertions: string[]): void {
  const text = compact(file, node);
  assertions.push(text);
  if (/==|!=|<|>| in | is /.test(text)) counts.strong += 1;
  const [, left, right] = /^assert \(?(.+?) ?(?:==|is) ?(.+?)\)?$/.exec(text) ?? [];
  if (/^assert ?\(?(True|1|not False)\)?$|\bor (True|1)\)?$/.test(text) || (left !== undefined && left === right))
    counts.trivial += 1;
}

/** `assert.ok(true)`, `expect(1).toBe(1)`. */
function isTrivial(call: NodeOf<'call'>, file: SourceFile): boolean {
  const text = compact(file, call).replaceAll(' ', '');
  if (/^(assert|assert\.ok|t\.ok|t\.pass|self\.assertTrue)\((true|True|1)?\)$/.test(text)) return true;
  const [, a, b] =
    /^expect\((.*)\)\.\w+\((.*)\)$/.exec(text) ?? /^\w+\.\w*[eE]qual\(([^,()]*),([^,()]*)\)$/.exec(text) ?? [];
  return a !== undefined && a === b && a !== '';
}

function hasOption(call: NodeOf<'call'>, name: string): boolean {
  return call.args.some(
    ({ value }) =>
      value.role === 'object' &&
      value.entries.some((each) => each.role === 'entry' && each.key === name && !isFalse(each.value)),
  );
}

function isFalse(node: SyntaxNode): boolean {
  return node.role === 'literal' && node.value === false;
}

/** `expect(x).not.toBe` → `['expect', 'not', 'toBe']`. */
function chainOf(node: SyntaxNode): readonly string[] {
  if (node.role === 'name') return [node.name];
  if (node.role === 'member') return [...(node.object ? chainOf(node.object) : []), node.property];
  if (node.role === 'call') return chainOf(node.callee);
  return [];
}

function compact({ text }: SourceFile, { start, end }: SyntaxNode): string {
  return text.slice(start, end).replaceAll(/\s+/g, ' ');
}
