import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Matching, SearchReplaceBlock } from '@iama/contracts/edit/patch-edit';
import { placeBlock } from './place-block.ts';
import { readSourceLines } from './source-lines.ts';

/** `layer: text after`, or why not. */
function edited(text: string, block: SearchReplaceBlock, matching: Matching = 'tolerant'): string {
  const place = placeBlock(readSourceLines(text), block, matching);
  if (place.status === 'missing') return 'missing';
  if (place.status === 'ambiguous') return `ambiguous ${place.layer} ${place.sites.length}`;
  let after = '';
  let at = 0;
  for (const edit of place.edits) {
    after += text.slice(at, edit.start) + edit.replacement;
    at = edit.end;
  }
  return `${place.layer}: ${after}${text.slice(at)}`;
}
const swap = (search: string, replace: string, more: Partial<SearchReplaceBlock> = {}) => ({
  search,
  replace,
  ...more,
});
const lines = (search: string, replace: string) => swap(search, replace, { whole_lines: true });

describe('a block of text', () => {
  it('is replaced at its only place, dollar signs and all', () => {
    assert.equal(edited('pay($1, "$&");\n', swap('$1', '$$2')), 'exact: pay($$2, "$&");\n');
  });

  it('is refused where it fits twice, also where the places overlap', () => {
    assert.equal(edited('go();\nstop();\ngo();\n', swap('go();', 'run();')), 'ambiguous exact 2');
    assert.equal(edited('aaa', swap('aa', 'b')), 'ambiguous exact 2');
    assert.equal(edited('x\ny\nz\nx\ny\nz\n', swap('x\ny\nz\n', '')), 'ambiguous exact 2');
  });

  it('is replaced everywhere when it says so, from left to right', () => {
    assert.equal(edited('aaa aa', swap('aa', 'b', { all: true })), 'exact: ba b');
    assert.equal(edited('no such thing', swap('x y', 'b', { all: true })), 'missing');
  });

  it('that was cut out as lines means a whole line before a part of one', () => {
    assert.equal(edited('port\nport_range\n', lines('port\n', 'host\n')), 'exact: host\nport_range\n');
    assert.equal(edited('port\nport_range\n', swap('port', 'host')), 'ambiguous exact 2');
    assert.equal(edited('line 2\nx\n    line 20\n', lines('    line 2\n', '    a\n')), 'reindent: a\nx\n    line 20\n');
    assert.equal(edited('    line 20\n', lines('    line 2\n', '    a\n')), 'missing');
    assert.equal(edited('let port = 1;\n', lines('port = 1;\n', 'port = 2;\n')), 'exact: let port = 2;\n');
  });

  it('takes whole lines away when nothing takes their place', () => {
    assert.equal(edited('a\nb\nc\n', swap('b', '')), 'exact: a\nc\n');
    assert.equal(edited('a\nb\nc', lines('c\n', '')), 'exact: a\nb\n');
    assert.equal(edited('a\n  b c\nd\n', swap(' c', '')), 'exact: a\n  b\nd\n');
  });

  it('ends its lines as its neighbours do, and leaves lines that it only repeats alone', () => {
    assert.equal(edited('a\r\nb\r\nc\r\n', swap('b', 'x\ny')), 'exact: a\r\nx\r\ny\r\nc\r\n');
    assert.equal(edited('a\nb\r\nc\nd\n', swap('a\nb\nc', 'a\nB\nB2\nc')), 'exact: a\nB\r\nB2\r\nc\nd\n');
    assert.equal(edited('a\r\nb', lines('b\n', 'b\nc\n')), 'exact: a\r\nb\r\nc');
    assert.equal(edited('a\nb\n', swap('a\r\nb', 'A\r\nb')), 'exact: A\nb\n');
  });

  it('finds a last line that has no end, and gives it none', () => {
    assert.equal(edited('a\nlast', swap('last\n', 'end\n')), 'exact: a\nend');
  });

  it('is found past blanks at line ends and blank lines at its edges', () => {
    assert.equal(
      edited('if (a) {  \n  b();\t\n}\n', swap('if (a) {\n  b();', 'if (a) {\n  c();')),
      'trailing_blanks: if (a) {  \n  c();\n}\n',
    );
    assert.equal(edited('a();\nb();\n', swap('\n\nb();\n\n', '\nc();\n')), 'trailing_blanks: a();\nc();\n');
  });

  it('takes blanks at line ends away where that is the edit, and leaves them where its search only had others', () => {
    assert.equal(edited('a();  \nb();\n', swap('a();  \nb();', 'a();\nb();')), 'exact: a();\nb();\n');
    assert.equal(edited('a();  \nb();\n', swap('a(); \nb();', 'a();\nc();')), 'trailing_blanks: a();  \nc();\n');
  });

  it('is found in typographic text, which keeps what the block only repeats', () => {
    const text = 'It’s “here” — now.\nsecond\n';
    assert.equal(
      edited(text, swap('It\'s "here" - now.\nsecond', 'It\'s "here" - now.\nthird')),
      'punctuation: It’s “here” — now.\nthird\n',
    );
  });

  it('is fitted to another indentation, if it is the same throughout', () => {
    const text = 'class A:\n    def f(self):\n        return 1\n';
    assert.equal(
      edited(text, swap('def f(self):\n    return 1', 'def f(self):\n    if self:\n        return 2\n    return 1')),
      'reindent: class A:\n    def f(self):\n        if self:\n            return 2\n        return 1\n',
    );
    assert.equal(
      edited('\tif (a) {\n\t\tb();\n\t}\n', swap('  if (a) {\n    b();\n  }', '  if (a) {\n    b();\n    c();\n  }')),
      'reindent: \tif (a) {\n\t\tb();\n\t\tc();\n\t}\n',
    );
    assert.equal(
      edited('if (a) {\n  b();\n}\n', swap('    if (a) {\n      b();\n    }', '    if (a) {\n      b(1);\n    }')),
      'reindent: if (a) {\n  b(1);\n}\n',
    );
    assert.equal(
      edited(
        'f {\n    a;\n    g {\n        b;\n    }\n}\n',
        swap('f {\n  a;\n  g {\n    b;\n  }\n}', 'f {\n  g {\n    c;\n  }\n}'),
      ),
      'reindent: f {\n    g {\n        c;\n    }\n}\n',
    );
  });

  it('is refused where only the indentation tells two places apart', () => {
    assert.equal(edited('  go();\nstop();\n    go();\n', swap('\tgo();', '\trun();')), 'ambiguous reindent 2');
  });

  it('is found past other white space as long as the words are the same', () => {
    assert.equal(
      edited('const  total=a+b ;\n', swap('const total = a + b;', 'const total = a;')),
      'flexible: const total = a;\n',
    );
    assert.equal(edited('  f(a,\n    b);\n', swap('f(a, b);', 'f(b);')), 'flexible:   f(b);\n');
  });

  it('may lack white space that the file has between words, and never has words that the file runs together', () => {
    const text = 'async function load(id) {\n  return await get(id);\n}\n';
    const glued = 'asyncfunctionload(id){returnawaitget(id);}';
    assert.equal(edited(text, swap(glued, 'x();')), 'flexible: x();\n');
    assert.equal(edited(text + text, swap(glued, 'x();')), 'ambiguous flexible 2');
    assert.equal(edited(text, swap('a sync function load(id) {', 'x();')), 'missing');
    assert.equal(edited('const renewDate = renew_date(1);\n', swap('re newDate = renew_date(1)', 'x')), 'missing');
    assert.equal(edited('let a = total + +value;\n', swap('leta=total++value;', 'x')), 'missing');
    assert.equal(edited('return x;\n', swap('returnx;', 'y;')), 'missing');
    assert.equal(edited('myasync function load(id)\n', swap('asyncfunctionload(id)', 'x')), 'missing');
    assert.equal(edited('returnx;\nmaximum = 1;\n', swap('return  x ;', 'y')), 'missing');
    assert.equal(edited('maxim = 1;\n', swap('xim  =  1;', 'y = 1;')), 'missing');
    assert.equal(edited('a ++b;\n', swap('a + +b ;', 'a;')), 'missing');
  });

  it('is never placed by likeness', () => {
    assert.equal(edited('const result = load();\n', swap('const results = load();', 'x')), 'missing');
    assert.equal(edited('start();\none();\nend();\n', swap('start();\ntwo();\nend();', 'x')), 'missing');
  });

  it('is taken at its word when that is asked for', () => {
    assert.equal(edited('a();  \n', swap('a();\n', 'b();\n'), 'strict'), 'missing');
    assert.equal(edited('a();\r\n', swap('a();\n', 'b();\n'), 'strict'), 'exact: b();\r\n');
  });

  it('of blanks or brackets alone is not looked for loosely', () => {
    assert.equal(edited('f(() => {\n  a();\n});\n', lines('  });\n', '  })();\n')), 'missing');
    assert.equal(edited('a\n\tb\n', swap('   ', 'x')), 'missing');
    assert.equal(edited('a\n', swap('', 'x')), 'missing');
    assert.equal(edited('a\n\nb\n', lines('\n', 'x\n'), 'strict'), 'missing');
    assert.equal(edited('a\n\nb\n', { ...lines('\n', 'x\n'), all: true }), 'missing');
  });
});

