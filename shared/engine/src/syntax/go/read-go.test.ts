import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SourceFile } from '../source-file.ts';
import { dumpTree } from '../testing/dump-tree.ts';
import { findBreaches } from '../testing/find-breaches.ts';
import { readGo } from './read-go.ts';

function read(text: string): SourceFile {
  const outcome = readGo('a.go', text);
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.message);
  assert.deepEqual(findBreaches(outcome.file), []);
  return outcome.file;
}

/** What stands at the top of a file, or with `inside` in a function. */
const dump = (text: string) => read(`package a\n${text}\n`).root.body.slice(1).map(dumpTree).join(' ');

const inside = (text: string) => {
  const [only] = read(`package a\nfunc main() {\n${text}\n}\n`).root.body.slice(1);
  assert.ok(only?.role === 'function' && only.body?.role === 'block');
  return only.body.body.map(dumpTree).join(' ');
};

describe('the tree of Go declarations', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['import "a/b"', 'import a/b(import_item)'],
    ['import (\n"a"\nc "b"\n_ "d"\n. "e"\n)', 'import a(import_item) import b(import_item(c)) import d.* import e.*'],
    ['const A = "a"', 'constant(binding(A "a"))'],
    ['const (\nA = 1\nB = 2\n)', 'constant(binding(A 1)) constant(binding(B 2))'],
    ['const (\nA = iota\nB\n)', '~const_declaration(constant(binding(A ~iota)) constant(binding(B)))'],
    ['var a, b int = 1, 2', 'variable(binding(binding(a) binding(b) int list(1 2)))'],
    [
      'type T struct { a, B bool `tag`; *E; s struct { x int } }',
      'class(T variable field(binding(a) binding(B) bool "tag") ~field_declaration(E) variable field(binding(s) ~struct_type(~field_declaration_list(~field_declaration(int)))))',
    ],
    ['type I interface { M(a int) string; N }', 'interface(I method(M param(a int) string) ~type_elem(N))'],
    ['type F = func(a int) (b bool)', 'interface(F ~function_type(int bool))'],
    [
      'func (t *T) m(a, b int, c ...string) (r bool, err error) { return }',
      'method(~parameter_list(param(t ~pointer_type(T))) m param(a) param(b int) param(c string) ~parameter_list(param(r bool) param(err error)) block(return))',
    ],
    [
      'func g[K comparable](k K) {}',
      'function(g ~type_parameter_list(param(K ~type_constraint(comparable))) param(k K) block)',
    ],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${text.replaceAll('\n', '; ')}`, () => {
      assert.equal(dump(text), expected);
    });
  }

  it('gives a line alone all of its declaration, and a line among others itself', () => {
    const text = 'package a\nimport (\n\t"x"\n)\nimport (\n\t"y" // why\n\t"z"\n)\n';
    const spans = read(text).root.body.map((node) => text.slice(node.start, node.end));
    assert.deepEqual(spans, ['package a', 'import (\n\t"x"\n)', '"y"', '"z"']);
  });
});

describe('the tree of Go statements', () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      'if x := f(); x && !y { a() } else if b { c++ } else { d += 1 }',
      'if(variable(binding(x call(f))) and(x not(y)) block(expression(call(a))) else if(b block(expression(++(c))) block(expression(+=(d 1)))))',
    ],
    [
      'switch a := f(); a { case 1, 2: g(); default: h() }',
      'switch(variable(binding(a call(f))) a arm(1 2 expression(call(g))) default(expression(call(h))))',
    ],
    ['switch { case a && b: }', 'switch(arm(and(a b)))'],
    [
      'switch a { case 1: fallthrough; case 2: }',
      '~expression_switch_statement(a arm(1 ~fallthrough_statement) arm(2))',
    ],
    [
      'switch v := x.(type) { case int, *T: f(v) }',
      'switch(~type_guard(binding(v x)) arm(int ~pointer_type(T) expression(call(f arg(v)))))',
    ],
    [
      'select { case v, ok := <-a: f(v, ok); case b <- 1: default: }',
      'switch(~select arm(variable(binding(binding(v) binding(ok) ~prefix <-(a))) expression(call(f arg(v) arg(ok)))) arm(~send_statement(b 1)) default)',
    ],
    ['for { break }', 'for(block(break))'],
    ['for a < 1 {}', 'while(compare(a 1) block)'],
    [
      'L: for i := 0; i < 3; i++ { continue L }',
      'L: for(variable(binding(i 0)) compare(i 3) expression(++(i)) block(continue L))',
    ],
    ['for k, v := range m {}', 'each(variable(binding(k) binding(v)) m block)'],
    ['for range m {}', 'each(m block)'],
    ['defer f(); go g()', '~defer_statement(call(f)) ~go_statement(call(g))'],
    [
      'a, b := 1, f(); a, b = b, a',
      'variable(binding(binding(a) binding(b) list(1 call(f)))) expression(=(list(a b) list(b a)))',
    ],
    ['_ = a; _, b := f()', 'expression(=(_ a)) variable(binding(binding binding(b) call(f)))'],
    ['M: if a { goto M }', '~labeled_statement(if(a block(~goto_statement)))'],
    ['var (\na = 1\nb = 2\n)', 'variable(binding(a 1)) variable(binding(b 2))'],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${text.replaceAll('\n', '; ')}`, () => {
      assert.equal(inside(text), expected);
    });
  }
});

