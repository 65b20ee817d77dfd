import assert from 'node:assert/strict';
import { reasonsOf, runRecipe } from '../proposal/testing.test.ts';
import { judgeWord } from './judge-word.ts';
import { proseWords } from './prose.ts';
import { loadSpeller } from './speller.ts';
import type { Speller } from './speller.ts';
import { typoRecipeSpeller } from './speller.fake.ts';
import { typoRecipe } from './typo-in-string.ts';

type Level = 'CONSERVATIVE' | 'STANDARD' | 'COMPREHENSIVE';
const recipe = typoRecipe(async () => typoRecipeSpeller);
const run = (files: Readonly<Record<string, string>>, level: Level = 'STANDARD') => runRecipe(recipe, files, { level });
const after = async (text: string, level?: Level, path = 'src/a.ts') =>
  (await run({ [path]: text }, level)).files[path];

describe('typos in strings', () => {
  it('are corrected where people read them, and nothing else moves', async () => {
    assert.equal(
      await after("throw new Error('Could not recieve the data.');\n"),
      "throw new Error('Could not receive the data.');\n",
    );
    assert.equal(
      await after('say(`The ${a} is not avaiable for you\\n`);\n'),
      'say(`The ${a} is not available for you\\n`);\n',
    );
    assert.equal(
      await after(
        'export const a = <p title="It is not avaiable yet">Recieve the data now</p>;\n',
        'STANDARD',
        'src/a.tsx',
      ),
      'export const a = <p title="It is not available yet">Receive the data now</p>;\n',
    );
    assert.equal(
      await after('raise ValueError("could not recieve the data of %s" % a)\n', 'STANDARD', 'a.py'),
      'raise ValueError("could not receive the data of %s" % a)\n',
    );
  });

  it('need a list of common misspellings at the lowest level', async () => {
    const text = "say('The data is not avaiable');\n";
    assert.equal(await after(text, 'CONSERVATIVE'), text);
    assert.equal(await after("say('we recieve the data');\n", 'CONSERVATIVE'), "say('we receive the data');\n");
  });

  it('stay in everything that a program may read', async () => {
    for (const text of [
      "import a from './recieve the data/of.js';\n",
      "const a = { 'recieve the data of it': 1 };\n",
      "if (a === 'we recieve the data') go();\n",
      "a['we recieve the data'] = 1;\n",
      "switch (a) {\n  case 'we recieve the data':\n}\n",
      'const a = /we recieve the data/;\n',
      "a.includes('we recieve the data');\n",
      "say('recieve');\n",
      "say('http://a.b/the/recieve of it');\n",
      "say('<b>we recieve the data</b>');\n",
      "say('SELECT recieve FROM the data');\n",
      "say('we use `recieve` for the data');\n",
      "say('the recieve() of a call');\n",
      "say('the recieve_data of a call');\n",
      "t('we recieve the data');\n",
      'gql`we recieve the data`;\n',
      'type A = "we recieve the data";\n',
      '<a className="we recieve the data" />;\n',
      "say('wir haben nichts recieve und the Datenbank fehlt');\n",
    ])
      assert.equal(await after(text, 'COMPREHENSIVE', 'src/a.tsx'), text);
    for (const text of [
      '"""We recieve the data."""\n',
      'if a == "we recieve the data":\n    pass\n',
      'a = {"we recieve the data": 1}\n',
      'b = re.compile("we recieve the data")\n',
      'c = r"we recieve the data"\n',
    ])
      assert.equal(await after(text, 'COMPREHENSIVE', 'a.py'), text);
  });

  it('stay where the repository has the word as a name, in data, or in its own dictionary', async () => {
    const text = "say('we recieve the data');\n";
    for (const [path, other] of [
      ['b.ts', 'export const onRecieve = 1;\n'],
      ['b.json', '{"recieve":1}'],
      ['cspell.json', '{"words":["recieve"]}'],
      ['.vscode/settings.json', '{"cSpell.words":["recieve"]}'],
    ] as const)
      assert.equal((await run({ 'a.ts': text, [path]: other })).files['a.ts'], text);
    assert.equal(await after(`// cspell:ignore recieve\n${text}`), `// cspell:ignore recieve\n${text}`);
    assert.equal(
      (await run({ 'a.ts': text, 'README.md': 'We recieve.', 'b.ts': '// recieve\n' })).files['a.ts'],
      text.replace('recieve', 'receive'),
    );
  });

  it('change with the tests that say the same, or not at all', async () => {
    const files = {
      'a.ts': "throw new Error('we recieve the data');\n",
      'a.test.ts': "assert.equal(say(), 'we recieve the data');\n",
    };
    const standard = await run(files);
    assert.deepEqual(standard.files, files);
    assert.match(reasonsOf(standard)[0] ?? '', /a\.test\.ts says it too/);
    const all = await run(files, 'COMPREHENSIVE');
    assert.deepEqual(
      Object.values(all.files).map((text) => text.includes('receive')),
      [true, true],
    );
    const left = await runRecipe(recipe, files, {
      level: 'COMPREHENSIVE',
      exclude: [all.result.findings[0]?.id ?? ''],
    });
    assert.deepEqual(left.files, files);
    const pattern = { ...files, 'a.test.ts': 'assert.match(say(), /we recieve/);\n' };
    assert.deepEqual((await run(pattern, 'COMPREHENSIVE')).files, pattern);
  });

  it('stay where there is more than one way to mend them, with the suggestions', async () => {
    const ran = await run({ 'a.ts': "say('the wrod is not clear to us');\n" });
    assert.match(reasonsOf(ran)[0] ?? '', /`wrod` stays: it may be `word`, `rod`/);
  });
});

describe('prose', () => {
  it('has words, and names, codes and escapes are none of them', () => {
    const words = (text: string) => proseWords(text).map((each) => each.text);
    assert.deepEqual(words('The file is not here.'), ['The', 'file', 'is', 'not', 'here']);
    assert.deepEqual(words('The \\nfile of Berlin is getFile a1b2 %s'), ['The', 'file', 'of', 'is']);
    assert.deepEqual(words('a-b.c'), []);
  });
});

describe('the dictionaries', () => {
  it('know both kinds of English and the words of the trade, and name common mistakes', async function () {
    this.timeout(20_000);
    const speller: Speller = await loadSpeller();
    for (const word of ['colour', 'color', 'async', 'webpack', 'cancelled', 'Postgres'])
      assert.ok(speller.knows(word), word);
    assert.deepEqual(judgeWord('Recieve', speller, 'CONSERVATIVE'), { type: 'typo', correction: 'Receive' });
    assert.deepEqual(judgeWord('unparseable', speller, 'STANDARD').type, 'unsure');
  });
});
