import assert from 'node:assert/strict';
import fc from 'fast-check';
import { flagCase } from '../../flag/testing/flag-case.ts';
import { dumpTree } from '../testing/dump-tree.ts';
import { randomExpression } from '../testing/random-expression.ts';
import { readForTest, treeOf } from '../testing/read-for-test.ts';
import { PHP } from './php-dialect.ts';
import { readPhp } from './read-php.ts';

const tree = (text: string): string => treeOf(readPhp, `<?php\n${text}`);

function expression(text: string): string {
  const [statement] = readForTest(readPhp, `<?php\n${text};`).root.body;
  assert.ok(statement?.role === 'expression');
  return dumpTree(statement.expression);
}

describe('readPhp', () => {
  const expressions: readonly (readonly [string, string])[] = [
    ['!$a instanceof B', 'not(compare($a B))'],
    ['!$a && $b || $c', 'or(and(not($a) $b) $c)'],
    ['$a and $b || $c', 'and($a or($b $c))'],
    ['$a ?? $b ?: $c', 'or(coalesce($a $b) $c)'],
    ['$a ? $b : ($c ? 1 : 2)', 'conditional($a $b group(conditional($c 1 2)))'],
    ['-$a ** 2', '~prefix -(~infix **($a 2))'],
    ['$a === TRUE', 'eq($a true)'],
    ['$a . "b" . 1', '~infix .($a "b" 1)'],
    ['$a->b()?->c["k"][0]', 'index(.k(?.c(call(.b($a)))) 0)'],
    ['A::f(...$a, name: 1)', 'call(.f(A) ...arg($a) name=(1))'],
    ['new A(self::X)', 'new(A arg(.X(self)))'],
    ['fn($x) => $x && $y', 'lambda(param($x) and($x $y))'],
    ['match(true) { $a, $b => 1, default => 2 }', 'expression switch(true arm($a $b 1) default(2))'],
    ["['k' => 1, 2]", 'object(k:("k" 1) 2)'],
    ['"a\\n" . \'b\\n\'', String.raw`~infix .("a\n" "b\\n")`],
    ['"a {$b->c} $d"', '~encapsed_string(.c($b) $d)'],
    ['$$a', '~dynamic_variable_name($$ $a)'],
  ];
  for (const [text, expected] of expressions) {
    it(`reads ${text}`, () => {
      assert.equal(expression(text), expected);
    });
  }

  const statements: readonly (readonly [string, string])[] = [
    [
      'if ($a) b(); elseif ($c) { } else if ($d) { } else e();',
      'if($a expression(call(b)) else if($c block else if($d block expression(call(e)))))',
    ],
    ['if ($a): b(); endif;', '~if_statement(group($a) ~colon_block(expression(call(b))))'],
    ['foreach ($a as $k => $v) { continue 2; }', 'each($a variable(binding($k) binding($v)) block(continue 2))'],
    ['switch ($a) { case 1: b(); break; default: }', 'switch($a arm(1 expression(call(b)) break) default)'],
    ['$a = 1; $a = 2;', 'variable(binding($a 1)) expression(=($a 2))'],
    [
      'try { } catch (A | B $e) { } finally { }',
      'try(block ~catch_clause(~type_list(~named_type(A) ~named_type(B)) variable(binding($e)) block) block)',
    ],
    [
      'use A\\B; use C\\{D, E as F};',
      'import A(import_item(B)) ~namespace_use_declaration(import C(import_item(D)) import C(import_item(F)))',
    ],
    [
      '#[X(1)] final class A extends B implements C { private bool $on = true; const K = 1; }',
      'class(@X(X arg(1)) A ~base_clause(B) ~class_interface_clause(C) variable field(~primitive_type binding(on true)) constant field(binding(K 1)))',
    ],
  ];
  for (const [text, expected] of statements) {
    it(`reads ${text}`, () => {
      assert.equal(tree(text), expected);
    });
  }

  it('refuses HTML between PHP, and a syntax error, with the place', () => {
    const messageOf = (text: string) => {
      const read = readPhp('a.php', text);
      return read.ok ? 'read' : read.message;
    };
    assert.equal(messageOf('<?php a(); ?>\n<p>hi</p>\n'), 'HTML between PHP at line 1, column 12.');
    assert.equal(messageOf('<?php a(); ?>\n'), 'read');
    assert.match(messageOf('<?php if ('), /at line 1/);
  });

  it('finds fields through $this, and takes what a call, a string or a closure is given for changed', () => {
    const { bindings } = readForTest(
      readPhp,
      '<?php class A { private $on = true; function f() { $a = 1; $b = 2; $c = 3; g($a); count($b); "$b"; function() use ($c) { }; return $this->on; } }',
    );
    const accesses = (name: string) =>
      bindings.all.find((each) => each.name === name)!.references.map(({ access }) => access);
    assert.deepEqual(accesses('on'), ['read']);
    assert.deepEqual(accesses('$a'), ['read_write']);
    assert.deepEqual(accesses('$b'), ['read', 'read_write']);
    assert.deepEqual(accesses('$c'), ['read_write']);
  });

  it('keeps the lines of strings and heredocs', () => {
    const text = '<?php\n$a = "b\n c";\n$d = <<<X\n e\n X;\n';
    const { verbatim } = readForTest(readPhp, text);
    assert.deepEqual(
      verbatim.map(({ start, end }) => text.slice(start, end)),
      ['"b\n c"', '<<<X\n e\n X'],
    );
  });

  it('binds operators as the language does, whatever the grammar says', () => {
    const spelling = {
      infix: {
        coalesce: { text: '??', level: 12, associativity: 'right' },
        or: { text: '||', level: 20, associativity: 'left' },
        and: { text: '&&', level: 30, associativity: 'left' },
        eq: { text: '==', level: 40, associativity: 'none' },
      },
      conditional: null,
      doubleNot: true,
    } as const;
    const withSigils = (text: string) => text.replaceAll(/(?<![\w.])([abcdx])\b/g, '$$$1').replaceAll('.m', '->m');
    fc.assert(
      fc.property(randomExpression(spelling), ({ text, tree: expected }) =>
        assert.equal(expression(withSigils(text)), expected.replaceAll(/(?<![\w.])([abcdx])\b/g, '$$$1')),
      ),
    );
  });

  it('writes strings in quotes that hold no variables', () => {
    assert.equal(PHP.quote(String.raw`it's $a \ b`), String.raw`'it\'s $a \\ b'`);
  });

  it('lets a flag go, but not out of a string', () => {
    const { texts } = flagCase({
      'a.php':
        '<?php\nif ($flags->isEnabled("new-ui")) {\n    a();\n} else {\n    b();\n}\necho "{$flags->isEnabled("new-ui")}";\n',
    });
    assert.equal(texts.get('a.php'), '<?php\na();\necho "{$flags->isEnabled("new-ui")}";\n');
  });
});