describe('the tree of Go expressions', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a || b && c == d', 'or(a and(b eq(c d)))'],
    ['!a == b && -c < d*e+f', 'and(eq(not(a) b) compare(~prefix -(c) ~infix +(~infix *(d e) f)))'],
    ['a&b | c<<d &^ e', '~infix |(~infix &(a b) ~infix &^(~infix <<(c d) e))'],
    ['(<-ch) == nil', 'eq(group(~prefix <-(ch)) null)'],
    ['*p == &q', 'eq(~prefix *(p) ~prefix &(q))'],
    ['m["a"].b(c, d...)', 'call(.b(index(m "a")) arg(c) ...arg(d))'],
    ['T{A: a, 1}', '~composite_literal(T object(A:(a) 1))'],
    [
      'map[string]bool{"a": true, K: false}',
      '~composite_literal(~map_type(string bool) object(a:("a" true) entry(K false)))',
    ],
    ['[]int{1, 2}', '~composite_literal(~slice_type(int) list(1 2))'],
    ['x.(T).f[1:2]', '~slice_expression(.f(~type_assertion_expression(x T)) 1 2)'],
    ['"a\\n" + `b\\n` + \'c\'', String.raw`~infix +("a\n" "b\\n" ~rune_literal)`],
    ['0x10 + 1_000 + 0o17 + 1.5 + 2i', '~infix +(16 1000 ~int_literal 1.5 ~imaginary_literal)'],
    ['func(a int) bool { return true }(1)', 'call(lambda(param(a int) bool block(return(true))) arg(1))'],
    ['[]byte(a)', '~type_conversion_expression(~slice_type(byte) a)'],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${text}`, () => {
      assert.equal(inside(`x = ${text}`), `expression(=(x ${expected}))`);
    });
  }

  it('binds chains of operators as the specification does', () => {
    const levels = ['||', '&&', '== != < <= > >=', '+ - | ^', '* / % << >> & &^'].map((each) => each.split(' '));
    const levelOf = (operator: string) => levels.findIndex((level) => level.includes(operator));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...levels.flat()), { minLength: 2, maxLength: 5 }), (operators) => {
        const text = operators.reduce((chain, operator, index) => `${chain} ${operator} x${index}`, 'y');
        const [file] = [read(`package a\nvar v = ${text}\n`)];
        const [, statement] = file.root.body;
        assert.ok(statement?.role === 'declaration');
        const root = statement.bindings[0]!.initializer!;
        const loosest = Math.min(...operators.map(levelOf));
        const at = operators.findLastIndex((operator) => levelOf(operator) === loosest);
        // The outermost operator is the last of the loosest level: what stands right of it is one operand.
        const right = root.children.at(-1)!;
        const start = text.indexOf(`x${at}`);
        assert.equal(file.text.slice(right.start, right.end), text.slice(start));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the bindings of Go', () => {
  const bindings = (text: string) =>
    read(`package a\n${text}\n`).bindings.all.map((binding) => {
      const uses = binding.references.map(
        ({ node, access }) =>
          `${text.length > 0 && node.role === 'name' ? node.name : '?'}${access === 'read' ? '' : '='}`,
      );
      return [`${binding.exported ? 'open ' : ''}${binding.kind} ${binding.name}`, ...uses].join(' ');
    });

  it('keep an initialiser to its if', () => {
    assert.deepEqual(bindings('func f() { if x := g(); x { h(x) } else { h(x) }; h(x) }'), [
      'open function f',
      'variable x x x x',
    ]);
  });

  it('take a second := for a write', () => {
    assert.deepEqual(bindings('func f() { a, err := g(); b, err := g(); h(a, b, err) }'), [
      'open function f',
      'variable a a',
      'variable err err= err',
      'variable b b',
    ]);
  });

  it('keep type parameters, receivers and results to their function', () => {
    assert.deepEqual(bindings('func (t T) f() (r bool) { r = t.x; return }'), [
      'open function f',
      'param t t',
      'param r r=',
    ]);
  });

  it('take fields of types without a name for nobody', () => {
    assert.deepEqual(bindings('func f() { for _, c := range []struct{ on bool }{{true}} { g(c.on, on) } }'), [
      'open function f',
      'variable c c',
    ]);
  });

  it('call a package by the name that the file uses', () => {
    const text = 'import (\n"github.com/x/go-flags/v2"\n"gopkg.in/yaml.v3"\n)\nvar a = flags.On(yaml.X)';
    assert.deepEqual(bindings(text), ['import flags flags', 'import yaml yaml', 'open variable a']);
  });

  it('refuse what does not parse', () => {
    const outcome = readGo('a.go', 'package a\nfunc {');
    assert.ok(!outcome.ok);
    assert.match(outcome.message, /line 2/);
  });
});
