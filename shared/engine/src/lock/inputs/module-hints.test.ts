import assert from 'node:assert/strict';
import { moduleHints } from './module-hints.ts';
import { readmeExamples } from './readme-examples.ts';
import { samplesOfPattern } from './samples-of-pattern.ts';

describe('samples of a pattern', () => {
  it('take each alternative and each repetition, and match all of them', () => {
    const pattern = /^(-?(?:\d+)?\.?\d+) *(hours?|hrs?|h|ms)?$/i;
    const samples = samplesOfPattern(pattern.source, pattern.flags);
    assert(samples.every((each) => pattern.test(each)));
    for (const word of ['hours', 'hour', 'hrs', 'hr', 'h', 'ms'])
      assert(
        samples.some((each) => each.endsWith(` ${word}`) || each.endsWith(`1${word}`)),
        word,
      );
    assert(samples.some((each) => each.startsWith('-')) && samples.some((each) => /^\d/.test(each)));
    assert(samples.some((each) => /\d$/.test(each)));
  });

  it('know classes, ranges, escapes and counts', () => {
    for (const [source, wanted] of [
      ['[a-c]x{2,3}', ['axx', 'cxx', 'axxx']],
      ['^[^,;]+;$', ['a;', '1;', 'aa;']],
      [String.raw`\u0041\x42\.`, ['AB.']],
      ['a(?=b)b|(?<year>\\d{4})', ['ab', '1111']],
      ['[\\]a]', [']', 'a']],
    ] as const) {
      const samples = samplesOfPattern(source, '');
      for (const each of wanted) assert(samples.includes(each), `${source}: ${samples.join(' ')}`);
    }
  });

  it('are none for what is no pattern, or cannot be met that way', () => {
    assert.deepEqual(samplesOfPattern('(', ''), []);
    assert.deepEqual(samplesOfPattern('(?!)', ''), []);
  });

  it('stay few, however a pattern is nested', () => {
    assert(samplesOfPattern('((a|b|c)?(d|e|f)*(g|h){1,9}){2}'.repeat(3), '').length <= 40);
  });
});

describe('hints of a module', () => {
  const text = [
    "const UNITS = { kb: 10, 'mb': 20 };",
    'export function parse(text) {',
    "  if (typeof text === 'string' && text === 'none') throw new TypeError('no text');",
    "  switch (text) { case 'all': return 60 * 1000; }",
    "  return text.split('=').map((each) => each.indexOf(';'));",
    '}',
  ].join('\n');

  it('are the words of its conditions before those of its tables, and no names of types or errors', () => {
    assert.deepEqual(moduleHints('a.js', text).words, ["'none'", "'all'", "'kb'", "'mb'"]);
  });

  it('are texts put together by what it splits at and looks for', () => {
    const { joined } = moduleHints('a.js', text);
    for (const each of ["'a=b'", "'1;5'", "'a=1;b=2'"]) assert(joined.includes(each), joined.join(' '));
  });

  it('are its numbers, and what they give together', () => {
    assert(moduleHints('a.js', text).numbers.includes('1000'));
    assert(moduleHints('b.js', 'const second = 1000; const minute = second * 60;\n').numbers.includes('60000'));
  });

  it('are arguments of a program where it looks for dashes', () => {
    const { lists } = moduleHints('a.js', "exports.read = (args) => args.filter((each) => each.startsWith('--'));\n");
    assert(lists.includes("['--a', 'b']") && lists.includes("['-ab']"));
    assert.deepEqual(moduleHints('a.js', text).lists, []);
  });

  it('are none for what cannot be read', () => {
    assert.deepEqual(moduleHints('a.js', 'const = ;').words, []);
  });
});

describe('examples of a README', () => {
  const readme = [
    '# price-tag',
    '```js',
    "const tag = require('price-tag');",
    'tag(1, { unit: true }) // 1 EUR',
    '```',
    '```js',
    "tag('2')",
    '```',
    '```',
    'this is no code at all',
    '```',
  ].join('\n');
  const files = new Map([
    ['README.md', readme],
    ['package.json', '{ "name": "price-tag", "main": "lib/tag.js" }'],
    ['lib/tag.js', 'module.exports = (net) => net;\n'],
    ['lib/other.js', 'exports.other = 1;\n'],
  ]);

  it('load the target as the package is loaded, and carry what other blocks load', () => {
    const found = readmeExamples('lib/tag.js', files);
    assert.deepEqual([...found.keys()], ['lib/readme-1.test.mjs', 'lib/readme-2.test.mjs']);
    assert.match(found.get('lib/readme-1.test.mjs') ?? '', /require\('\.\/tag\.js'\)[\s\S]*tag\(1/);
    assert.match(found.get('lib/readme-2.test.mjs') ?? '', /require\('\.\/tag\.js'\)[\s\S]*tag\('2'\)/);
  });

  it('are not taken for those of another file', () => {
    assert.doesNotMatch([...readmeExamples('lib/other.js', files).values()].join('\n'), /\.\/other/);
  });

  it('are none without a README', () => {
    assert.equal(readmeExamples('a.js', new Map([['a.js', '']])).size, 0);
  });
});
