import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../patch/apply-edits.ts';
import { runRecipe } from '../proposal/testing.test.ts';
import { formatting } from './formatting.ts';
import { lineHunks } from './line-hunks.ts';

type Level = 'CONSERVATIVE' | 'STANDARD' | 'COMPREHENSIVE';
type Files = Readonly<Record<string, string>>;
const run = (files: Files, level: Level = 'STANDARD') => runRecipe(formatting, files, { level });
const after = async (settings: Files, text: string, level: Level = 'STANDARD', path = 'src/a.ts') =>
  (await run({ ...settings, [path]: text }, level)).files[path];
const PRETTIER = { '.prettierrc': 'singleQuote: true\n' };

describe('formatting', () => {
  it('touches the lines that differ, and says in how many places', async () => {
    const { files, result } = await run({
      ...PRETTIER,
      'a.js': 'const a = 1;\nconst b =  2;\n\nfunction f() {\n    return a;\n}\n',
    });
    assert.equal(files['a.js'], 'const a = 1;\nconst b = 2;\n\nfunction f() {\n  return a;\n}\n');
    assert.deepEqual(
      result.findings.map(({ kind, line }) => [kind, line]),
      [
        ['white_space', 2],
        ['white_space', 5],
      ],
    );
  });

  it('changes white space only at the lowest level', async () => {
    const text = 'const a = "x"\nconst b =  2;\n';
    assert.equal(await after(PRETTIER, text, 'CONSERVATIVE'), 'const a = "x"\nconst b =  2;\n');
    assert.equal(
      await after(PRETTIER, `${text}\nif (a) {\n    b();\n}\n`, 'CONSERVATIVE'),
      `${text}\nif (a) {\n  b();\n}\n`,
    );
    assert.equal(await after(PRETTIER, text), "const a = 'x';\nconst b = 2;\n");
  });

  it('reads every kind of settings, overrides and editor settings included', async () => {
    const text = 'if (a) {\n  b("x");\n}\n';
    const tabs = 'if (a) {\n\tb("x");\n}\n';
    assert.equal(await after({ '.prettierrc.json': '{ // c\n"useTabs": true }' }, text), tabs);
    assert.equal(await after({ '.prettierrc.toml': 'useTabs = true\n' }, text), tabs);
    assert.equal(
      await after(
        { 'prettier.config.js': 'const c = { useTabs: true };\nmodule.exports = c;\n' },
        text,
        'STANDARD',
        'src/a.ts',
      ),
      tabs,
    );
    assert.equal(await after({ 'package.json': '{"prettier":{"useTabs":true}}' }, text), tabs);
    assert.equal(await after({ '.oxfmtrc.json': '{"useTabs":true}' }, text), tabs);
    assert.equal(
      await after(
        {
          '.prettierrc': '',
          '.editorconfig': 'root = true\n[*.ts]\nindent_style = tab\n',
          'package.json': '{"devDependencies":{"prettier":"3"}}',
        },
        text,
      ),
      text,
    );
    assert.equal(
      await after(
        {
          'package.json': '{"devDependencies":{"prettier":"3"}}',
          '.editorconfig': '[*.{ts,js}]\nindent_style = tab\n',
        },
        text,
      ),
      tabs,
    );
    assert.equal(
      await after({ '.prettierrc': 'overrides:\n  - files: "*.ts"\n    options: { useTabs: true }\n' }, text),
      tabs,
    );
  });

  it('leaves what the repository leaves out, and what others format', async () => {
    const text = 'const a  = 1;\n';
    for (const settings of [
      { ...PRETTIER, '.prettierignore': 'src/*.ts\n' },
      { '.oxfmtrc.json': '{"ignorePatterns":["src"]}' },
      { 'biome.json': '{}' },
      { 'package.json': '{"devDependencies":{"standard":"1"}}' },
      { 'prettier.config.mjs': 'export default make();\n' },
    ])
      assert.equal(await after(settings as Files, text), text);
    assert.equal(await after(PRETTIER, '// prettier-ignore\nconst a  = 1;\n'), '// prettier-ignore\nconst a  = 1;\n');
    assert.equal(await after(PRETTIER, text, 'STANDARD', 'src/a.test.ts'), text);
    assert.equal(await after(PRETTIER, text, 'COMPREHENSIVE', 'src/a.test.ts'), 'const a = 1;\n');
  });

  it('follows the file where no settings say how, and leaves it at the lowest level', async () => {
    const text = "const a = 'x'\nif (a)  {\n    go(a)\n}\n";
    assert.equal(await after({}, text), "const a = 'x'\nif (a) {\n    go(a)\n}\n");
    assert.equal(await after({}, text, 'CONSERVATIVE'), text);
  });

  it('follows the package and not the one file that is different, where no settings say how', async () => {
    const odd = "const a = 'x';\nif (a) {\n    go(a, b =>  b);\n}\n";
    const usual = 'const a = "x"\nif (a) {\n  go(a, (b) => b)\n}\nmore(\n  a,\n  a,\n)\n';
    const own = { 'one/package.json': '{}', 'one/b.ts': usual, 'one/c.ts': usual };
    assert.equal(await after(own, odd, 'STANDARD', 'one/a.ts'), 'const a = "x"\nif (a) {\n  go(a, (b) => b)\n}\n');
    assert.equal(
      await after({ ...own, 'two/package.json': '{}' }, odd, 'STANDARD', 'two/a.ts'),
      odd.replace('=>  b', '=> b'),
    );
  });

  it('leaves the commas of calls out where only lists have them', async () => {
    const text =
      'go(\n  first_argument_that_is_really_long,\n  second_argument_that_is_really_long,\n  third_argument\n);\n';
    const list =
      'const a = [\n  1,\n  first_argument_that_is_really_long,\n  second_argument_that_is_really_long, third_argument,\n];\n';
    assert.match((await after({}, `${text.repeat(3)}${list}`)) ?? '', /third_argument\n\);[^]*third_argument,\n\];\n$/);
  });

  it('keeps the semicolons of a file of long types', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => `  key_${at}: string,\n`).join('');
    const text = `import type {\n  A,\n} from "a";\n\nexport type T = [\n${rows}];\nexport const b: A  = "b";\n`;
    assert.match((await after({}, text)) ?? '', /from "a";[^]*\];\nexport const b: A = "b";\n$/);
  });

  it('takes the type of a result for no parameter without parentheses', async () => {
    const text = 'const a = (b: B): T => b;\nconst c = (b: B): T => b;\ngo((b) => b,  1);\n';
    assert.equal(await after({}, text), text.replace('  ', ' '));
    assert.equal(
      await after({}, 'const a = { k: b => b };\ngo(b => b,  1);\n'),
      'const a = { k: b => b };\ngo(b => b, 1);\n',
    );
  });

  it('keeps line ends', async () => {
    assert.equal(await after(PRETTIER, 'const a  = 1;\r\ngo(a);\r\n'), 'const a = 1;\r\ngo(a);\r\n');
  });

  it('ties places that one bracket connects, so that any choice of them parses', async () => {
    const text = `${'const value = '}a && (\n  b\n) ? function () {\n    go();\n\n\n\n    go();\n} : first_long_name_of_a_function_that_fills_the_line_and_more(another_name_here, and_one_more_name);\n`;
    const { result } = await run({ ...PRETTIER, 'a.js': text });
    for (const { id } of result.findings) await runRecipe(formatting, { ...PRETTIER, 'a.js': text }, { exclude: [id] });
    assert.ok(result.findings.length > 0);
  });

  it('lays out Python as pyproject.toml says', async () => {
    const text = 'x = "a"\ndef f( a ):\n  return a\n';
    assert.equal(
      await after({ 'pyproject.toml': '[tool.ruff.format]\nquote-style = "single"\n' }, text, 'STANDARD', 'a.py'),
      "x = 'a'\n\n\ndef f(a):\n    return a\n",
    );
    assert.equal(
      await after({ 'pyproject.toml': '[tool.ruff]\nexclude = ["old"]\n' }, text, 'STANDARD', 'old/a.py'),
      text,
    );
    assert.equal(await after({}, text, 'CONSERVATIVE', 'a.py'), text);
  });

  it('makes of any two texts hunks that lead from one to the other', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', '', '  c'), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, fc.boolean(), (one, two, ends) => {
        const [before, after] = [one, two].map((list) => list.join('\n') + (ends ? '\n' : ''));
        const edits = lineHunks(before ?? '', after ?? '').map((each) => ({ ...each, finding_id: '' }));
        assert.equal(applyEdits(before ?? '', edits), after);
      }),
    );
  });
});
