import assert from 'node:assert/strict';
import { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import { applyEdits } from '../../patch/apply-edits.ts';
import { applyEditSet } from '../apply-edit-set.ts';

function edited(path: string, text: string, ...ops: readonly object[]): string {
  const tree = { files: new Map([[path, text]]), paths: new Set([path]) };
  const edits = ops.map((op) => ({ op: 'AST_SYMBOLIC', path, kind: 'method', action: 'replace', ...op }));
  const outcome = applyEditSet(tree, PatchEditSet.parse({ edits }));
  if (!outcome.ok) return outcome.refusals.map((each) => each.code).join(' ');
  return applyEdits(text, outcome.patch.files[0]?.edits ?? []);
}

const CART = [
  "import { tax } from './tax';",
  '',
  '/** What a person buys. */',
  '@sealed',
  'export class Cart {',
  '  items = [];',
  '',
  '  // Without tax.',
  '  total() {',
  '    return 1;',
  '  }',
  '',
  '  get size() {',
  '    return 2;',
  '  }',
  '  set size(value) {}',
  '',
  '  find(id: string): Item;',
  '  find(id: number): Item;',
  '  find(id: unknown): Item {',
  '    return id;',
  '  }',
  '}',
  '',
  'export const list = () => 1;',
  '',
].join('\n');

const at = (text: string, from: string, to: string): string => text.replace(from, () => to);

describe('an edit of a symbol in TypeScript', () => {
  it('needs a text for everything but taking the symbol away', () => {
    for (const action of ['replace', 'insert_before', 'insert_after'])
      assert.equal(edited('a.ts', CART, { symbol: 'Cart.total', action }), 'TEXT_INVALID', action);
  });

  it('replaces a method, indented for its place, and leaves its comment alone', () => {
    const text = 'total() {\n  if (this.items) {\n    return `\n  x`;\n  }\n}';
    assert.equal(
      edited('a.ts', CART, { symbol: 'Cart.total', text }),
      at(CART, '    return 1;', '    if (this.items) {\n      return `\n  x`;\n    }'),
    );
  });

  it('takes the comment along when the text brings one, or when it is told to', () => {
    const wanted = at(CART, '  // Without tax.\n', '  /** New. */\n');
    assert.equal(
      edited('a.ts', CART, { symbol: 'Cart.total', text: '/** New. */\ntotal() {\n  return 1;\n}' }),
      wanted,
    );
    const without = at(CART, '  // Without tax.\n', '');
    assert.equal(
      edited('a.ts', CART, { symbol: 'Cart.total', include_leading: true, text: 'total() {\n  return 1;\n}' }),
      without,
    );
  });

  it('asks when comment and decorators could be lost', () => {
    const text = '/** Other. */\nexport class Cart {}';
    assert.equal(edited('a.ts', CART, { symbol: 'Cart', kind: 'class', text }), 'LEADING_UNCLEAR');
    assert.match(
      edited('a.ts', CART, { symbol: 'Cart', kind: 'class', text, include_leading: true }),
      /tax';\n\n\/\*\* Other\. \*\/\nexport class Cart \{\}\n\nexport const/,
    );
    assert.match(
      edited('a.ts', CART, { symbol: 'Cart', kind: 'class', text: 'export class Cart {}' }),
      /@sealed\nexport class Cart \{\}\n\nexport/,
    );
  });

  it('wants all of an overloaded method, and either half of an accessor by its name', () => {
    assert.equal(edited('a.ts', CART, { symbol: 'Cart.find', text: 'find(id) {\n  return 1;\n}' }), 'SYMBOL_AMBIGUOUS');
    assert.equal(
      edited('a.ts', CART, { symbol: 'Cart.size', text: 'get size() {\n  return 3;\n}' }),
      'SYMBOL_AMBIGUOUS',
    );
    assert.equal(
      edited('a.ts', CART, { symbol: 'Cart.get size', text: 'get size() {\n  return 3;\n}' }),
      at(CART, 'return 2', 'return 3'),
    );
    const all = 'find(id: string): Item;\nfind(id: unknown): Item {\n  return id;\n}';
    assert.equal(edited('a.ts', CART, { symbol: 'Cart.find', text: all }), at(CART, '  find(id: number): Item;\n', ''));
  });

  it('inserts before what leads a symbol and behind what follows it, spaced like its neighbours', () => {
    assert.equal(
      edited('a.ts', CART, { symbol: 'Cart.total', action: 'insert_before', text: 'count() {\n  return 0;\n}' }),
      at(CART, '  // Without tax.\n', '  count() {\n    return 0;\n  }\n\n  // Without tax.\n'),
    );
    assert.equal(
      edited('a.ts', CART, {
        symbol: 'list',
        kind: 'function',
        action: 'insert_after',
        text: 'export const last = 1;',
      }),
      `${CART}\nexport const last = 1;\n`,
    );
  });

  it('deletes a symbol with what leads it and one gap', () => {
    assert.equal(
      edited('a.ts', CART, { symbol: 'Cart.total', action: 'delete' }),
      at(CART, '  // Without tax.\n  total() {\n    return 1;\n  }\n\n', ''),
    );
    assert.equal(
      edited('a.ts', CART, { symbol: 'list', kind: 'constant', action: 'delete' }),
      at(CART, '\nexport const list = () => 1;\n', ''),
    );
  });

  it('refuses names it does not have or has twice, and variables that share a statement', () => {
    assert.equal(edited('a.ts', CART, { symbol: 'Cart.totals', text: 'x' }), 'SYMBOL_NOT_FOUND');
    assert.equal(edited('a.ts', CART, { symbol: 'Cart', kind: 'interface', text: 'x' }), 'SYMBOL_NOT_FOUND');
    const twice = 'if (a) {\n  function f() {}\n} else {\n  function f() {}\n}\n';
    assert.equal(
      edited('a.js', twice, { symbol: 'f', kind: 'function', text: 'function f() { return; }' }),
      'SYMBOL_AMBIGUOUS',
    );
    assert.equal(
      edited('a.ts', 'const a = 1, b = 2;\n', { symbol: 'b', kind: 'constant', action: 'delete' }),
      'SYMBOL_AMBIGUOUS',
    );
    assert.equal(
      edited('a.ts', 'const a = 1, b = 2;\n', { symbol: 'b', kind: 'constant', text: 'b = 3' }),
      'const a = 1, b = 3;\n',
    );
  });

  it('refuses languages and files it cannot read, and results that do not parse', () => {
    assert.equal(edited('a.go', 'package a\n', { symbol: 'f', text: 'x' }), 'LANGUAGE_UNSUPPORTED');
    assert.equal(edited('a.ts', 'class {', { symbol: 'f', text: 'x' }), 'SOURCE_BROKEN');
    assert.equal(edited('a.ts', CART, { symbol: 'Cart.total', text: 'total() {' }), 'NEW_PARSE_ERROR');
    assert.equal(
      edited('a.ts', CART, { symbol: 'Cart.total', text: 'total() {\n  // ... same as before\n}' }),
      'ELIDED_CODE',
    );
  });

  it('keeps the line ends of a file', () => {
    const text = CART.replaceAll('\n', '\r\n');
    const wanted = at(text, 'return 1;', 'log();\r\n    return 1;');
    assert.equal(edited('a.ts', text, { symbol: 'Cart.total', text: 'total() {\n  log();\n  return 1;\n}' }), wanted);
  });
});

const SHOP = [
  'class Shop:',
  '    """Sells."""',
  '',
  '    @property',
  '    def name(self):',
  '        return 1',
  '',
  '    @name.setter',
  '    def name(self, value):',
  '        pass',
  '',
  '    # Opens.',
  '    async def open(self):',
  '        return """',
  'x',
  '"""',
  '',
  '',
  'def main():',
  '    pass',
  '',
].join('\n');

describe('an edit of a symbol in Python', () => {
  it('replaces a method, moves docstrings and no other strings', () => {
    const text = 'async def open(self):\n    """Opens\n    wide."""\n    return """\nx\n"""';
    assert.equal(
      edited('a.py', SHOP, { symbol: 'Shop.open', text }),
      at(SHOP, '(self):\n        return """', '(self):\n        """Opens\n        wide."""\n        return """'),
    );
  });

  it('takes text whose first line lost its indentation', () => {
    const text = 'async def open(self):\n        return 5';
    assert.match(
      edited('a.py', SHOP, { symbol: 'Shop.open', text }),
      /    async def open\(self\):\n        return 5\n\n\ndef main/,
    );
  });

  it('wants both halves of a property', () => {
    assert.equal(
      edited('a.py', SHOP, { symbol: 'Shop.name', text: '@property\ndef name(self):\n    return 2' }),
      'SYMBOL_AMBIGUOUS',
    );
    assert.equal(
      edited('a.py', SHOP, { symbol: 'Shop.get name', text: 'def name(self):\n    return 2' }),
      at(SHOP, 'return 1', 'return 2'),
    );
  });

  it('leaves a body that can stand when its only statement is deleted', () => {
    const text = 'class A:\n    def f(self):\n        return 1\n\n\nb = 1\n';
    assert.equal(edited('a.py', text, { symbol: 'A.f', action: 'delete' }), 'class A:\n    pass\n\n\nb = 1\n');
  });

  it('keeps the gap to what follows when the last of a body is deleted', () => {
    const wanted = at(SHOP, '\n    # Opens.\n    async def open(self):\n        return """\nx\n"""\n', '');
    assert.equal(edited('a.py', SHOP, { symbol: 'Shop.open', action: 'delete' }), wanted);
  });

  it('puts two blank lines between functions at the margin', () => {
    assert.equal(
      edited('a.py', SHOP, { symbol: 'main', kind: 'function', action: 'insert_after', text: 'def end():\n    pass' }),
      `${SHOP}\n\ndef end():\n    pass\n`,
    );
  });
});
