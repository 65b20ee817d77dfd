import assert from 'node:assert/strict';
import { reasonsOf, rewritten, runRecipe } from '../proposal/testing.test.ts';
import { commentCleanup } from './comment-cleanup.ts';

type Level = 'CONSERVATIVE' | 'STANDARD' | 'COMPREHENSIVE';
const after = (text: string, level?: Level, path?: string) => rewritten(commentCleanup, text, level, path);
const same = async (text: string, level: Level = 'COMPREHENSIVE', path?: string) =>
  assert.equal(await after(text, level, path), text);

describe('code in comments', () => {
  it('goes with its lines, and the code around it keeps its bytes', async () => {
    assert.equal(
      await after('const a = 1;\n// const b = 2;\n// go(b);\nexport { a };\n', 'CONSERVATIVE'),
      'const a = 1;\nexport { a };\n',
    );
    assert.equal(await after('f();\n\n// if (a) {\n//   go(b);\n// }\n\ng();\n'), 'f();\n\ng();\n');
    assert.equal(await after('f();\n// return x.y;\ng();\n'), 'f();\ng();\n');
    assert.equal(await after('f()\n// console.log(a)\ng()\n'), 'f()\ng()\n');
    assert.equal(await after('f();\n/*\nconst b = 2;\ngo(b);\n*/\ng();\n'), 'f();\ng();\n');
    await same('f();\n/*\nconst b = 2;\n*/\ng();\n', 'CONSERVATIVE');
  });

  it('goes in one run where paragraphs of it end a file or a block', async () => {
    assert.equal(await after('f();\n\n// g(a);\n\n// h(b);\n\n// k(c);\n'), 'f();\n');
    assert.equal(await after('if (a) {\n  f();\n\n  // g(a);\n\n  // h(b);\n}\n'), 'if (a) {\n  f();\n}\n');
  });

  it('is told from words only at the highest level', async () => {
    const text = 'f();\n// the list is short\n// const b = list(a);\ng();\n';
    await same(text, 'STANDARD');
    assert.equal(await after(text, 'COMPREHENSIVE'), 'f();\n// the list is short\ng();\n');
  });

  it('stays where words explain it, and says so', async () => {
    const ran = await runRecipe(
      commentCleanup,
      { 'a.js': 'f();\n// TODO: use it again\n// go(a);\ng();\n' },
      { level: 'COMPREHENSIVE' },
    );
    assert.deepEqual(reasonsOf(ran), ['Code in a comment stays: the words around it explain it.']);
    await same('f();\n// Called like this:\n//   go(a);\ng();\n');
  });

  it('is not prose, a directive, documentation, a licence, or markup', async () => {
    for (const comment of [
      '// return value',
      '// let me see',
      '// see http://example.com/a?b=c;',
      '// eslint-disable-next-line no-var',
      '// @ts-expect-error: it is a test;',
      '// Note: a = b',
      '// a, b',
      '// { a: 1 }',
      '// => go(1);',
      '// istanbul ignore next',
      '// #region go();',
      '//# sourceMappingURL=a.js.map',
      '// foo(bar)',
      '/** go(a); */',
      '/*! go(a); */',
      '/** @example\n * go(a);\n */',
      '// x = y + z',
      '// - go(a);',
      '// 1. go(a);',
      '// "use strict";',
      '// go(a); // only here to show it',
    ])
      await same(`f();\n${comment}\ng();\n`);
    await same("f();\n// case 'a': // not real\n//   return void go(a);\ng();\n");
    await same('// go(a);\n\nf();\n');
    await same('try {\n  f();\n} catch {\n  // go(a);\n}\n');
    await same(
      'const a = (\n  <p>\n    {/* <b>go(a);</b> */}\n    {\n      // go(a);\n    }\n  </p>\n);\nexport { a };\n',
      'COMPREHENSIVE',
      'src/a.tsx',
    );
    await same('const a = `\n// go(a);\n`;\nexport { a };\n');
    await same('const a = 1; // go(a);\nexport { a };\n');
  });
});

describe('code in comments of Python', () => {
  const py = (text: string, level?: Level) => after(text, level, 'src/a.py');

  it('goes with its lines', async () => {
    assert.equal(await py('def f(a):\n    # b = g(a)\n    # return b\n    return a\n'), 'def f(a):\n    return a\n');
    assert.equal(await py('import os\n\n# import sys\n\nos.getcwd()\n'), 'import os\n\n\nos.getcwd()\n');
  });

  it('stays where it is a formula, an example, a marker or a part', async () => {
    for (const comment of [
      '# type: ignore',
      '# x',
      '# Example:\n    # g(a)',
      '# else:',
      '# noqa: E501',
      '# TODO: b = g(a)',
      '# b = g(a)  # deferred',
      '# b = (a + 2) * a',
    ])
      assert.equal(
        await py(`def f(a):\n    ${comment}\n    return a\n`, 'COMPREHENSIVE'),
        `def f(a):\n    ${comment}\n    return a\n`,
      );
  });
});
