import assert from 'node:assert/strict';
import type { SourceFile } from '../source-file.ts';
import { dumpTree } from '../testing/dump-tree.ts';
import { findBreaches } from '../testing/find-breaches.ts';
import { readJavascript } from './read-javascript.ts';

function read(text: string, path = 'a.tsx'): SourceFile {
  const outcome = readJavascript(path, text);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.message);
  assert.deepEqual(findBreaches(outcome.file), []);
  return outcome.file;
}

const dump = (text: string, path?: string) => read(text, path).root.body.map(dumpTree).join(' ');

const TOKEN = /"[^"]*"|`[^`]*`|[\w$#@]+|\.{3}|=>|[!=]==?|\?\?=?|\?\.|&&=?|\|\|=?|\+\+|--|[<>]=|[+\-*/]=|\S/g;

/** With a comment between all words, and a blank on one side of it or the other. */
const commented = (text: string) => (text.match(TOKEN) ?? []).join(" /*{('*/ ");

describe('the tree of JavaScript', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a && b || !c', 'expression(or(and(a b) not(c)))'],
    ['((a ?? b)) && c!', 'expression(and(group(group(coalesce(a b))) wrap(c)))'],
    ['a + b + c - d', 'expression(~infix -(~infix +(a b c) d))'],
    ['(a + b) + c', 'expression(~infix +(group(~infix +(a b)) c))'],
    ['a === true ? b : c != null', 'expression(conditional(eq(a true) b ne(c null)))'],
    ['if (a) b(); else if (c) { d } else e', 'if(a expression(call(b)) else if(c block(expression(d)) expression(e)))'],
    ['a?.b.c?.[0]?.(1)', 'expression(?call(index(.c(?.b(a)) 0) arg(1)))'],
    ['a["b"][c]', 'expression(index(.b(a) c))'],
    ['new A; new B(...c)', 'expression(new(A)) expression(new(B ...arg(c)))'],
    [
      '`a`; `a${b}`; t`c${d}`',
      'expression("a") expression(~TemplateLiteral(b)) expression(~TaggedTemplateExpression(t ~TemplateLiteral(d)))',
    ],
    ['(a, b); x = y ||= z', 'expression(group(~SequenceExpression(a b))) expression(=(x ||=(y z)))'],
    [
      'typeof a; void 0; delete b.c; -d',
      'expression(~prefix typeof(a)) expression(~prefix void(0)) expression(~prefix delete(.c(b))) expression(~prefix -(d))',
    ],
    ['a++; --b', 'expression(++(a)) expression(--(b))'],
    ['[, a]; [b, ...c]', 'expression(~ArrayExpression(a)) expression(list(b ~SpreadElement(c)))'],
    [
      'x = { a, "b": 1, [c]: d, ...e, m() {}, get g() { return 1 } }',
      'expression(=(x object(a:(a) b:(1) entry(c d) ~SpreadElement(e) m:(method(block)) g:(getter(block(return(1)))))))',
    ],
    ['const { a, b: c = 1 } = d', 'constant(binding(object(a:(binding(a)) b:(binding(c 1))) d))'],
    [
      'let { a, ...b } = c, [d, e = 1] = f',
      'variable(binding(~ObjectPattern(a:(binding(a)) ~RestElement(binding(b))) c) binding(~ArrayPattern(binding(d) binding(e 1)) f))',
    ],
    ['[a.b, c = 1] = d', 'expression(=(~ArrayPattern(.b(a) ~AssignmentPattern(c 1)) d))'],
    [
      'function* f(a, { b }, c = 1, ...d) { yield a }',
      'function(f param(a) param(object(b:(binding(b)))) param(c 1) param(d) block(expression(~YieldExpression(a))))',
    ],
    ['async () => await a', 'expression(lambda(await(a)))'],
    ['(function g() {})()', 'expression(call(group(lambda(g block))))'],
    ['for (const a of b) c; for (d in e) {}', 'each(constant(binding(a)) b expression(c)) each(d e block)'],
    [
      'x: for (let i = 0; i < 1; i++) { continue x }',
      'x: for(variable(binding(i 0)) compare(i 1) ++(i) block(continue x))',
    ],
    ['y: { break y }', '~LabeledStatement(block(break y))'],
    ['do a(); while (b)', 'do(expression(call(a)) b)'],
    [
      'switch (a) { case 1: case 2: b(); break; default: { c } }',
      'switch(a arm(1) arm(2 expression(call(b)) break) default(block(expression(c))))',
    ],
    [
      'try { a } catch ({ b }) { c } finally { d }',
      'try(block(expression(a)) ~CatchClause(object(b:(binding(b))) block(expression(c))) block(expression(d)))',
    ],
    ['throw a; debugger; ;', 'throw(a) ~DebuggerStatement ~EmptyStatement'],
    ['"use strict"; "no directive".length', '~Directive expression(.length("no directive"))'],
    ['import.meta.url; import("a")', 'expression(.url(~MetaProperty)) expression(~ImportExpression("a"))'],
    [
      '/a/g; 1n; 9007199254740993; 0x10',
      'expression(~Literal) expression(~Literal) expression(~Literal) expression(16)',
    ],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${text}`, () => {
      assert.equal(dump(text), expected);
      if (!/^\/|`a\$/.test(text)) assert.equal(dump(commented(text)), expected);
    });
  }
});

