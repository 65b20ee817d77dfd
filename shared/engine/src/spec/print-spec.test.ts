import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseSpec } from './parse-spec.ts';
import { printSpec } from './print-spec.ts';
import type { SpecDocument } from './print-spec.ts';
import { arbitraryContent } from './testing/arbitrary-content.ts';

const TOKEN = '0193d1c6-7b1e-7cc0-8000-000000000001';

const SAMPLE: SpecDocument = {
  revision: 2,
  revision_token: TOKEN,
  bdd: [
    {
      id: 'bdd-1',
      given: 'a cart',
      when: 'it is\n\nemptied',
      then: 'the total is 0',
      paths: ['src/cart.js'],
      symbols: ['Cart.total'],
      test_ids: ['root/mocha'],
    },
  ],
  sdd: [{ id: null, kind: 'keep', statement: 'The API stays.', paths: ['src/`a`.js'], symbols: [], test_ids: [] }],
  allowed_files: ['src/cart.js'],
};

function errorsOf(text: string): string[] {
  const parsed = parseSpec(text);
  return parsed.ok ? [] : parsed.errors.map(({ line, message }) => `${line}: ${message}`);
}

describe('the text form of a specification', () => {
  it('is Markdown with a heading for each item', () => {
    const [title, token, , , ...rest] = printSpec(SAMPLE)
      .split('\n')
      .filter((line) => line !== '');
    assert.equal(title, '# Specification, revision 2');
    assert.equal(token, `<!-- revision_token ${TOKEN} -->`);
    assert.deepEqual(rest, [
      '### bdd-1',
      '- **Given** a cart',
      '- **When** it is',
      '  emptied',
      '- **Then** the total is 0',
      '- Path `src/cart.js`',
      '- Symbol `Cart.total`',
      '- Test `root/mocha`',
      '## Structure',
      '### new',
      '- **Keep** The API stays.',
      '- Path "src/`a`.js"',
      '## Files that may be touched',
      '- `src/cart.js`',
    ]);
  });

  it('reads back as what was printed, whatever the texts contain', () => {
    fc.assert(
      fc.property(arbitraryContent(true), fc.integer({ min: 1, max: 999 }), (content, revision) => {
        const document = { revision, revision_token: TOKEN, ...content };
        const text = printSpec(document);
        // A file in UTF-8 cannot hold half a character.
        assert.ok(text.isWellFormed());
        assert.deepEqual(parseSpec(text), { ok: true, document });
      }),
      { numRuns: 500 },
    );
  });

  it('survives an editor that changes line ends, strips trailing blanks and writes a mark in front', () => {
    const saved = `\ufeff${printSpec(SAMPLE).replaceAll('\n', '  \r\n')}`;
    const parsed = parseSpec(saved);
    assert.ok(parsed.ok, JSON.stringify(parsed));
    assert.deepEqual(parsed.document.allowed_files, SAMPLE.allowed_files);
    assert.deepEqual(parsed.document.bdd[0]?.test_ids, ['root/mocha']);
  });

  it('never throws, and says where any other text is wrong', () => {
    const line = fc.oneof(fc.constantFrom(...printSpec(SAMPLE).split('\n')), fc.string());
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const parsed = parseSpec(lines.join('\n'));
        if (parsed.ok) return;
        assert.ok(parsed.errors.length > 0 && parsed.errors.length <= 20);
        for (const error of parsed.errors) {
          assert.ok(error.line >= 1 && error.line <= Math.max(1, lines.length));
          assert.match(error.message, /[.]$/);
        }
      }),
    );
  });

  it('names the line of each mistake', () => {
    const good = printSpec(SAMPLE);
    const at = (line: string) => good.split('\n').indexOf(line) + 1;
    const when = at('- **When** it is');
    assert.deepEqual(errorsOf(good.replace('- **When**', '- **Whenever**')), [
      `${when}: An item here has **Given**, **When** and **Then**, and no Whenever.`,
    ]);
    assert.deepEqual(errorsOf(good.replace('- **Then** the total is 0\n', '')), [
      `${at('### bdd-1')}: The item needs **Given**, **When** and **Then**; then is missing.`,
    ]);
    assert.deepEqual(errorsOf(good.replace('  emptied', 'emptied')), [
      `${at('  emptied')}: This belongs to no item. Indent it by two spaces to go on with the text above it.`,
    ]);
    assert.deepEqual(errorsOf(good.replace('\n### new', '\n### bdd-1')), [
      `${at('### new')}: The id bdd-1 is in line ${at('### bdd-1')} already; head a new item with "### new".`,
    ]);
    assert.deepEqual(errorsOf(good.replace('- Symbol `Cart.total`', '- Symbol `')), [
      `${at('- Symbol `Cart.total`')}: There is no name after Symbol.`,
    ]);
    assert.deepEqual(errorsOf(good.replace(/<!-- revision_token .*\n/, '')), [
      '1: The text must begin with the comment with `revision_token`, as it was printed.',
    ]);
    assert.match(errorsOf(good.replace('## Structure', '## Architecture'))[0] ?? '', /The sections are Behaviour/);
    assert.match(errorsOf(good.replace('### bdd-1', '### Bdd 1'))[0] ?? '', /small letters, digits and hyphens/);
    assert.match(errorsOf(good.replace('- Path `src/cart.js`', '- Path `../x`'))[0] ?? '', /relative path/);
  });
});
