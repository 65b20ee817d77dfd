import assert from 'node:assert/strict';
import { reasonsOf, rewritten, runRecipe } from '../proposal/testing.test.ts';
import { consoleRemoval } from './console-removal.ts';

const after = (text: string, level?: 'CONSERVATIVE' | 'STANDARD' | 'COMPREHENSIVE', path?: string) =>
  rewritten(consoleRemoval, text, level, path);
const same = async (text: string, level?: 'CONSERVATIVE' | 'STANDARD' | 'COMPREHENSIVE', path?: string) =>
  assert.equal(await after(text, level, path), text);

describe('console output that goes', () => {
  it('leaves with its line, and everything else keeps its bytes', async () => {
    assert.equal(
      await after("export function f(a) {\n  console.log('here', a.b);\n  return a;\n}\n"),
      'export function f(a) {\n  return a;\n}\n',
    );
  });

  it('leaves behind what its arguments do, in their order', async () => {
    assert.equal(
      await after("export function f(a) {\n  console.log('x', next(), a.b, i++, `${await0()}`);\n}\n"),
      'export function f(a) {\n  next();\n  i++;\n  `${await0()}`;\n}\n',
    );
  });

  it('drops calls that only make a text of a value', async () => {
    assert.equal(await after('go();\nconsole.log(JSON.stringify(a, null, 2), n.toFixed(2));\n'), 'go();\n');
    assert.equal(await after('go();\nconsole.log(JSON.stringify(next()));\n'), 'go();\nJSON.stringify(next());\n');
  });

  it('goes from bodies without braces, arrows, sequences and conditions', async () => {
    assert.equal(await after('for (const a of b) console.log(a);\n'), 'for (const a of b) {}\n');
    assert.equal(await after('if (f()) console.log(1); else go();\n'), 'if (f()) {} else go();\n');
    assert.equal(await after('if (f()) go(); else console.log(1);\n'), 'if (f()) go();\n');
    assert.equal(await after('if (a) console.log(a);\ngo();\n'), 'go();\n');
    assert.equal(await after('if (a) {\n  console.log(a);\n  console.log(1);\n}\ngo();\n'), 'go();\n');
    assert.equal(await after('list.forEach((a) => console.log(a));\n'), 'list.forEach((a) => {});\n');
    assert.equal(await after('list.forEach((a) => (console.log(a)));\n'), 'list.forEach((a) => {});\n');
    assert.equal(
      await after('const f = (a) => (console.log(a), a + 1);\nexport { f };\n'),
      'const f = (a) => (a + 1);\nexport { f };\n',
    );
    assert.equal(await after('a && console.log(a);\ngo();\n'), 'go();\n');
    assert.equal(await after('f() && console.log(a);\n'), 'f();\n');
    assert.equal(
      await after('export function f() {\n  return console.log(1);\n}\n'),
      'export function f() {\n  return;\n}\n',
    );
  });

  it('never glues the lines around it together', async () => {
    assert.equal(await after('const a = b\nconsole.log(a)\n;[1].forEach(go)\n'), 'const a = b\n;[1].forEach(go)\n');
    assert.equal(
      await after('const a = b\nconsole.log(a);\n(function () {})()\n'),
      'const a = b\n;\n(function () {})()\n',
    );
    assert.equal(await after('const a = b\nconsole.log(...c, [d()][0])\ngo()\n'), 'const a = b\n;[d()][0]\ngo()\n');
  });

  it('covers more methods from level to level', async () => {
    const text = 'go();\nconsole.debug(1);\nconsole.info(2);\nconsole.warn(3);\n';
    assert.equal(await after(text, 'CONSERVATIVE'), 'go();\nconsole.info(2);\nconsole.warn(3);\n');
    assert.equal(await after(text, 'STANDARD'), 'go();\nconsole.warn(3);\n');
    assert.equal(await after(text, 'COMPREHENSIVE'), 'go();\n');
  });
});

