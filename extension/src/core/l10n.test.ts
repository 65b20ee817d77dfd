import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checkBundle } from './testing/l10n/check-bundle.ts';
import { collectSentences } from './testing/l10n/collect-sentences.ts';

const EXTENSION = join(import.meta.dirname, '..', '..');
const LANGUAGES = ['de', 'fr'];
/** Units, a name with nothing else to translate, and two words that the languages share. */
const SAME_IN_BOTH = new Set(['Tests', 'Jobs', '{0} s', '{0} min', '{0} h', '{0} d', '{0} (IAMA)', 'IAMA: {0}, {1}']);

describe('the languages of the extension', () => {
  const collected = sources().map(([path, text]) => collectSentences(path, text));
  const sentences = new Map(collected.flatMap((each) => each.sentences.map((sentence) => [sentence, sentence])));

  it('have every sentence in sight: none is put together while the extension runs', () => {
    assert.deepEqual(
      collected.flatMap((each) => each.faults),
      [],
    );
  });

  for (const language of LANGUAGES) {
    it(`say every sentence of the sources in ${language}`, () => {
      assert.deepEqual(checkBundle(sentences, read('l10n', `bundle.l10n.${language}.json`), SAME_IN_BOTH), []);
    });

    it(`say every sentence of the manifest in ${language}`, () => {
      assert.deepEqual(checkBundle(read('package.nls.json'), read(`package.nls.${language}.json`), SAME_IN_BOTH), []);
    });
  }

  it('are all checked', () => {
    const found = (folder: string, shape: RegExp) =>
      readdirSync(join(EXTENSION, folder)).flatMap((name) => shape.exec(name)?.[1] ?? []);
    assert.deepEqual(found('l10n', /^bundle\.l10n\.(.+)\.json$/).toSorted(), LANGUAGES);
    assert.deepEqual(found('.', /^package\.nls\.(.+)\.json$/).toSorted(), LANGUAGES);
  });
});

describe('a bundle of translations', () => {
  const faults = (english: string, translations: Record<string, string>) =>
    checkBundle(new Map([[english, english]]), new Map(Object.entries(translations)), SAME_IN_BOTH);

  it('may change the order of what it has to keep, and leave a unit as it is', () => {
    assert.deepEqual(
      faults('**Run** `x` on {0}, {1}', { '**Run** `x` on {0}, {1}': '{1}, {0}: `x` **ausführen**' }),
      [],
    );
    assert.deepEqual(faults('{0} min', { '{0} min': '{0} min' }), []);
  });

  it('is refused when it lacks a sentence, even one that is named like a property of every object', () => {
    assert.deepEqual(faults('Accept', {}), ['lacks: Accept']);
    assert.deepEqual(faults('constructor', {}), ['lacks: constructor']);
  });

  it('is refused when it has a sentence that is gone', () => {
    assert.deepEqual(faults('Accept', { Accept: 'Annehmen', Reject: 'Ablehnen' }), ['one too many: Reject']);
  });

  it('is refused when a sentence is English or empty', () => {
    assert.deepEqual(faults('Accept', { Accept: 'Accept' }), ['still English: Accept']);
    assert.deepEqual(faults('Accept', { Accept: ' ' }), ['empty: Accept']);
  });

  const CHANGED: readonly (readonly [what: string, english: string, translation: string])[] = [
    ['a placeholder is lost', '{0} of {1}', '{0} von'],
    ['a placeholder is another one', 'Only {0}', 'Nur {1}'],
    ['a placeholder is added', 'Only this', 'Nur {0}'],
    ['a codicon is translated', '$(pass) Accepted', '$(bestanden) Angenommen'],
    ['code is translated', 'Run `npm start`', '`npm starte` ausführen'],
    ['a link leads elsewhere', '[Show](command:iama.refresh)', '[Zeigen](command:iama.zeigen)'],
    ['a button becomes a link in the text', 'Read.\n[Show](command:x)', 'Lesen. [Zeigen](command:x)'],
    ['bold is lost', '**Verified.** All pass.', 'Verifiziert. Alles läuft.'],
  ];
  for (const [what, english, translation] of CHANGED) {
    it(`is refused when ${what}`, () => {
      assert.deepEqual(faults(english, { [english]: translation }), [`other placeholders or marks: ${english}`]);
    });
  }
});

describe('the collection of sentences', () => {
  it('finds what goes through the editor and what goes through a parameter', () => {
    const text = `const a = l10n.t('It\\'s {0}', 1);\nconst f = (t: Translate) => [t("two"), other('three')];\n`;
    assert.deepEqual(collectSentences('a.ts', text), { sentences: ["It's {0}", 'two'], faults: [] });
  });

  for (const argument of ['`one`', '`${name} is new`', "'one ' + name", 'name', "late ? 'one' : 'two'", '...all', '']) {
    it(`refuses t(${argument})`, () => {
      const expected = { sentences: [], faults: ['a.ts:2: a sentence is one string literal'] };
      assert.deepEqual(collectSentences('a.ts', `\nt(${argument});\n`), expected);
      assert.deepEqual(collectSentences('a.ts', `\nl10n.t(${argument});\n`), expected);
    });
  }

  it('refuses a Translate by another name, whose sentences it would not find', () => {
    const { faults } = collectSentences('a.ts', "const f = (say: Translate) => say('one');\n");
    assert.deepEqual(faults, ['a.ts:1: a Translate is called `t`']);
  });

  it('refuses a file that it cannot read', () => {
    assert.match(collectSentences('a.ts', 'const = ;').faults.join(), /^a\.ts: /);
  });
});

/** What ships: path and text of each source file. */
function sources(): [string, string][] {
  const folder = join(EXTENSION, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !/[\\/]testing[\\/]/.test(path))
    .map((path) => [path, readFileSync(join(folder, path), 'utf8')]);
}

function read(...path: string[]): Map<string, string> {
  const text = readFileSync(join(EXTENSION, ...path), 'utf8');
  return new Map(Object.entries(z.record(z.string(), z.string()).parse(JSON.parse(text))));
}
