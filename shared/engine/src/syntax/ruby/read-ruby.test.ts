import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dumpTree } from '../testing/dump-tree.ts';
import { randomExpression } from '../testing/random-expression.ts';
import { nodesOf, readForTest, treeOf } from '../testing/read-for-test.ts';
import { readRuby } from './read-ruby.ts';
import { RUBY } from './ruby-dialect.ts';

const tree = (text: string): string => treeOf(readRuby, text);

const VARIABLES = 'a = b = c = d = x = 1\n';

/** Names are variables here: a name that was never assigned is a call. */
function expression(text: string): string {
  const statement = readForTest(readRuby, VARIABLES + text).root.body[1];
  assert.ok(statement?.role === 'expression');
  return dumpTree(statement.expression);
}

describe('readRuby', () => {
  const expressions: readonly (readonly [string, string])[] = [
    ['a and b || c', 'and(a or(b c))'],
    ['a or b and c', 'and(or(a b) c)'],
    ['not a == b', 'not(eq(a b))'],
    ['not(a) || b', 'or(not(group(a)) b)'],
    ['not (a) || b', 'not(or(group(a) b))'],
    ['!a == b', 'eq(not(a) b)'],
    ['a && b = c', 'and(a =(b c))'],
    ['(a = b) and c', 'and(group(=(a b)) c)'],
    ['a ? b : c ? d : x', 'conditional(a b conditional(c d x))'],
    ['defined?(a) && b', 'and(~prefix defined?((group(a)) b)'],
    ['defined? a && b', '~prefix defined?(and(a b))'],
    ['-a ** b', '~prefix -(~infix **(a b))'],
    ['a&.m.n = 1', '=(.n(call(?.m(a))) 1)'],
    ['a[:k]', '.k(a)'],
    ['a["k"] || a[b]', 'or(.k(a) index(a b))'],
    ['m', 'call(m)'],
    ['m a, k: b', 'call(m arg(a) k=(b))'],
    ['m(*a, **b, "s" => c, &d)', 'call(m ...arg(a) ...arg(b) arg(s:("s" c)) arg(~block_argument(d)))'],
    ['m(a:, z:)', 'call(m a=(~shorthand(a)) z=(~shorthand(z)))'],
    [
      'm(a) { |y, (z, *w), k: 1; l| y }',
      'call(m arg(a) trailing arg(lambda(param(y) param(binding(z) binding(w)) param(k 1) binding(l) block(expression(y)))))',
    ],
    ['->(y = 1) { y }', 'lambda(param(y 1) block(expression(y)))'],
    ['{a: 1, "b": 2, c => 3, **d}', 'object(a:("a" 1) b:("b" 2) entry(c 3) ~hash_splat_argument(d))'],
    ['%w[s t]', '~string_array("s" "t")'],
    ['"s#{a}t"', '~string(~interpolation(a))'],
    [String.raw`"s\n" 't\n'`, String.raw`"s\nt\\n"`],
    ['" s "', '~string'],
    ['K::L', '.L(K)'],
    ['a rescue b', '~rescue_modifier(a b)'],
  ];
  for (const [text, expected] of expressions) {
    it(`reads ${text}`, () => {
      assert.equal(expression(text), expected);
    });
  }

  const statements: readonly (readonly [string, string])[] = [
    [
      'if a then b\nelsif c\n d\nelse\nend\n',
      'if(call(a) block(expression(call(b))) else if(call(c) block(expression(call(d))) block))',
    ],
    ['unless a; b; end\n', 'unless(call(a) block(expression(call(b))))'],
    ['x = 1 if x\n', 'modifier if(variable(binding(x 1)) x)'],
    ['return unless a\n', 'modifier unless(return call(a))'],
    [
      'x = if a then 1 else 2 end\n',
      'variable(binding(x expression if(call(a) block(expression(1)) block(expression(2)))))',
    ],
    ['x = 1\nx = 2\nx ||= 3\n', 'variable(binding(x 1)) expression(=(x 2)) expression(||=(x 3))'],
    ['x, (y, *@z), w.v = a\n', 'expression(=(list(x list(y list(@z)) .v(call(w))) call(a)))'],
    ['while a do b end\n', 'while(call(a) block(expression(call(b))))'],
    ['b until a\n', 'until(expression(call(b)) call(a))'],
    ['begin; b; end while a\n', 'do(expression(~begin(block(expression(call(b))))) call(a))'],
    ['for i, j in a do i end\n', 'each(variable(binding(binding(i) binding(j))) ~in(call(a)) block(expression(i)))'],
    [
      'case a\nwhen 1, K then b\nelse c\nend\n',
      'switch(call(a) arm(1 K expression(call(b))) default(expression(call(c))))',
    ],
    [
      'case a\nin {k: Integer => n, m:} if n then m\nin [1, *r] | nil then r\nend\n',
      'switch(call(a) arm(~hash_pattern(~keyword_pattern(~as_pattern(Integer binding(n))) ~keyword_pattern(binding(m))) n expression(m)) ' +
        'arm(~array_pattern(1 ~splat_parameter(binding(r))) null expression(r)))',
    ],
    [
      'begin\n a\nrescue A, B => e\n e\nelse\n c\nensure\n d\nend\n',
      'try(block(expression(call(a))) ~rescue(A B variable(binding(e)) block(expression(e))) block(expression(call(c))) block(expression(call(d))))',
    ],
    [
      'def m(a, b = 1, *c, d:, e: 2, **f, &g)\n a\nend\n',
      'function(m param(a) param(b 1) param(c) param(d) param(e 2) param(f) param(g) block(expression(a)))',
    ],
    ['def ok? = @on\n', 'function(ok? @on)'],
    [
      'def m\n a\nrescue\n b\nend\n',
      'function(m block(try(block(expression(call(a))) ~rescue(block(expression(call(b)))))))',
    ],
    [
      'class A < B::C\n X = 1\n attr_reader :on\n class << self\n  def s; end\n end\nend\n',
      'class(A .C(B) constant field(binding(X 1)) expression(call(attr_reader arg("on"))) object(arg(self) method(s block)))',
    ],
    ['raise A, "b"\n', 'throw(arg(A) arg("b"))'],
    ['x or raise\n', 'expression(or(call(x) throw))'],
    ['alias a b\n', 'expression(~alias("a" "b"))'],
  ];
  for (const [text, expected] of statements) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.equal(tree(text), expected);
    });
  }

  it('knows a variable from a call by what was assigned before', () => {
    assert.equal(
      tree('x\nx = 1\nx\ndef m\n x\nend\n[1].each { x; y = 1 }\ny\n'),
      'expression(call(x)) variable(binding(x 1)) expression(x) function(m block(expression(call(x)))) ' +
        'expression(call(.each(list(1)) trailing arg(lambda(block(expression(x) variable(binding(y 1))))))) expression(call(y))',
    );
  });

  it('says that a return in a block leaves the method, and one in a lambda does not', () => {
    const { root } = readForTest(readRuby, 'm { return 1 }\nlambda { return 1 }\n-> { return 1 }\n');
    assert.deepEqual(
      nodesOf(root, 'function').map((each) => each.returns_through),
      [true, false, false],
    );
  });

  it('lets the lines of a heredoc belong to the statement that begins it', () => {
    const text = 'm(<<~A, 1)\n  #{x}\nA\nn\n';
    const [first, second] = readForTest(readRuby, text).root.body;
    assert.equal(text.slice(first!.start, first!.end), 'm(<<~A, 1)\n  #{x}\nA');
    assert.equal(text.slice(second!.start, second!.end), 'n');
  });

  it('takes no condition apart whose heredoc lies behind it', () => {
    for (const text of ['m(<<~A) if x\n  t\nA\n', 'y = x ? <<~A : nil\n  t\nA\n', 'if m(<<~A)\n  t\nA\n  b\nend\n']) {
      const { root } = readForTest(readRuby, text);
      assert.equal(nodesOf(root, 'if').length + nodesOf(root, 'conditional').length, 0, text);
    }
  });

  it('takes the whole lines between header and end', () => {
    const text = 'if a # why\n\n  # first\n  b\n  # last\nelse c end\n';
    const blocks = nodesOf(readForTest(readRuby, text).root, 'block');
    assert.deepEqual(
      blocks.map(({ inner }) => text.slice(inner.start, inner.end)),
      ['\n  # first\n  b\n  # last', 'c'],
    );
  });

  it('keeps the lines of strings and heredocs', () => {
    const text = 'x = "a\n  b"\ny = <<-E\n c\nE\n';
    const { verbatim } = readForTest(readRuby, text);
    assert.deepEqual(
      verbatim.map(({ start, end }) => text.slice(start, end).trim()),
      ['"a\n  b"', 'c\nE'],
    );
  });

  it('leaves what follows __END__ alone', () => {
    assert.equal(tree('a\n__END__\nif b then\n'), 'expression(call(a))');
  });

  it('finds instance variables in all methods, and methods that are called by their names or by symbols', () => {
    const { bindings } = readForTest(
      readRuby,
      'class A\n def initialize; @on = x; end\n def on; @on; end\n def go; on && self.on; end\n before :go\nend\n',
    );
    const of = (name: string) => bindings.all.find((each) => each.name === name)!;
    assert.deepEqual(
      of('@on').references.map(({ access }) => access),
      ['write', 'read'],
    );
    assert.equal(of('on').references.length, 2);
    assert.equal(of('on').unsure, false);
    assert.equal(of('go').unsure, true);
  });

  it('refuses a syntax error with its place', () => {
    const read = readRuby('a.rb', 'a = 1\nif (\nend\n');
    assert.ok(!read.ok && /at line \d+, column \d+\.$/.test(read.message));
  });

  it('binds operators as the language does, whatever the grammar says', () => {
    const spelling = {
      infix: {
        or: { text: '||', level: 20, associativity: 'left' },
        and: { text: '&&', level: 30, associativity: 'left' },
        eq: { text: '==', level: 40, associativity: 'none' },
      },
      conditional: 10,
      doubleNot: true,
    } as const;
    fc.assert(
      fc.property(randomExpression(spelling), ({ text, tree: expected }) => assert.equal(expression(text), expected)),
    );
  });

  it('orders precedences as the operators bind', () => {
    const levels = [
      'a if b',
      'a and b',
      'not a',
      'defined? a',
      'a = b',
      'a rescue b',
      'a ? b : c',
      'a || b',
      'a && b',
      'a == b',
      'a < b',
      'a | b',
      'a & b',
      'a << b',
      'a + b',
      'a * b',
      '-a',
      'a ** b',
      '!a',
      'a.b',
    ].map((text) => {
      const [statement] = readForTest(readRuby, `a, b, c = 1\n${text}\n`).root.body.slice(1);
      return RUBY.precedence(statement!.role === 'expression' ? statement!.expression : statement!);
    });
    assert.deepEqual(
      levels,
      levels.toSorted((x, y) => x - y),
    );
    assert.equal(new Set(levels).size, levels.length);
  });
});
