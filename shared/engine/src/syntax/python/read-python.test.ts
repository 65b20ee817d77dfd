import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dumpTree } from '../testing/dump-tree.ts';
import { nodesOf, readForTest, treeOf } from '../testing/read-for-test.ts';
import { PYTHON } from './python-dialect.ts';
import { readPython } from './read-python.ts';

const tree = (text: string): string => treeOf(readPython, text);

function expression(text: string): string {
  const [statement] = readForTest(readPython, text).root.body;
  assert.ok(statement?.role === 'expression');
  return dumpTree(statement.expression);
}

describe('readPython', () => {
  const expressions: readonly (readonly [string, string])[] = [
    ['not a == b', 'not(eq(a b))'],
    ['a or b and not c', 'or(a and(b not(c)))'],
    ['not a in b', 'not(compare(a b))'],
    ['a is True', 'eq(a true)'],
    ['a is not None', 'ne(a null)'],
    ['a < b < c', '~comparison_chain(a b c)'],
    ['a == b == c != d', '~comparison_chain(a b c d)'],
    ['(a < b) < c', 'compare(group(compare(a b)) c)'],
    ['a if b else c if d else e', 'conditional(a b conditional(c d e))'],
    ['a or b if c and d else e', 'conditional(or(a b) and(c d) e)'],
    ['lambda x, *y, z=1: x if y else z', 'lambda(param(x) param(y) param(z 1) conditional(x y z))'],
    ['-a ** -b', '~prefix -(~infix **(a ~prefix -(b)))'],
    ['a | b == c', 'eq(~infix |(a b) c)'],
    ['(x := f()) and x', 'and(group(:=(x call(f))) x)'],
    ['f(a, *b, k=c, **d)', 'call(f arg(a) ...arg(b) k=(c) ...arg(d))'],
    ['f(x for x in y)', 'call(f arg(~generator_expression(x ~for_in_clause(variable(binding(x)) y))))'],
    ['f(*a.b(), *c or d)', 'call(f ...arg(call(.b(a))) ...arg(or(c d)))'],
    ['[*a.b(), c]', 'list(~list_splat(call(.b(a))) c)'],
    ['a["k"].b[0][c, d]', 'index(index(.b(.k(a)) 0) list(c d))'],
    ['a[1:2, "k"]', 'index(a list(~slice(1 2) "k"))'],
    ['{"a": 1, b: 2, **c}', 'object(a:("a" 1) entry(b 2) ~dictionary_splat(c))'],
    [
      'f"{a!r:>{w}} {b}"',
      '~string(~interpolation(a ~type_conversion ~format_specifier(~format_expression(w))) ~interpolation(b))',
    ],
    [String.raw`r'\d' "\x41\n"`, String.raw`"\\dA\n"`],
    ["b'x'", '~string'],
    ['await f(x)', 'await(call(f arg(x)))'],
    ['1_000 + 0x1F + 2j', '~infix +(1000 31 ~integer)'],
  ];
  for (const [text, expected] of expressions) {
    it(`reads ${text}`, () => {
      assert.equal(expression(text), expected);
    });
  }

  const statements: readonly (readonly [string, string])[] = [
    [
      'if a: b\nelif c: d\nelse: e\n',
      'if(a block(expression(b)) else if(c block(expression(d)) block(expression(e))))',
    ],
    ['for x in y:\n  break\nelse:\n  z\n', 'each(variable(binding(x)) y block(break) block(expression(z)))'],
    ['while a: continue\n', 'while(a block(continue))'],
    ['for self.x, y in z: pass\n', 'each(~target(list(.x(self) y)) z block(~pass_statement))'],
    [
      'try:\n a\nexcept (A, B) as e:\n b\nelse:\n c\nfinally:\n d\n',
      'try(block(expression(a)) ~except_clause(~as_pattern(list(A B) variable(binding(e))) block(expression(b))) block(expression(c)) block(expression(d)))',
    ],
    [
      'async with a as b, c: pass\n',
      '~with_statement(~with_clause(~with_item(a variable(binding(b))) ~with_item(c)) block(~pass_statement))',
    ],
    ['a; b = 1; return\n', 'expression(a) variable(binding(b 1)) return'],
    ['a = 1\na = 2\na += 3\n', 'variable(binding(a 1)) expression(=(a 2)) expression(+=(a 3))'],
    ['a = b = c\n', 'expression(=(a =(b c)))'],
    ['a, (b, *c) = d\n', 'variable(binding(binding(a) binding(binding(b) binding(binding(c))) d))'],
    ['a.b, c[0] = d\n', 'expression(=(list(.b(a) index(c 0)) d))'],
    ['a: int\nb: "T" = 1\n', 'variable(binding(a ~type(int))) variable(binding(b ~type("T") 1))'],
    ['global a\na = 1\n', '~global_statement(a) expression(=(a 1))'],
    ['del a, b.c\n', '~delete_statement(list(a .c(b)))'],
    ['raise A from b\n', 'throw(A b)'],
    [
      'match a:\n case 1 | -2 | X.Y: b\n case [c, *d] if e: f\n case K(k=v) as w: g\n case _: h\n',
      'switch(a arm(1 ~signed_pattern(2) .Y(X) expression(b)) arm(~list_pattern(binding(c) ~splat_pattern(binding(d))) e expression(f)) ' +
        'arm(~as_pattern(~class_pattern(K ~keyword_pattern(binding(v))) binding(w)) expression(g)) default(expression(h)))',
    ],
    [
      '@a.b(c)\n@property\nasync def f(x, /, y: int = 1, *z, k, **w) -> "T": yield\n',
      'function(@a.b(.b(a) arg(c)) @property(property) f param(x) ~positional_separator param(y ~type(int) 1) param(z) param(k) param(w) ~type("T") block(expression(~yield)))',
    ],
    [
      'class A(B[C], metaclass=D):\n  x = 1\n',
      'class(A ~argument_list(arg(index(B C)) metaclass=(D)) variable field(binding(x 1)))',
    ],
    [
      'class A(enum.Enum):\n  B = 1\n  _c = 2\n',
      'enum(A ~argument_list(arg(.Enum(enum))) enum_member(B 1) variable field(binding(_c 2)))',
    ],
    [
      'import a.b, c as d\nfrom .e import f as g, h\nfrom i import *\nfrom __future__ import j\n',
      '~import_statement(import a.b(import_item(a)) import c(import_item(d))) import .e(import_item(g) import_item(h)) import i.* import __future__.*',
    ],
    ['if a and \\\n   b:\n  c\n', 'if(and(a b) block(expression(c)))'],
  ];
  for (const [text, expected] of statements) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.equal(tree(text), expected);
    });
  }

  it('knows the test of a conditional, which stands in the middle', () => {
    const [node] = nodesOf(readForTest(readPython, 'a if b else c\n').root, 'conditional');
    assert.deepEqual([node!.test, node!.then, node!.otherwise].map(dumpTree), ['b', 'a', 'c']);
  });

  it('takes the lines of a suite, with the comments that are indented like it', () => {
    const text = 'if a:  # why\n\n    # first\n    b\n    # last\n  # not\nelse: c; d  # end\n';
    const blocks = nodesOf(readForTest(readPython, text).root, 'block');
    assert.deepEqual(
      blocks.map(({ inner }) => text.slice(inner.start, inner.end)),
      ['\n    # first\n    b\n    # last', 'c; d  # end'],
    );
    assert.deepEqual(
      blocks.map(({ start, end }) => text.slice(start, end)),
      ['b', 'c; d'],
    );
  });

  it('keeps line ends of Windows out of a suite', () => {
    const text = 'if a:\r\n\tb\r\n\t# last\r\nc\r\n';
    const [block] = nodesOf(readForTest(readPython, text).root, 'block');
    assert.equal(text.slice(block!.inner.start, block!.inner.end), '\tb\r\n\t# last');
  });

  it('keeps the lines of strings', () => {
    const text = 'def f():\n    """Doc.\n\n    More."""\n    return f"""{\n  a}"""\n';
    const { verbatim } = readForTest(readPython, text);
    assert.deepEqual(
      verbatim.map(({ start, end }) => text.slice(start, end)),
      ['"""Doc.\n\n    More."""', 'f"""{\n  a}"""'],
    );
  });

  it('says who can see a declaration', () => {
    const { bindings } = readForTest(
      readPython,
      'A = 1\n_b = 2\ndef c():\n  d = 1\nclass E:\n  f = 1\n  _g = 2\n  def h(self): pass\n  def _i(self): pass\n' +
        '@app.route("/")\ndef _j(): pass\n@functools.lru_cache()\ndef _k(): pass\n',
    );
    const seen = bindings.all.filter(({ kind }) => kind !== 'param').map(({ name, exported }) => [name, exported]);
    assert.deepEqual(Object.fromEntries(seen), {
      A: true,
      _b: false,
      c: true,
      d: false,
      E: true,
      f: true,
      _g: false,
      h: true,
      _i: false,
      _j: true,
      _k: false,
    });
  });

  it('takes what a package gives away for used by others', () => {
    const text = 'from .a import b\n';
    const exported = (path: string): boolean[] => {
      const read = readPython(path, text);
      assert.ok(read.ok);
      return read.file.bindings.all.map((each) => each.exported);
    };
    assert.deepEqual([exported('p/m.py'), exported('p/__init__.py'), exported('p/m.pyi')], [[false], [true], [true]]);
  });

  for (const text of ['print "a"\n', 'exec "a"\n', 'if a <> b: pass\n', 'print >>f, a\n']) {
    it(`refuses ${JSON.stringify(text)} of Python 2`, () => {
      assert.match(messageOf(text), /^Syntax/);
    });
  }

  it('refuses a syntax error with its place', () => {
    assert.match(messageOf('a = 1\nif a:\nb = (\n'), /at line [23], column \d+\.$/);
  });

  it('refuses nesting that no program has, instead of running out of stack', () => {
    assert.match(messageOf(`a = ${'('.repeat(5000)}1${')'.repeat(5000)}\n`), /^Nested too deeply/);
  });

  it('reads a long sum without a deep tree', () => {
    const long = Array.from({ length: 4000 }, (_, index) => String(index)).join(' + ');
    assert.equal(nodesOf(readForTest(readPython, `a = ${long}\n`).root, 'literal').length, 4000);
  });

  it('binds operators as the language does, whatever the grammar says', () => {
    fc.assert(fc.property(meaning(), ({ text, tree: expected }) => assert.equal(expression(text), expected)));
  });

  it('orders precedences as the operators bind', () => {
    const levels = [
      'a, b',
      '(x := 1)',
      'lambda: a',
      'a if b else c',
      'a or b',
      'a and b',
      'not a',
      'a == b',
      'a | b',
      'a ^ b',
      'a & b',
      'a << b',
      'a + b',
      'a * b',
      '-a',
      'a ** b',
      'await a',
      'a.b()',
    ].map((text) => {
      const [statement] = readForTest(readPython, `${text}\n`).root.body;
      assert.ok(statement?.role === 'expression');
      const { expression: node } = statement;
      return PYTHON.precedence(node.role === 'group' ? node.inner : node);
    });
    assert.deepEqual(
      levels,
      levels.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(levels).size, levels.length);
  });
});