describe('a block that names the lines around its place', () => {
  const text =
    'class A:\n    def f(self):\n        pass\n\nclass B:\n    def f(self):\n        pass\n\n    def g(self):\n        pass\n';
  const within = (...names: string[]) => edited(text, { ...lines('        pass\n', '        go()\n'), within: names });

  it('is looked for only below and deeper than them', () => {
    assert.equal(within('class A:'), `exact: ${text.replace('pass', 'go()')}`);
    assert.equal(within('class B', 'def g(self):'), `exact: ${text.replace(/pass\n$/, 'go()\n')}`);
    assert.equal(within('class B:'), 'ambiguous exact 2');
    assert.equal(within('def f(self):'), 'ambiguous exact 2');
    assert.equal(within('class C:'), 'missing');
  });

  it('may mean the end of the file, or what comes behind it', () => {
    assert.equal(edited('a\nb\na\n', { ...lines('a\n', 'c\n'), at_end: true }), 'exact: a\nb\nc\n');
    assert.equal(edited('a', { ...lines('', 'b\n'), at_end: true }), 'exact: a\nb');
    assert.equal(edited('a\n', { ...lines('', 'b\n'), at_end: true }), 'exact: a\nb\n');
  });
});

describe('the search for a place', () => {
  const someLine = fc.constantFrom('a', 'b', '', '  a', 'ab', '}', 'x y');
  const someText = fc
    .tuple(fc.array(fc.tuple(someLine, fc.constantFrom('\n', '\r\n')), { maxLength: 12 }), someLine)
    .map(([all, last]) => all.map(([line, end]) => line + end).join('') + last);

  it('finds by lines what a plain search finds', () => {
    fc.assert(
      fc.property(someText, fc.nat(30), fc.nat(20), (text, from, length) => {
        const flat = text.replaceAll('\r\n', '\n');
        const search = flat.slice(from, from + length);
        fc.pre(search !== '');
        let count = 0;
        for (let at = flat.indexOf(search); at !== -1; at = flat.indexOf(search, at + 1)) count += 1;
        const place = placeBlock(readSourceLines(text), { search, replace: 'Q' }, 'strict');
        // A last line without an end counts for a search that has one.
        if (search.endsWith('\n') && !flat.endsWith('\n')) return;
        assert.equal(place.status, count === 1 ? 'found' : 'ambiguous');
        if (place.status !== 'found') return;
        const [site] = place.sites;
        assert.equal(text.slice(site?.start, site?.end).replaceAll('\r\n', '\n'), search);
      }),
      { numRuns: 1500 },
    );
  });

  it('changes only what differs between search and replacement', () => {
    fc.assert(
      fc.property(someText, someText, someText, (before, middle, after) => {
        const text = `${before}\n<begin>\n${middle}\n<end>\n${after}`;
        const replace = `<begin>\n${after}\n<end>`;
        const result = edited(text, swap(`<begin>\n${middle}\n<end>`, replace));
        fc.pre(!result.startsWith('ambiguous'));
        assert.ok(result.startsWith(`exact: ${before}\n<begin>`), result);
        assert.ok(result.endsWith(`<end>\n${after}`), result);
        assert.ok(result.replaceAll('\r\n', '\n').includes(replace.replaceAll('\r\n', '\n')), result);
      }),
      { numRuns: 500 },
    );
  });
});