describe('the tree of modules', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['import a, { b, c as d } from "x"', 'import x(import_item(a) import_item(b) import_item(d) ~ModulePath)'],
    ['import * as a from "x"; import "y"', 'import x(import_item(a) ~ModulePath) import y.*(~ModulePath)'],
    ['export const a = 1', 'constant(binding(a 1))'],
    ['const a = 1; export { a as b }', 'constant(binding(a 1)) ~ExportNamedDeclaration(list(~ExportSpecifier(a b)))'],
    [
      'export { a } from "x"; export * from "y"',
      '~ExportNamedDeclaration(list(~ExportSpecifier(a)) ~ModulePath) ~ExportAllDeclaration(~ModulePath)',
    ],
    ['export default function () {}', 'function(block)'],
    ['export default class A {}', 'class(A)'],
    ['export default a', '~ExportDefaultDeclaration(a)'],
    ['export default () => 1', '~ExportDefaultDeclaration(lambda(1))'],
    [
      'import a = require("x"); import b = N.c; export = a',
      'import x(import_item(a) ~Literal) constant(binding(b ~TSQualifiedName(N))) ~TSExportAssignment(a)',
    ],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${text}`, () => {
      assert.equal(dump(text, 'a.ts'), expected);
      assert.equal(dump(commented(text), 'a.ts'), expected);
    });
  }

  it('takes export and decorators into the declaration', () => {
    const text = '@first export class A {}\nexport @second class B {}';
    const file = read(text, 'a.ts');
    assert.deepEqual(
      file.root.body.map((node) => text.slice(node.start, node.end)),
      text.split('\n'),
    );
  });
});

describe('the tree of classes and types', () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      'class A extends B { #p = 1; static s; get g() { return 1 } constructor() { super() } static { f() } }',
      'class(A B variable field(binding(#p 1)) variable field(binding(s)) getter(g block(return(1))) constructor(constructor block(expression(call(~Super)))) ~StaticBlock(block(expression(call(f)))))',
    ],
    [
      'class A<T> extends B<T> implements C { @d(1) x?: T; constructor(private y: Y) {} abstract z(): void }',
      'class(A ~TSTypeParameterDeclaration B ~TSTypeParameterInstantiation ~TSClassImplements(C) variable field(@d(d arg(1)) binding(x ~TSTypeAnnotation)) constructor(constructor param(y ~TSTypeAnnotation(Y)) block) method(z ~TSTypeAnnotation))',
    ],
    ['enum E { A = 1, "b" }', 'enum(E enum_member(A 1) enum_member(b))'],
    ['type A<T> = { b: true, c: D<T> }', 'interface(A ~TSTypeParameterDeclaration ~TSTypeLiteral(D))'],
    ['interface A extends B { c: C }', 'interface(A ~TSInterfaceHeritage(B) ~TSInterfaceBody(C))'],
    ['namespace N { export const a = 1 }', 'module(N constant(binding(a 1)))'],
    [
      'let a: A = b as B satisfies C',
      'variable(binding(a ~TSTypeAnnotation(A) wrap(wrap(b ~TSTypeReference(B)) ~TSTypeReference(C))))',
    ],
    [
      'function f(this: A, b?: B): b is C {}',
      'function(f ~Identifier(A) param(b ~TSTypeAnnotation(B)) ~TSTypeAnnotation(b C) block)',
    ],
    ['declare function f(a: string): void', 'function(f param(a ~TSTypeAnnotation) ~TSTypeAnnotation)'],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${text}`, () => {
      assert.equal(dump(text, 'a.ts'), expected);
      assert.equal(dump(commented(text), 'a.ts'), expected);
    });
  }
});

describe('the tree of JSX', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['<A b={c} d="e" f {...g}>h {i} {/* j */}</A>', 'expression(element(A arg(f) ~JSXPresence))'],
    ['<><div /> <N.M /></>', 'expression(element(element element(.M(N))))'],
  ];
  it('reads elements, attributes and content', () => {
    assert.equal(
      dump(cases[0]![0]),
      'expression(element(A b=(embed(c)) d=("e") f=(~JSXPresence) ...arg(g) ~JSXText embed(i) embed A))',
    );
    assert.equal(dump(cases[1]![0]), cases[1]![1]);
  });
});

describe('what JavaScript cannot be read', () => {
  it('says what is wrong with the syntax', () => {
    const outcome = readJavascript('a.js', 'let = = 1');
    assert.ok(!outcome.ok && outcome.message.length > 0);
  });

  it('refuses what is nested beyond all reason', () => {
    const deep = readJavascript('a.js', `${'f('.repeat(5000)}${')'.repeat(5000)}`);
    assert.ok(!deep.ok);
    assert.match(deep.message, /deep/i);
    const long = readJavascript('a.js', Array.from({ length: 1200 }, () => 'a').join(' + '));
    assert.ok(long.ok);
  });

  it('keeps hashbang, comments and lines of templates', () => {
    const text = '#!/usr/bin/env node\n// a\nlet b = `\n c ${`\n`}`; /* d */';
    const file = read(text, 'a.mjs');
    const cut = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    assert.deepEqual(file.comments.map(cut), ['#!/usr/bin/env node', '// a', '/* d */']);
    assert.deepEqual(file.verbatim.map(cut), ['`\n c ${`\n`}`']);
  });
});
