import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dumpTree } from '../testing/dump-tree.ts';
import { randomExpression } from '../testing/random-expression.ts';
import { randomText } from '../testing/random-text.ts';
import { nodesOf, readForTest, treeOf } from '../testing/read-for-test.ts';
import { CSHARP } from './csharp-dialect.ts';
import { readCsharp } from './read-csharp.ts';

function expression(text: string): string {
  const { root } = readForTest(readCsharp, `class A { object F() { return ${text}; } }`);
  return dumpTree(nodesOf(root, 'return')[0]!.value!);
}

function statement(text: string): string {
  const { root } = readForTest(readCsharp, `class A { void F() {\n${text}\n} }`);
  return nodesOf(root, 'block')[0]!.body.map(dumpTree).join(' ');
}

describe('readCsharp', () => {
  const expressions: readonly (readonly [string, string])[] = [
    ['a?.B == true && c?.D.E() == false', 'and(eq(?.B(a) true) eq(call(.E(?.D(c))) false))'],
    ['a is true || !(b is not null)', 'or(eq(a true) not(group(ne(b null))))'],
    ['a is B && c', 'and(compare(a B) c)'],
    ['a() is true && b?.C == true', 'and(eq(call(a) true) eq(?.C(b) true))'],
    ['a is not B || c', 'or(compare(a B) c)'],
    ['a is not true ? b : c', 'conditional(ne(a true) b c)'],
    ['a is 1 or 2', 'compare(a ~or_pattern(1 2))'],
    ['a is B b && b.C', 'and(compare(a ~declaration_pattern(B binding(b))) .C(b))'],
    ['a ?? b ?? c', 'coalesce(a coalesce(b c))'],
    ['a || b ?? c', 'coalesce(or(a b) c)'],
    ['a ? b : c ? d : e', 'conditional(a b conditional(c d e))'],
    ['a & b | c ^ d', 'strict_or(strict_and(a b) ~infix ^(c d))'],
    ['(bool)a.B && c', 'and(wrap(~predefined_type .B(a)) c)'],
    ['await a.B() && !c', 'and(await(call(.B(a))) not(c))'],
    ['a.Equals(b)', 'eq(a b)'],
    ['string.Equals(a, "x")', 'eq(~predefined_type a "x")'],
    [
      'F<T>(x: 1, ref y, out var z)',
      'call(F ~type_argument_list(T) x=(1) arg(~ref(y)) arg(~declaration_expression(binding(z))))',
    ],
    ['new A(b) { C = d, E = { 1 } }', 'new(A arg(b) object(C:(d) E:(list(1))))'],
    ['new() { A = 1 }', 'new(new object(A:(1)))'],
    ['nameof(a)', '~nameof_reference(arg(a))'],
    ['async (a, b) => await c', 'lambda(param(a) param(b) await(c))'],
    [
      'a switch { B => 1, C or D when e => 2, _ => throw f }',
      'expression switch(a arm(B 1) arm(~or_pattern(C D) e 2) default(throw(f)))',
    ],
    ['$"a {b.C} {d:x}"', '~interpolated_string_expression(.C(b) d)'],
    ['a![0]?.B', '?.B(index(wrap(a) 0))'],
    ['this.a', '.a(this)'],
  ];
  for (const [text, tree] of expressions) {
    it(`reads ${text}`, () => {
      assert.equal(expression(text), tree);
    });
  }

  const statements: readonly (readonly [string, string])[] = [
    ['if (a) b(); else if (c) { } else d();', 'if(a expression(call(b)) else if(c block expression(call(d))))'],
    ['foreach (var (a, b) in c) { }', 'each(constant(binding(~tuple_pattern(binding(a) binding(b)))) c block)'],
    ['for (int i = 0; i < n; i++) ;', 'for(variable(binding(i 0)) compare(i n) ~postfix ++(i) ~empty_statement)'],
    [
      'switch (a) { case X: case Y: b(); break; case int n when n > 1: return; default: c(); break; }',
      'switch(a arm(X) arm(Y expression(call(b)) break) arm(~declaration_pattern(~predefined_type binding(n)) compare(n 1) return) default(expression(call(c)) break))',
    ],
    [
      'try { } catch (E e) when (e.A) { b(e); } finally { }',
      'try(block ~catch_clause(E binding(e) .A(e) block(expression(call(b arg(e))))) block)',
    ],
    ['using var a = b(); using (c) { }', 'variable(binding(a call(b))) ~using_statement(c block)'],
    ['bool Local(int a) => b;', 'function(Local param(a) b)'],
    ['const bool a = true; var b = 1;', 'constant(binding(a true)) variable(binding(b 1))'],
    ['yield return a; yield break;', '~yield_statement(a) return'],
    [
      '#if DEBUG\na();\n#else\nreturn;\n#endif\nb();',
      '~preproc_if(block(expression(call(a))) block(return)) expression(call(b))',
    ],
    ['#region r\na();\n#endregion', 'expression(call(a))'],
  ];
  for (const [text, tree] of statements) {
    it(`reads ${text.replaceAll('\n', ' ⏎ ')}`, () => {
      assert.equal(statement(text), tree);
    });
  }

  it('reads properties: stored, computed, with accessors', () => {
    assert.equal(
      treeOf(
        readCsharp,
        'class A { public bool B { get; private set; } = true; bool C => d.On(E); int F { get { return 1; } } int G { get => 1; set => h = value; } int I { get; } }',
      ),
      'class(A variable field(binding(B true)) getter(C call(.On(d) arg(E))) getter(F block(return(1))) ' +
        'variable field(binding(G getter(1) setter(=(h value)))) constant field(binding(I)))',
    );
  });

  it('gives an attribute that stands alone its brackets', () => {
    const text = '[Test(Flag.X)] [A, B(C = 1)] class D { }';
    const { root } = readForTest(readCsharp, text);
    assert.deepEqual(
      nodesOf(root, 'annotation').map(({ start, end }) => text.slice(start, end)),
      ['[Test(Flag.X)]', 'A', 'B(C = 1)'],
    );
  });

  it('tells what a using brings', () => {
    assert.equal(
      treeOf(readCsharp, 'using A.B; using static A.C; using D = A.B.E;'),
      'import A.B.* import A.C.* import A.B(import_item(D))',
    );
  });

  it('says who can see a declaration, other parts of a partial class included', () => {
    const { bindings } = readForTest(
      readCsharp,
      'namespace N { class A { bool a; public bool b; void C() { } } partial class P { bool d; } interface I { void E(); } }',
    );
    assert.deepEqual(
      bindings.all.map((each) => [each.name, each.exported]),
      [
        ['A', true],
        ['a', false],
        ['b', true],
        ['C', false],
        ['P', true],
        ['d', true],
        ['I', true],
        ['E', true],
      ],
    );
  });

  it('counts out, ref and ++ as writes', () => {
    const { bindings } = readForTest(readCsharp, 'class A { void F() { int i = 0; g(ref i); g(out i); i++; h(i); } }');
    const used = bindings.all.find(({ name }) => name === 'i')!.references.map(({ access }) => access);
    assert.deepEqual(used, ['read_write', 'read_write', 'read_write', 'read']);
  });

  it('refuses conditional compilation that cuts a statement', () => {
    for (const text of [
      'class A { void F(int a\n#if X\n, int b\n#endif\n) { } }',
      'class A { bool F() { return a\n#if X\n&& b\n#endif\n; } }',
    ]) {
      assert.equal(readCsharp('a.cs', text).ok, false, text);
    }
  });

  it('binds operators as the language does, whatever the grammar says', () => {
    const spelling = {
      infix: {
        coalesce: { text: '??', level: 15, associativity: 'right' },
        or: { text: '||', level: 20, associativity: 'left' },
        and: { text: '&&', level: 30, associativity: 'left' },
        eq: { text: '==', level: 40, associativity: 'left' },
      },
      conditional: 10,
      doubleNot: true,
    } as const;
    fc.assert(fc.property(randomExpression(spelling), ({ text, tree }) => assert.equal(expression(text), tree)));
  });

  it('spells strings that are read as the same value', () => {
    fc.assert(
      fc.property(randomText(), (value) => {
        const { root } = readForTest(readCsharp, `class A { string s = ${CSHARP.quote(value)}; }`);
        assert.equal(nodesOf(root, 'literal')[0]?.value, value);
      }),
      { examples: [['\\b'], ['\b\f\v'], ['\\u0041'], ['$x ${y}'], ['"']] },
    );
  });

  it('orders precedences as the operators bind', () => {
    const of = (text: string) => {
      const { root } = readForTest(readCsharp, `class A { object F() { return ${text}; } }`);
      return CSHARP.precedence(nodesOf(root, 'return')[0]!.value!);
    };
    const looseToTight = [
      'x => y',
      'a = b',
      'a ? b : c',
      'a ?? b',
      'a || b',
      'a && b',
      'a | b',
      'a ^ b',
      'a & b',
      'a == b',
      'a < b',
      'a + b',
      'a * b',
      '!a',
      'a!',
      'a.Equals(b)',
      'a.B()',
    ];
    const levels = looseToTight.map(of);
    assert.deepEqual(
      levels,
      levels.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(levels).size, levels.length);
  });
});
