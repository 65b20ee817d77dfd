import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dumpTree } from '../testing/dump-tree.ts';
import { randomExpression } from '../testing/random-expression.ts';
import { randomText } from '../testing/random-text.ts';
import { nodesOf, readForTest, treeOf } from '../testing/read-for-test.ts';
import { KOTLIN } from './kotlin-dialect.ts';
import { readKotlin } from './read-kotlin.ts';

function expression(text: string): string {
  const { root } = readForTest(readKotlin, `val x = ${text}`);
  return dumpTree(nodesOf(root, 'binding')[0]!.initializer!);
}

function statement(text: string): string {
  const { root } = readForTest(readKotlin, `fun f() {\n${text}\n}`);
  return nodesOf(root, 'block')[0]!.body.map(dumpTree).join(' ');
}

describe('readKotlin', () => {
  const expressions: readonly (readonly [string, string])[] = [
    ['!b || c', 'or(not(b) c)'],
    ['a == true && b?.c() == false', 'and(eq(a true) eq(call(?.c(b)) false))'],
    ['a ?: b == c', 'eq(coalesce(a b) c)'],
    ['a && b ?: c', 'and(a coalesce(b c))'],
    ['a to b && c', 'and(~infix to(a b) c)'],
    ['a in b || c !is D', 'or(compare(a b) compare(c D))'],
    ['!a.b!!.c', 'not(.c(wrap(.b(a))))'],
    ['a as Boolean && b', 'and(wrap(a Boolean) b)'],
    ['a.equals(true)', 'eq(a true)'],
    ['a?.equals(b)', 'call(?.equals(a) arg(b))'],
    ['if (a) b else c || d', 'expression if(a b or(c d))'],
    ['when { a, b -> 1; else -> 2 }', 'expression switch(arm(a b 1) default(2))'],
    ['try { a() } catch (e: E) { b }', 'try(block(expression(call(a))) ~catch_block(param(e E) block(expression(b))))'],
    ['f(a, n = b, *c) { it.d }', 'call(f arg(a) n=(b) ...arg(c) trailing arg(lambda(block(expression(.d(it))))))'],
    [
      'f { a, (b, c) -> a }',
      'call(f trailing arg(lambda(param(a) param(binding(b) binding(c)) block(expression(a)))))',
    ],
    ['a.takeIf { b }?.c ?: d', 'coalesce(?.c(call(.takeIf(a) trailing arg(lambda(block(expression(b)))))) d)'],
    ['fun(a: Int): Int { return a }', 'lambda(param(a Int) Int block(return(a)))'],
    ['object : A() { val b = 1 }', 'object(~constructor_invocation(A) constant field(binding(b 1)))'],
    ['"plain \\n \\$"', '"plain \\n $"'],
    ['"a $b ${c.d} e"', '~string_literal(~template_reference(b) .d(c))'],
    ['A::class', '~callable_reference(A)'],
    ['::a', '~callable_reference(a)'],
    ['a ?: return', 'coalesce(a return)'],
    ['a[0] + a[1, 2]', '~infix +(index(a 0) ~index_expression(a 1 2))'],
  ];
  for (const [text, tree] of expressions) {
    it(`reads ${text}`, () => {
      assert.equal(expression(text), tree);
    });
  }

  const statements: readonly (readonly [string, string])[] = [
    ['if (a) b() else if (c) { } else d()', 'if(a expression(call(b)) else if(c block expression(call(d))))'],
    ['if (a) else b()', 'if(a block expression(call(b)))'],
    [
      'when (a) {\n A, is B -> c()\n in d -> { }\n else -> e() }',
      'switch(a arm(A ~type_test(B) expression(call(c))) arm(~range_test(d) block) default(expression(call(e))))',
    ],
    [
      'when (val v = a()) { 1 -> v\n else -> { } }',
      'switch(constant(binding(v call(a))) arm(1 expression(v)) default(block))',
    ],
    ['for ((k, v) in m) k()', 'each(variable(binding(binding(k) binding(v))) m expression(call(k)))'],
    ['out@ while (a) { break@out }', 'out: while(a block(break out))'],
    ['do { a() } while (b)', 'do(block(expression(call(a))) b)'],
    ['val (a, _) = b', 'constant(binding(binding(a) binding b))'],
    ['a.b?.c = d', 'expression(=(?.c(.b(a)) d))'],
    [
      'x.forEach { if (it) return@forEach\n return }',
      'expression(call(.forEach(x) trailing arg(lambda(block(if(it break forEach) return)))))',
    ],
    ['continue', 'continue'],
  ];
  for (const [text, tree] of statements) {
    it(`reads ${text.replaceAll('\n', ' ⏎')}`, () => {
      assert.equal(statement(text), tree);
    });
  }

  it('reads a val with nothing but a getter as a getter', () => {
    assert.equal(
      treeOf(readKotlin, 'class A { val on: Boolean get() = c.isOn(F)\n val b: Int\n get() { return 1 } }'),
      'class(A getter(on Boolean call(.isOn(c) arg(F))) getter(b Int block(return(1))))',
    );
  });

  it('takes no value for an initialiser that a getter or a delegate hides', () => {
    const { root } = readForTest(
      readKotlin,
      'var a = true\n get() = field && b\nval c by lazy { true }\nvar d = true\n private set',
    );
    assert.deepEqual(
      nodesOf(root, 'binding').map((each) => each.initializer && dumpTree(each.initializer)),
      [null, null, 'true'],
    );
  });

  it('reads annotations with flags, on classes, parameters and enum entries', () => {
    assert.equal(
      treeOf(
        readKotlin,
        '@Test(flags = [FLAG]) class A @Inject constructor(@Q private val a: B = true) : C(1), D\nenum class E(val v: Int) {\n X(1),\n @Old Y(2) { fun f() = 1 }, ;\n fun g() = v\n }',
      ),
      'class(@Test(Test flags=(list(FLAG))) A @Inject(Inject) param(@Q(Q) a B true) ~constructor_invocation(C arg(1)) D) ' +
        'enum(E param(v Int) enum_member(X ~value_arguments(arg(1))) enum_member(@Old(Old) Y ~value_arguments(arg(2)) class(method(f 1))) method(g v))',
    );
  });

  it('reads extension functions, companions, objects and top-level functions', () => {
    assert.equal(
      treeOf(
        readKotlin,
        'package p\nimport a.b.C as D\nimport a.*\nfun <T> List<T>.f(a: Int = 1): Boolean = a.g && !b\nobject O { const val X = "x" }\nclass A {\n companion object {\n private val y = true\n }\n }',
      ),
      '~package_header import a.b(import_item(D)) import a.* ' +
        'function(~type_parameters(~type_parameter) ~receiver(~user_type(List ~type_arguments(~type_projection(T)))) f param(a Int 1) Boolean and(.g(a) not(b))) ' +
        'object(O constant field(binding(X "x"))) class(A object(constant field(binding(y true))))',
    );
  });

  it('says whose return a return is', () => {
    const { root } = readForTest(readKotlin, 'fun f() { g { return }\n h(fun() { return }) }');
    assert.deepEqual(
      nodesOf(root, 'function').map((each) => each.returns_through ?? false),
      [false, true, false],
    );
  });

  it('counts private constructor properties among what stays in the file', () => {
    const { bindings } = readForTest(
      readKotlin,
      'class A(private val a: Boolean, val b: Boolean, c: Boolean) {\n val d = a && c\n }',
    );
    const of = (name: string) => bindings.all.find((each) => each.name === name)!;
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((name) => [of(name).kind, of(name).exported, of(name).references.length]),
      [
        ['field', false, 1],
        ['field', true, 0],
        ['param', false, 1],
        ['field', true, 0],
      ],
    );
  });

  it('finds uses in string templates', () => {
    const { bindings } = readForTest(
      readKotlin,
      'fun f() {\n val a = 1\n val b = 2\n println("$a ${b}")\n println("""$a""") }',
    );
    assert.deepEqual(
      bindings.all.filter(({ kind }) => kind === 'variable').map((each) => each.references.length),
      [2, 1],
    );
  });

  it('does not say whose member a bare name is where a receiver may have one of that name', () => {
    const { bindings } = readForTest(
      readKotlin,
      'class A {\n private val on = true\n private val off = true\n private val KEY = 1\n fun f(b: B) { b.apply { g(on, KEY) } }\n fun g() = off\n fun B.h() = on\n }',
    );
    const of = (name: string) => bindings.all.find((each) => each.name === name)!;
    assert.deepEqual(
      ['on', 'off', 'KEY'].map((name) => [of(name).references.length, of(name).exported]),
      [
        [0, true],
        [1, false],
        [1, false],
      ],
    );
  });

  it('binds operators as the language does, whatever the grammar says', () => {
    const spelling = {
      infix: {
        or: { text: '||', level: 20, associativity: 'left' },
        and: { text: '&&', level: 30, associativity: 'left' },
        eq: { text: '==', level: 40, associativity: 'left' },
        coalesce: { text: '?:', level: 50, associativity: 'left' },
      },
      conditional: null,
      doubleNot: true,
    } as const;
    fc.assert(fc.property(randomExpression(spelling), ({ text, tree }) => assert.equal(expression(text), tree)));
  });

  it('spells strings that are read as the same value', () => {
    assert.equal(KOTLIN.quote('\f\\f$'), String.raw`"\u000c\\f\$"`);
    fc.assert(
      fc.property(randomText(), (value) => {
        const { root } = readForTest(readKotlin, `val x = ${KOTLIN.quote(value)}`);
        assert.equal(nodesOf(root, 'literal')[0]?.value, value);
      }),
      { examples: [['\\b'], ['\b\f\v'], ['\\u0041'], ['$x ${y}'], ['"']] },
    );
  });

  it('orders precedences as the operators bind', () => {
    const of = (text: string) =>
      KOTLIN.precedence(nodesOf(readForTest(readKotlin, `val x = ${text}`).root, 'binding')[0]!.initializer!);
    const looseToTight = [
      'if (a) b else c',
      'a || b',
      'a && b',
      'a == b',
      'a < b',
      'a ?: b',
      'a to b',
      'a..b',
      'a + b',
      'a * b',
      'a as B',
      '!a',
      'a!!',
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
