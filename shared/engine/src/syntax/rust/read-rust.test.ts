import assert from 'node:assert/strict';
import fc from 'fast-check';
import { flagCase } from '../../flag/testing/flag-case.ts';
import { dumpTree } from '../testing/dump-tree.ts';
import { randomExpression } from '../testing/random-expression.ts';
import { nodesOf, readForTest, treeOf } from '../testing/read-for-test.ts';
import { readRust } from './read-rust.ts';

const tree = (text: string): string => treeOf(readRust, text);

function statement(text: string): string {
  const { root } = readForTest(readRust, `fn f() { ${text} }`);
  return nodesOf(root, 'block')[0]!.body.map(dumpTree).join(' ');
}

describe('readRust', () => {
  const statements: readonly (readonly [string, string])[] = [
    ['!a == b', 'expression(eq(not(a) b))'],
    ['a && b || c == true', 'expression(or(and(a b) eq(c true)))'],
    ['a & b | c', 'expression(strict_or(strict_and(a b) c))'],
    ['a as u8 == 1_u8', 'expression(eq(~type_cast_expression(a ~primitive_type) 1))'],
    [
      'self.a.b::<T>(1)?.c().await',
      'expression(await(call(.c(~try_expression(call(.b(.a(self)) ~type_arguments(T) arg(1)))))))',
    ],
    ['A::B(|x| x)', 'expression(call(.B(A) arg(lambda(param(x) x))))'],
    ['A { on, n: 1 }', 'expression(~struct_expression(A ~field_initializer_list(~shorthand(on) n:(1))))'],
    [
      'let x = if a { 1 } else if let Some(y) = z { y } else { 2 };',
      'constant(binding(x expression if(a block(expression(1)) expression else if(~let_condition(~tuple_struct_pattern(Some binding(y)) z) block(expression(y)) block(expression(2))))))',
    ],
    ['let Some(q) = w else { return; };', 'constant(binding(~tuple_struct_pattern(Some binding(q)) w) block(return))'],
    ['if a && let Some(r) = s { }', 'if(and(a ~let_condition(~tuple_struct_pattern(Some binding(r)) s)) block)'],
    ["'o: while a { continue 'o; }", 'o: while(a block(continue o))'],
    ['loop { break 5; }', 'for(block(break(5)))'],
    ['for (i, j) in xs { }', 'each(~tuple_pattern(binding(i) binding(j)) xs block)'],
    [
      'match x { 0 | 1 => f(), n if n > 2 => { g() } K => h, _ => (), }',
      'switch(x arm(0 1 call(f)) arm(binding(n) compare(n 2) block(expression(call(g)))) arm(K h) default(~unit_expression))',
    ],
    ['println!("{on}", a.b)', 'expression(~macro_invocation(~token_tree(~token_tree(on) a "b")))'],
    ['#[cfg(test)] let a = 1;', '@cfg'],
  ];
  for (const [text, expected] of statements) {
    it(`reads ${text}`, () => {
      const found = statement(text);
      if (expected.startsWith('@')) assert.ok(found.includes(expected), found);
      else assert.equal(found, expected);
    });
  }

  it('reads items with their attributes', () => {
    assert.equal(
      tree('#[cfg(feature = "x", unix)] #[inline] pub fn f(a: bool) {} pub struct A { on: bool } enum E { A, B(u8) }'),
      'function(@cfg(feature=("x") arg(unix)) @inline f param(a ~primitive_type) block) ' +
        'class(A variable field(binding(on ~primitive_type))) enum(E enum_member(A) enum_member(B ~ordered_field_declaration_list(~primitive_type)))',
    );
  });

  it('reads imports, one by one and in lists', () => {
    assert.equal(
      tree('use a::b; use a::{c, d as e, f::g}; use h::*; pub use i::j;'),
      'import a(import_item(b)) import a(import_item(c) import_item(e) import_item(g)) import h.* import i.*(import_item(j))',
    );
  });

  it('says who can see a declaration', () => {
    const { bindings } = readForTest(
      readRust,
      'const A: bool = true; pub const B: u8 = 1; fn c() {} pub fn d() {} #[test] fn e() {} trait T { fn g(); } impl T for S { fn g() {} }',
    );
    const seen = bindings.all.map(({ name, exported }) => `${name} ${exported}`);
    assert.deepEqual(seen, ['A false', 'B true', 'c false', 'd true', 'e true', 'T false', 'g true', 'g true']);
  });

  it('lets a second let of a name hide the first, also in its own value', () => {
    const { bindings } = readForTest(readRust, 'fn f() { let x = 1; let x = x + 1; g(x); fn h() { x; } }');
    assert.deepEqual(
      bindings.all.filter(({ name }) => name === 'x').map(({ references }) => references.length),
      [1, 1],
    );
  });

  it('finds fields and constants through self, Self and the type', () => {
    const { bindings } = readForTest(
      readRust,
      'struct A { on: bool } impl A { const K: bool = true; fn f(&self) -> bool { self.on && Self::K && A::K } }',
    );
    const uses = (name: string) => bindings.all.find((each) => each.name === name)!.references.length;
    assert.deepEqual([uses('on'), uses('K')], [1, 2]);
  });

  it('takes a field that is said in a macro for used by somebody', () => {
    const { bindings } = readForTest(
      readRust,
      'struct A { on: bool } impl A { fn f(&self) { println!("{}", self.on); } }',
    );
    assert.equal(bindings.all.find(({ name }) => name === 'on')!.unsure, true);
  });

  it('refuses a syntax error with its place', () => {
    const read = readRust('a.rs', 'fn f() {\n  if }\n');
    assert.ok(!read.ok && /at line 2/.test(read.message));
  });

  it('binds operators as the language does, whatever the grammar says', () => {
    const spelling = {
      infix: {
        or: { text: '||', level: 20, associativity: 'left' },
        and: { text: '&&', level: 30, associativity: 'left' },
        eq: { text: '==', level: 40, associativity: 'none' },
      },
      conditional: null,
      doubleNot: true,
    } as const;
    fc.assert(
      fc.property(randomExpression(spelling), ({ text, tree: expected }) =>
        assert.equal(statement(`let _v = ${text};`), `constant(binding(_v ${expected}))`),
      ),
    );
  });

  it('lets a flag go, with the function that asked for it', () => {
    const { texts } = flagCase({
      'src/a.rs':
        'use crate::b::old;\n\nfn is_new(flags: &Flags) -> bool {\n    flags.is_enabled("new-ui")\n}\n\npub fn f(flags: &Flags) -> u8 {\n    if is_new(flags) { 1 } else { old() }\n}\n',
    });
    assert.equal(texts.get('src/a.rs'), 'pub fn f(flags: &Flags) -> u8 {\n    1\n}\n');
  });
});