function messageOf(text: string): string {
  const read = readPython('a.py', text);
  assert.ok(!read.ok, 'it was read');
  return read.message;
}

interface Meaning {
  readonly text: string;
  readonly tree: string;
  readonly level: number;
}

/** Expressions written with no more parentheses than Python needs, and the tree they mean. */
function meaning(): fc.Arbitrary<Meaning> {
  const inside = ({ text, tree: inner, level }: Meaning, atLeast: number): Omit<Meaning, 'level'> =>
    level < atLeast ? { text: `(${text})`, tree: `group(${inner})` } : { text, tree: inner };
  const infix =
    (word: string, role: string, level: number, right: number) =>
    (pair: readonly Meaning[]): Meaning => {
      const [a, b] = [inside(pair[0]!, level === 25 ? 26 : level), inside(pair[1]!, right)];
      return { text: `${a.text} ${word} ${b.text}`, tree: `${role}(${a.tree} ${b.tree})`, level };
    };
  const { node } = fc.letrec<{ node: Meaning }>((tie) => {
    const pair = fc.tuple(tie('node'), tie('node'));
    return {
      node: fc.oneof(
        { maxDepth: 5, depthIdentifier: 'python' },
        fc.constantFrom('a', 'b', 'c').map((name) => ({ text: name, tree: name, level: 100 })),
        pair.map(infix('or', 'or', 10, 11)),
        pair.map(infix('and', 'and', 15, 16)),
        pair.map(infix('==', 'eq', 25, 26)),
        pair.map(infix('is not', 'ne', 25, 26)),
        pair.map(infix('not in', 'compare', 25, 26)),
        tie('node').map((operand) => {
          const { text, tree: inner } = inside(operand, 20);
          return { text: `not ${text}`, tree: `not(${inner})`, level: 20 };
        }),
        fc.tuple(tie('node'), tie('node'), tie('node')).map(([then, test, otherwise]) => {
          const [a, b, c] = [inside(then, 7), inside(test, 7), inside(otherwise, 6)];
          return {
            text: `${a.text} if ${b.text} else ${c.text}`,
            tree: `conditional(${a.tree} ${b.tree} ${c.tree})`,
            level: 6,
          };
        }),
      ),
    };
  });
  return node;
}
