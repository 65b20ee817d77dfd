import assert from 'node:assert/strict';
import type { Binding, SourceFile } from '../../source-file.ts';
import { findBreaches } from '../../testing/find-breaches.ts';
import { readJavascript } from '../read-javascript.ts';

function read(text: string, path = 'a.tsx'): SourceFile {
  const outcome = readJavascript(path, text);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.message);
  assert.deepEqual(findBreaches(outcome.file), []);
  return outcome.file;
}

function bindingsOf(text: string, path = 'a.tsx'): string[] {
  return read(text, path).bindings.all.map((binding) => describeBinding(text, binding));
}

function describeBinding(text: string, binding: Binding): string {
  const uses = binding.references.map(({ node, access }) => {
    const sign = access === 'read' ? '' : access === 'write' ? '=' : '+=';
    return text.slice(node.start, node.end) + sign;
  });
  return [
    `${binding.unsure ? 'unsure ' : binding.exported ? 'open ' : ''}${binding.kind} ${binding.name}`,
    ...uses,
  ].join(' ');
}

describe('the bindings of JavaScript', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'knows variables, params and functions',
      'export {}; function f(a) { let b = a; b = 1; b++; return b }',
      ['function f', 'param a a', 'variable b b= b+= b'],
    ],
    [
      'opens what is exported in any way',
      'export const a = 1; const b = 2, c = 3, d = 4; export { b as x }; export default c',
      ['open variable a', 'open variable b b', 'open variable c c', 'variable d'],
    ],
    [
      'opens what CommonJS exports',
      'const a = 1, b = 2, c = 3; module.exports = { a, x: b }; exports.y = c; const d = 4',
      ['open variable a a', 'open variable b b', 'open variable c c', 'variable d', 'open field a', 'open field x'],
    ],
    ['opens the top of a script', 'var a; function f(b) { b }', ['open variable a', 'open function f', 'param b b']],
    [
      'opens everything where eval may look',
      'export {}; function f(a) { eval("a") }',
      ['unsure function f', 'unsure param a'],
    ],
    ['takes a second var for a write', 'export {}; var a = 1; var a = 2', ['variable a a=']],
    ['follows var out of its block', 'export {}; { var a = 1 } a', ['variable a a']],
    [
      'binds what patterns hold',
      'export {}; const { a, b: [c] } = d; [a.x, e] = c; let e',
      ['variable a a', 'variable c c', 'variable e e='],
    ],
    [
      'gives overloads one binding',
      'export {}; function f(a: string): void; function f(a: any) { a } f',
      ['function f f', 'param a', 'param a a'],
    ],
    [
      'opens what merges',
      'export {}; interface A { x: 1 } interface A { y: 1 } let a: A',
      ['unsure class A A', 'variable a'],
    ],
    [
      'counts uses in types',
      'import { T } from "x"; let a: T<typeof b>, b',
      ['import T T', 'variable a', 'variable b b'],
    ],
    [
      'opens ambient names',
      'export {}; declare const a: boolean; declare module "m" { const b: 1 }',
      ['unsure variable a', 'unsure variable b'],
    ],
    [
      'is not sure of what arguments reaches',
      'export {}; function f(a) { return arguments[0] } function g(b) {}',
      ['function f', 'function g', 'unsure param a', 'param b'],
    ],
    ['lets markup use React', 'import React from "react"; const a = <div />', ['import React <div />', 'variable a']],
  ];
  for (const [title, text, expected] of cases) {
    it(title, () => {
      assert.deepEqual(bindingsOf(text, text.includes('<div') ? 'a.tsx' : 'a.ts'), expected);
    });
  }

  it('names the free ones', () => {
    const file = read(
      'export {}; let a: T; console.log(a, undefined, ((x: U) => x)(1)); type F = (q: 1) => typeof q',
      'a.ts',
    );
    assert.deepEqual(
      file.bindings.free.map((node) => node.name),
      ['T', 'console', 'undefined', 'U'],
    );
  });

  it('says which names are visible where', () => {
    const text = 'import { a } from "x"; function f(b) { if (b) { let c = MARK } let d } let e';
    const file = read(text);
    const mark = file.bindings.free.find((node) => node.name === 'MARK')!;
    assert.deepEqual([...file.bindings.visible(mark)].toSorted(), ['a', 'b', 'c', 'd', 'e', 'f']);
  });
});

