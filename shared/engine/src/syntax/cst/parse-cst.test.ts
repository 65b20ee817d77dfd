import assert from 'node:assert/strict';
import { parseCst } from './parse-cst.ts';
import type { CstNode } from './cst-node.ts';

const JAVA = { grammar: 'java', comments: new Set(['line_comment', 'block_comment']) } as const;

function tree(text: string) {
  const parsed = parseCst(text, JAVA);
  assert.ok(parsed.ok, parsed.ok ? '' : parsed.message);
  return parsed;
}

describe('parseCst', () => {
  it('keeps comments out of the tree and out of every span', () => {
    const text = '/* licence */\nclass A { // first\n  int a; /* last */ }\n// end\n';
    const { root, comments } = tree(text);
    assert.deepEqual(
      comments.map((comment) => [comment.kind, text.slice(comment.start, comment.end)]),
      [
        ['block', '/* licence */'],
        ['line', '// first'],
        ['block', '/* last */'],
        ['line', '// end'],
      ],
    );
    assert.deepEqual(root.below('block_comment', 'line_comment'), []);
    assert.ok(root.text.startsWith('class A'));
    assert.ok(root.text.endsWith('}'));
  });

  it('finds fields, tokens and named children', () => {
    const { root } = tree('class A { void f(int a, int b) { } }');
    const method = root.below('method_declaration')[0] as CstNode;
    assert.equal(method.field('name')?.text, 'f');
    assert.equal(method.field('no_such_field'), null);
    assert.deepEqual(
      method.field('parameters')?.named.map((node) => node.text),
      ['int a', 'int b'],
    );
    assert.equal(method.field('body')?.first('{')?.isNamed, false);
  });

  it('counts in UTF-16 after an emoji and a byte order mark', () => {
    const text = '\uFEFFclass A { String s = "😀"; int b; }';
    const { root } = tree(text);
    assert.equal(root.below('field_declaration')[1]?.text, 'int b;');
    assert.equal(root.start, 1);
  });

  it('names the place of an error and of what the parser made up', () => {
    assert.deepEqual(parseCst('class A {\n  int x = 1 + ;\n}', JAVA), {
      ok: false,
      message: 'Syntax error, or syntax that the parser does not know, at line 2, column 13.',
    });
    assert.deepEqual(parseCst('class A {\n  void f() { a.b(c) }\n}', JAVA), {
      ok: false,
      message: 'Syntax error, or syntax that the parser does not know, at line 2, column 20.',
    });
  });

  it('reads an empty text', () => {
    assert.equal(tree('').root.children.length, 0);
    assert.equal(tree('// nothing\n').comments.length, 1);
  });
});
