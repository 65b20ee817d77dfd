import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dumpTree } from '../testing/dump-tree.ts';
import { randomExpression } from '../testing/random-expression.ts';
import { randomText } from '../testing/random-text.ts';
import { nodesOf, readForTest, treeOf } from '../testing/read-for-test.ts';
import { SWIFT } from './swift-dialect.ts';
import { readSwift } from './read-swift.ts';

function expression(text: string): string {
  const { root } = readForTest(readSwift, `let x = ${text}`);
  return dumpTree(nodesOf(root, 'binding')[0]!.initializer!);
}

function statement(text: string): string {
  const { root } = readForTest(readSwift, `func f() {\n${text}\n}`);
  return nodesOf(root, 'block')[0]!.body.map(dumpTree).join(' ');
}

describe('readSwift', () => {
  const expressions: readonly (readonly [string, string])[] = [
    ['a && b || c', 'or(and(a b) c)'],
    ['a == true && !b.c', 'and(eq(a true) not(.c(b)))'],
    ['!(a || b).c', 'not(.c(group(or(a b))))'],
    ['![a, b].contains(c) && d', 'and(not(call(.contains(list(a b)) arg(c))) d)'],
    ['a ?? b == c', 'eq(coalesce(a b) c)'],
    ['a ? b : c ? d : e', 'conditional(a b conditional(c d e))'],
    ['try a.b() && c', 'wrap(and(call(.b(a)) c))'],
    ['try? a.b', '~prefix try?(.b(a))'],
    ['await a.b() || c', 'await(or(call(.b(a)) c))'],
    ['a as? B ?? c', 'coalesce(~infix as?(a B) c)'],
    ['a is B && c', 'and(compare(a B) c)'],
    ['a!.b!', 'wrap(.b(wrap(a)))'],
    ['a?.b?.c()', 'call(?.c(?.b(a)))'],
    ['.on == a', 'eq(.on a)'],
    [
      'f(.on, is: !a, &b) { $0 } then: { c in d }',
      'call(f arg(.on) is=(not(a)) arg(~prefix &(b)) trailing arg(lambda(block(expression($0)))) trailing then=(lambda(param(c) block(expression(d)))))',
    ],
    [
      '{ [weak self, c = d] (a: Int) -> Bool in return a }',
      'lambda(~capture_list(~captured_reference(self) ~capture_list_item(binding(c d))) param(a Int) Bool block(return(a)))',
    ],
    ['["a": b, c: 1]', 'object(a:("a" b) entry(c 1))'],
    ['(a, b)', 'list(a b)'],
    ['a[0]?.b', '?.b(index(a 0))'],
    ['"a\\(b)c"', '~line_string_literal(b)'],
    ['"a\\u{41}\\""', '"aA\\""'],
    ['a <> b && c', '~custom_operators(a b c)'],
    ['nil', 'null'],
    ['$isOn', '~projected_reference(isOn)'],
    ['if a { 1 } else { 2 }', 'expression if(a block(expression(1)) block(expression(2)))'],
  ];
  for (const [text, tree] of expressions) {
    it(`reads ${text}`, () => {
      assert.equal(expression(text), tree);
    });
  }

  const statements: readonly (readonly [string, string])[] = [
    ['if a, let b = c, d { }', 'if(and(and(a constant(binding(b c))) d) block)'],
    ['if let a { a() }', 'if(~shorthand_reference(a) block(expression(call(a))))'],
    [
      'if case .on(let a) = b, #available(iOS 13, *) { } else if c { } else { }',
      'if(and(~case_condition(.on ~pattern(binding(a)) b) ~availability_condition) block else if(c block block))',
    ],
    ['guard a, !b.c else { return }', 'guard unless(and(a not(.c(b))) block(return))'],
    ['while let a = b.next() { }', 'while(constant(binding(a call(.next(b)))) block)'],
    [
      'out: for (a, _) in b where a > 1 { break out }',
      'out: each(constant(binding(binding(a) ~pattern)) b ~where_clause(~where_keyword compare(a 1)) block(break out))',
    ],
    ['repeat { a() } while b', 'do(block(expression(call(a))) b)'],
    [
      'switch a {\ncase .on, .off: b()\ncase .x(let c) where c: return\ndefault: break\n}',
      'switch(a arm(.on .off expression(call(b))) arm(~pattern(.x ~pattern(binding(c))) c return) default(break))',
    ],
    [
      'switch a {\ncase .on: fallthrough\ncase .off: b()\n}',
      '~switch_with_fallthrough(a ~switch_entry(.on block(~fallthrough)) ~switch_entry(.off block(expression(call(b)))))',
    ],
    [
      'do { try a() } catch let e as E { b() } catch { }',
      'try(block(expression(wrap(call(a)))) ~catch_block(~pattern(~pattern(binding(e)) E) block(expression(call(b)))) ~catch_block(block))',
    ],
    ['defer { a() }', '~defer_statement(block(expression(call(a))))'],
    ['let (a, b) = c', 'constant(binding(~pattern(binding(a) binding(b)) c))'],
    [
      '#if DEBUG\na()\n#else\nreturn\n#endif\nb()',
      '~directive_block(block(expression(call(a))) block(return)) expression(call(b))',
    ],
    ['return nil', 'return(null)'],
  ];
  for (const [text, tree] of statements) {
    it(`reads ${text.replaceAll('\n', ' ⏎ ')}`, () => {
      assert.equal(statement(text), tree);
    });
  }

  it('reads properties: stored, computed, observed, wrapped, several at once', () => {
    assert.equal(
      treeOf(
        readSwift,
        'class A {\n@Published private var a: Bool = true\nlet b = 1, c: Int\nvar d: Bool { e.isOn(.f) }\nvar g: Int { get { 1 } set { h = newValue } }\nvar i = 0 { didSet { j() } }\n}',
      ),
      'class(A variable field(@Published(Published) binding(a ~type_annotation(Bool) true)) ' +
        'constant field(binding(b 1) binding(c ~type_annotation(Int))) ' +
        'getter(d ~type_annotation(Bool) block(expression(call(.isOn(e) arg(.f))))) ' +
        'variable field(binding(g ~type_annotation(Int) getter(block(expression(1))) setter(block(expression(=(h newValue)))))) ' +
        'variable field(binding(i 0 setter(block(expression(call(j)))))))',
    );
  });

  it('reads enum cases, alone and in a row', () => {
    assert.equal(
      treeOf(readSwift, 'enum E: String {\ncase a\ncase b = "x", c\ncase d(Int, of: B)\n}'),
      'enum(E String enum_member(a) ~enum_entry(enum_member(b "x") enum_member(c)) enum_member(d ~enum_type_parameters(Int B)))',
    );
  });

  it('reads parameters with labels, defaults and attributes', () => {
    const { root } = readForTest(
      readSwift,
      'func f(_ a: Int, b c: @escaping () -> Void, d: Bool = true, e: Int...) {}',
    );
    assert.deepEqual(
      nodesOf(root, 'param').map((each) => [each.label, each.name?.name, each.rest]),
      [
        [null, 'a', false],
        ['b', 'c', false],
        ['d', 'd', false],
        ['e', 'e', true],
      ],
    );
  });

  it('says which bodies are a value', () => {
    const { root } = readForTest(
      readSwift,
      'func a() -> Int { 1 }\nfunc b() { c() }\nfunc d() -> Int { let e = 1\nreturn e }\nlet f = { g }\nlet h = { if i { j() } }',
    );
    assert.deepEqual(
      nodesOf(root, 'function').map((each) => each.implicit_return),
      [true, false, false, true, false],
    );
  });

  it('reads members between conditional compilation, and never takes its lines for comments', () => {
    const text = 'class A {\n  var a = 1\n  #if DEBUG\n  func b() {}\n  #else\n  func c() {}\n  #endif\n}\n';
    assert.equal(treeOf(readSwift, text), 'class(A variable field(binding(a 1)) method(b block) method(c block))');
    assert.deepEqual(readForTest(readSwift, text).comments, []);
  });

  it('refuses conditional compilation that cuts a statement', () => {
    const read = readSwift('a.swift', 'func f() {\n  a\n  #if DEBUG\n}\n');
    assert.ok(!read.ok);
  });

  it('refuses a word of the language that the parser takes for a name', () => {
    const read = readSwift('a.swift', 'return .bool(true)\n');
    assert.deepEqual(read, { ok: false, message: 'The parser takes "return" for a name at line 1, column 1.' });
  });

  it('reads syntax newer than the grammar', () => {
    assert.equal(
      treeOf(
        readSwift,
        'nonisolated(unsafe) let a = 1\nclass B: C, @unchecked Sendable { func d(_ e: sending F) throws(G) -> Int { 1 } }',
      ),
      'constant(@nonisolated(unsafe) binding(a 1)) class(B C Sendable method(d param(e F) Int block(expression(1))))',
    );
  });

  it('knows that the labels of a struct are its fields', () => {
    const { bindings } = readForTest(
      readSwift,
      'struct S { private let a: Bool\nprivate let b = 1\nprivate static let c = 2 }\nclass C { private let d: Bool\ninit() { d = true } }',
    );
    const open = bindings.all.filter(({ kind }) => kind === 'field').map((each) => [each.name, each.exported]);
    assert.deepEqual(open, [
      ['a', true],
      ['b', false],
      ['c', false],
      ['d', false],
    ]);
  });

  it('finds fields behind self, bare, and where a parameter hides them', () => {
    const { bindings } = readForTest(
      readSwift,
      'class A {\nprivate var on = false\nfunc f(on: Bool) { self.on = on }\nfunc g() -> Bool { on && self.on }\n}',
    );
    const field = bindings.all.find(({ kind }) => kind === 'field')!;
    assert.deepEqual(
      field.references.map(({ access }) => access),
      ['write', 'read', 'read'],
    );
  });

  it('binds operators as the language does, whatever the grammar says', () => {
    const spelling = {
      infix: {
        or: { text: '||', level: 20, associativity: 'left' },
        and: { text: '&&', level: 30, associativity: 'left' },
        eq: { text: '==', level: 40, associativity: 'none' },
        coalesce: { text: '??', level: 50, associativity: 'right' },
      },
      conditional: 10,
      doubleNot: false,
    } as const;
    fc.assert(fc.property(randomExpression(spelling), ({ text, tree }) => assert.equal(expression(text), tree)));
  });

  it('spells strings that are read as the same value', () => {
    fc.assert(
      fc.property(randomText(), (value) => {
        const { root } = readForTest(readSwift, `let x = ${SWIFT.quote(value)}`);
        assert.equal(nodesOf(root, 'literal')[0]?.value, value);
      }),
      { examples: [['\\b'], ['\b\f\v'], ['\\u0041'], ['\\(x)'], ['"']] },
    );
  });

  it('orders precedences as the operators bind', () => {
    const of = (text: string) =>
      SWIFT.precedence(nodesOf(readForTest(readSwift, `let x = ${text}`).root, 'binding')[0]!.initializer!);
    const looseToTight = [
      'try a',
      'a ? b : c',
      'a || b',
      'a && b',
      'a == b',
      'a ?? b',
      'a as B',
      'a...b',
      'a + b',
      'a * b',
      'a << b',
      '!a',
      'a!',
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