describe('console output that stays', () => {
  it('is used, handed on, or somebody else’s `console`', async () => {
    await same('const a = console.log(1);\nexport { a };\n');
    await same('load().then(console.log);\n');
    await same('import { console } from "./x.js";\nconsole.log(1);\n');
    await same('export function f(console) {\n  console.log(1);\n}\n');
    await same('console.log.bind(1);\nexport const b = a ? console.log(1) : 2;\n');
    await same('(console.log(1), o.m)();\n');
  });

  it('is the trace of an error, or a feature that is switched on', async () => {
    await same('try {\n  go();\n} catch (e) {\n  console.log(e);\n}\n', 'COMPREHENSIVE');
    await same('go().catch((why) => console.log(why));\n', 'COMPREHENSIVE');
    await same('if (options.verbose) console.log(1);\n', 'COMPREHENSIVE');
    await same("process.env.NODE_ENV !== 'production' && console.log(1);\n", 'COMPREHENSIVE');
    await same('go((err) => {\n  console.log(err);\n});\n');
  });

  it('is meant, by a comment, by the name of its function, or by the purpose of its file', async () => {
    await same('// eslint-disable-next-line no-console\nconsole.log(1);\n');
    await same('console.log(1); // eslint-disable-line no-console\n');
    await same('/* eslint-disable no-console */\nconsole.log(1);\n');
    await same('function prettyPrint(a) {\n  console.log(a);\n}\nprettyPrint(1);\n');
    await same('function printUsage() {\n  console.log(1);\n}\nprintUsage();\n');
    await same('class ConsoleReporter {\n  on() {\n    console.log(1);\n  }\n}\nexport { ConsoleReporter };\n');
    await same('#!/usr/bin/env node\nconsole.log(1);\n');
    await same('console.log(1);\n', 'STANDARD', 'scripts/a.js');
    const ran = await runRecipe(consoleRemoval, {
      'package.json': '{"name":"p","bin":"./src/go.js"}',
      'src/go.js': 'console.log(1);\n',
    });
    assert.deepEqual(reasonsOf(ran), ['Its output stays: package.json starts the file as a command.']);
  });

  it('is not removed by halves when a person leaves a finding out', async () => {
    const files = { 'a.js': 'go();\nconsole.log(1);\nconsole.log(2);\n' };
    const all = await runRecipe(consoleRemoval, files);
    const [first] = all.result.findings;
    const ran = await runRecipe(consoleRemoval, files, { exclude: [first?.id ?? ''] });
    assert.equal(ran.files['a.js'], 'go();\nconsole.log(1);\n');
  });
});

describe('print in Python', () => {
  const py = (text: string, level?: 'CONSERVATIVE' | 'STANDARD' | 'COMPREHENSIVE') => after(text, level, 'src/a.py');
  it('leaves with its line, and `pass` stands where nothing would', async () => {
    assert.equal(await py('def f(a):\n    print(a)\n    return a\n'), 'def f(a):\n    return a\n');
    assert.equal(await py('def f(a):\n    print(a)\n    print(a, 1)\n'), 'def f(a):\n    pass\n');
    assert.equal(await py('def fingerprint(a):\n    print(a)\n    return a\n'), 'def fingerprint(a):\n    return a\n');
    assert.equal(await py('def f(a):\n    a.b(); print(a); a.c()\n'), 'def f(a):\n    a.b(); a.c()\n');
    assert.equal(
      await py('def f(a):\n    if a: print(a)\n    return a\n'),
      'def f(a):\n    if a: pass\n    return a\n',
    );
  });

  it('leaves behind what its arguments do', async () => {
    assert.equal(
      await py('def f(a):\n    print("x", a.pop(), len(a), sep=sep())\n'),
      'def f(a):\n    a.pop(); sep()\n',
    );
  });

  it('stays in scripts, streams, handlers and functions that print', async () => {
    for (const text of [
      'def f(a):\n    print(a)\n\n\nif __name__ == "__main__":\n    f(1)\n',
      'import sys\n\n\ndef f(a):\n    print(a, file=sys.stderr)\n',
      'def f(a):\n    try:\n        a()\n    except OSError:\n        print("failed")\n',
      'def print_all(a):\n    print(a)\n',
      'def pprint(a):\n    print(a)\n',
      'def _pretty_print(a):\n    print(a)\n',
      'def f(a):\n    if a.verbose:\n        print(a)\n',
      'def f(a):\n    return [print(b) for b in a]\n',
      'def f(a):\n    print(a)  # noqa: T201\n',
      'def f(a):\n    print(".", end="")\n',
      'import argparse\n\n\ndef f(a):\n    print(a, argparse)\n',
    ])
      assert.equal(await py(text), text);
  });
});