describe('the bindings of members', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'follows this and private names',
      'export {}; class A { #a = 1; private b = 2; m(o: A) { this.b = this.#a; return o.#a } }',
      ['class A A', 'param o o', 'field #a this.#a o.#a', 'field b this.b=', 'open function m'],
    ],
    [
      'sees this in arrows, not in functions',
      'export {}; class A { private a = 1; m() { [1].map(() => this.a); return function () { return this.b } } private b = 1 }',
      ['class A', 'field a this.a', 'open function m', 'unsure field b'],
    ],
    [
      'keeps nested classes apart',
      'export {}; class A { #a; m() { return class { #a; n() { return this.#a } } } }',
      ['class A', 'field #a', 'open function m', 'field #a this.#a', 'open function n'],
    ],
    [
      'keeps static and instance apart',
      'export {}; class A { private static a = 1; private a = 2; static m() { return this.a } n() { return A.a + this.a } }',
      ['class A A', 'field a this.a', 'open function n', 'field a this.a A.a', 'open function m'],
    ],
    [
      'opens a private member that is reached past this',
      'export {}; class A { private a = 1; private b = 1; m(o: any) { return o.a + this.b } }',
      ['class A', 'param o o', 'unsure field a', 'field b this.b', 'open function m'],
    ],
    [
      'lets an assignment declare a field',
      'export {}; class A { constructor() { this.a = 1 } m() { return this.a } }',
      ['class A', 'open function m', 'open field a this.a= this.a'],
    ],
    [
      'knows parameter properties',
      'export {}; class A { constructor(private a: B, public b: C) { a } m() { this.a; this.b } }',
      ['class A', 'param a a', 'param b', 'field a this.a', 'open field b this.b', 'open function m'],
    ],
    [
      'opens accessors in pairs',
      'export {}; class A { get #a() { return 1 } set #a(v) {} get #b() { return this.#b } }',
      ['class A', 'param v', 'unsure function #a', 'function #b this.#b'],
    ],
    [
      'follows constant objects',
      'export {}; const A = { B: "b", C: { D: 1 } } as const; f(A.B, A.C.D)',
      ['variable A A A', 'field B A.B', 'field C A.C', 'field D A.C.D'],
    ],
    [
      'opens constant objects that go elsewhere',
      'export {}; const A = Object.freeze({ B: "b" }); f(A.B, A)',
      ['variable A A A', 'unsure field B A.B'],
    ],
    [
      'knows writes to entries',
      'export {}; const A = { B: 1 }; A.B = 2; delete A.B; A.B += 1',
      ['variable A A A A', 'field B A.B= A.B+= A.B+='],
    ],
    [
      'leaves objects with spread and methods open',
      'export {}; const A = { ...b, C: 1 }; A.C; const D = { e() { return this.f }, f: 1 }; D.e(); D.f',
      ['variable A A', 'variable D D D', 'unsure field e D.e', 'unsure field f D.f'],
    ],
    [
      'follows enum members',
      'export {}; enum A { B, C = "c" } let a: A = A.B',
      ['class A A A', 'variable a', 'enum_member B A.B', 'enum_member C'],
    ],
    ['opens enums that are used as a whole', 'export {}; enum A { B } f(A)', ['class A A', 'unsure enum_member B']],
  ];
  for (const [title, text, expected] of cases) {
    it(title, () => {
      assert.deepEqual(bindingsOf(text, 'a.ts'), expected);
    });
  }
});
