import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { measurePairs } from './measure-pairs.ts';

describe('pairs of another tool', () => {
  let folder = '';
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      const place = join(folder, path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, text);
    }
  };
  const outcomes = (): readonly string[] =>
    measurePairs(folder, 'parity').pairs.map(({ pair, j1, j2 }) => `${pair} ${j1 ? 'J1' : j2 ? 'J2' : '--'}`);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pairs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are compared without white space, and without comments', () => {
    const before = 'if (isToggleEnabled("STALE_FLAG")) a();\nelse b();\n';
    write({
      'one-treated/input/a.js': before,
      'one-treated/expected/a.js': 'a( );\n',
      'two-control/input/a.js': before,
      'two-control/expected/a.js': '// why\nb();\n',
      'three/input/a.js': before,
      'three/expected/a.js': 'c();\n',
      'three/input/same.js': 'd();\n',
      'three/expected/same.js': 'd();\n',
    });
    assert.deepEqual(outcomes(), ['one-treated/a.js J1', 'three/a.js --', 'two-control/a.js J2']);
  });

  it('may say what is removed, and that a file goes', () => {
    const flags = [{ values: { on: true } }, { key: 'a', value: false, api: { calls: [{ names: ['ask'] }] } }];
    write({
      'one/flag.json': JSON.stringify(flags),
      'one/input/a.js': 'if (on && ask("a")) f();\ng(on, "on");\n',
      'one/expected/a.js': 'g(true, "on");\n',
      'one/input/b.js': 'f();\n',
      'one/expected/b.js': '',
    });
    assert.deepEqual(outcomes(), ['one/a.js J1', 'one/b.js --']);
  });

  it('are found in the folders of Piranha’s repository', () => {
    const input = 'def f\n  g if true\n  h unless true\nend\n';
    write({
      'test-resources/ruby/replace_if_statement/input/a.rb': input,
      'test-resources/ruby/replace_if_statement/expected/a.rb': 'def f\n  g\nend\n',
      'test-resources/ruby/another/input/a.rb': input,
      'legacy/javascript/test/input/sample1.js': 'f(isFlagTreated(featureFlag));\n',
      'legacy/javascript/test/treated-expected/sample1-featureFlag.js': 'f(true);\n',
      'legacy/javascript/test/control-expected/sample1-featureFlag.js': 'f(false);\n',
    });
    assert.deepEqual(outcomes(), [
      'ruby/replace_if_statement/a.rb J1',
      'javascript/treated/featureFlag/sample1.js J1',
      'javascript/control/featureFlag/sample1.js J1',
    ]);
  });
});
