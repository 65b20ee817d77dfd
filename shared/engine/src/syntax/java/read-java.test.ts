import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dumpTree } from '../testing/dump-tree.ts';
import { randomExpression } from '../testing/random-expression.ts';
import { randomText } from '../testing/random-text.ts';
import { nodesOf, readForTest, treeOf } from '../testing/read-for-test.ts';
import { JAVA } from './java-dialect.ts';
import { readJava } from './read-java.ts';

function expression(text: string): string {
  const { root } = readForTest(readJava, `class A { Object f() { return ${text}; } }`);
  return dumpTree(nodesOf(root, 'return')[0]!.value!);
}

function statement(text: string): string {
  const { root } = readForTest(readJava, `class A { void f() { ${text} } }`);
  return nodesOf(root, 'block')[0]!.body.map(dumpTree).join(' ');
}

describe('readJava', () => {
  const expressions: readonly (readonly [string, string])[] = [
    ['a == true && !b.c()', 'and(eq(a true) not(call(.c(b))))'],
    ['a & b | c', 'strict_or(strict_and(a b) c)'],
    ['a.equals("on")', 'eq(a "on")'],
    ['Boolean.TRUE.equals(a.isOn(FLAG))', 'eq(true call(.isOn(a) arg(FLAG)))'],
    ['Objects.equals(a, "x")', 'eq(Objects a "x")'],
    ['super.equals(a)', 'call(.equals(super) arg(a))'],
    ['Boolean.FALSE', 'false'],
    ['(boolean) a && b', 'and(wrap(~boolean_type a) b)'],
    ['a instanceof B b && b.c()', 'and(compare(a ~type_pattern(B binding(b))) call(.c(b)))'],
    ['a ? b : c ? d : e', 'conditional(a b conditional(c d e))'],
    ['a = b ? c : d', '=(a conditional(b c d))'],
    ['a + b + c - d', '~infix -(~infix +(a b c) d)'],
    ['x -> x.y() && z', 'lambda(param(x) and(call(.y(x)) z))'],
    ['new A<B>(c) { int d; }', 'new(A ~type_arguments(B) arg(c) class(variable field(binding(d))))'],
    ['this::isOn', '.isOn(this)'],
    ['i++ + --j', '~infix +(~postfix ++(i) ~prefix --(j))'],
    ['1_000L + 0x1F + 1.5f', '~infix +(1000 31 1.5)'],
    ['9223372036854775807L', '~decimal_integer_literal'],
    [String.raw`"a\tb\u0041\"" + 'c'`, String.raw`~infix +("a\tbA\"" ~character_literal)`],
  ];
  for (const [text, tree] of expressions) {
    it(`reads ${text}`, () => {
      assert.equal(expression(text), tree);
    });
  }

  const statements: readonly (readonly [string, string])[] = [
    ['if (a) b(); else if (c) { } else d();', 'if(a expression(call(b)) else if(c block expression(call(d))))'],
    ['outer: for (;;) { continue outer; }', 'outer: for(block(continue outer))'],
    ['for (int i = 0; i < n; i++) { }', 'for(variable(binding(i 0)) compare(i n) ~postfix ++(i) block)'],
    ['for (final var x : xs) break;', 'each(constant(binding(x)) xs break)'],
    [
      'switch (a) { case X: case Y: b(); break; default: c(); }',
      'switch(a arm(X) arm(Y expression(call(b)) break) default(expression(call(c))))',
    ],
    ['switch (a) { case X, Y -> b(); default -> { } }', 'switch(a arm(X Y expression(call(b))) default(block))'],
    [
      'int q = switch (a) { case X -> 1; default -> { yield 2; } };',
      'variable(binding(q expression switch(a arm(X 1) default(block(break(2))))))',
    ],
    [
      'try (var r = open(); s) { } catch (A | B e) { } finally { f(); }',
      'try(constant(binding(r call(open))) ~resource(s) block ~catch_clause(param(~catch_type(A B) e) block) block(expression(call(f))))',
    ],
    ['if (a) ;', 'if(a ~;)'],
    ['assert a : "why";', '~assert_statement(a "why")'],
  ];
  for (const [text, tree] of statements) {
    it(`reads ${text}`, () => {
      assert.equal(statement(text), tree);
    });
  }

  it('reads annotations with their arguments, on classes, members and enum constants', () => {
    assert.equal(
      treeOf(
        readJava,
        '@Test(flags = {FLAG, "x"}) class A { @Inject @Named("q") private final B b; @Old(X) void f(@C int d) { } }',
      ),
      'class(@Test(Test flags=(list(FLAG "x"))) A constant field(@Inject(Inject) @Named(Named arg("q")) B binding(b)) ' +
        'method(@Old(Old arg(X)) f param(@C(C) d) block))',
    );
  });

  it('reads enums with constructor arguments, bodies, trailing commas and members', () => {
    assert.equal(
      treeOf(
        readJava,
        'enum E { A, /* flag */ @Old B("x", 1) { void f() { } }, C, ; final int v; E(int v) { this.v = v; } }',
      ),
      'enum(E enum_member(A) enum_member(@Old(Old) B ~argument_list("x" 1) class(method(f block))) enum_member(C) ' +
        'constant field(binding(v)) constructor(E param(v) block(expression(=(.v(this) v)))))',
    );
  });

  it('tells the name that an import brings from the place it comes from', () => {
    assert.equal(
      treeOf(readJava, 'package p; import a.b.C; import static a.b.C.FLAG; import a.*; import static a.C.*;'),
      '~package_declaration import a.b(import_item(C)) import a.b.C(import_item(FLAG)) import a.* import a.C.*',
    );
  });

  it('reads records, sealed types and interfaces with defaults', () => {
    assert.equal(
      treeOf(
        readJava,
        'sealed interface I permits R { int X = 1; default boolean f() { return true; } } record R(int a) implements I { R { } }',
      ),
      'interface(I ~permits(~type_list(R)) constant field(binding(X 1)) method(f block(return(true)))) ' +
        'class(R param(a) ~super_interfaces(~type_list(I)) constructor(R block))',
    );
  });

  it('keeps the lines of text blocks', () => {
    const text = 'class A {\n  String s = """\n    one\n      two""";\n}\n';
    const { verbatim } = readForTest(readJava, text);
    assert.deepEqual(
      verbatim.map(({ start, end }) => text.slice(start, end)),
      ['"""\n    one\n      two"""'],
    );
  });

  it('says who can see a declaration', () => {
    const { bindings } = readForTest(
      readJava,
      'class A { private int a; int b; public static final int C = 1; private void d() { int e = a; } void f() { } }',
    );
    const seen = bindings.all.map((each) => [each.name, each.kind, each.exported]);
    assert.deepEqual(seen, [
      ['A', 'class', true],
      ['a', 'field', false],
      ['b', 'field', true],
      ['C', 'field', true],
      ['d', 'function', false],
      ['e', 'variable', false],
      ['f', 'function', true],
    ]);
  });

  it('finds uses of fields, bare and through this, and sees a parameter that hides one', () => {
    const { bindings } = readForTest(
      readJava,
      'class A { private boolean on; A(boolean on) { this.on = on; } boolean f() { return on && this.on; } void g() { on |= h(); } }',
    );
    const field = bindings.all.find((each) => each.kind === 'field')!;
    assert.deepEqual(
      field.references.map(({ access }) => access),
      ['write', 'read', 'read', 'read_write'],
    );
  });

  it('keeps a method apart from a field of the same name', () => {
    const { bindings } = readForTest(
      readJava,
      'class A { private boolean on = f(); private boolean on() { return on; } boolean g() { return on() && this.on() && this.on; } }',
    );
    const [field, method] = ['field', 'function'].map((kind) => bindings.all.find((each) => each.kind === kind)!);
    assert.deepEqual([field!.references.length, method!.references.length], [2, 2]);
    assert.deepEqual([field!.exported, method!.exported], [false, false]);
  });

  it('counts an increment as a write', () => {
    const { bindings } = readForTest(readJava, 'class A { void f() { int i = 0; i++; } }');
    assert.deepEqual(
      bindings.all.find(({ name }) => name === 'i')!.references.map(({ access }) => access),
      ['read_write'],
    );
  });

  it('refuses what it cannot read, with the place', () => {
    assert.deepEqual(readJava('A.java', 'class A {\n  void f() { if }\n}'), {
      ok: false,
      message: 'Syntax error, or syntax that the parser does not know, at line 2, column 14.',
    });
  });

  it('refuses nesting that no program has, instead of running out of stack', () => {
    const deep = `class A { int f() { return ${'('.repeat(5000)}1${')'.repeat(5000)}; } }`;
    const read = readJava('A.java', deep);
    assert.ok(!read.ok && read.message.startsWith('Nested too deeply'));
  });

  it('reads a long concatenation', () => {
    const long = Array.from({ length: 4000 }, (_, index) => `"${index}"`).join(' + ');
    assert.equal(nodesOf(readForTest(readJava, `class A { String s = ${long}; }`).root, 'literal').length, 4000);
  });

  it('binds operators as the language does, whatever the grammar says', () => {
    const spelling = {
      infix: {
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
        const { root } = readForTest(readJava, `class A { String s = ${JAVA.quote(value)}; }`);
        assert.equal(nodesOf(root, 'literal')[0]?.value, value);
      }),
      { examples: [['\\b'], ['\b\f\v'], ['\\u0041'], ['$x ${y}'], ['"']] },
    );
  });

  it('orders precedences as the operators bind', () => {
    const of = (text: string) => {
      const { root } = readForTest(readJava, `class A { Object f() { return ${text}; } }`);
      return JAVA.precedence(nodesOf(root, 'return')[0]!.value!);
    };
    const looseToTight = [
      'x -> y',
      'a = b',
      'a ? b : c',
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
      'a++',
      'a.equals(b)',
      'a.b()',
    ];
    const levels = looseToTight.map(of);
    assert.deepEqual(
      levels,
      levels.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(levels).size, levels.length);
  });
});
