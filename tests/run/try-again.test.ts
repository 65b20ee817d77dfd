import assert from 'node:assert/strict';
import { judgeFile, tryEach } from '../vscode/run-in-window.ts';
import type { Outcome } from '../vscode/run-in-window.ts';

const GREEN: Outcome = { passed: 2, failed: 0, skipped: 0 };
const RED: Outcome = { passed: 1, failed: 1, skipped: 0 };

/** Each file's results in the order of its tries. */
function script(results: Readonly<Record<string, readonly Outcome[]>>) {
  const tries: string[] = [];
  const lines: string[] = [];
  const run = async (file: string): Promise<Outcome> => {
    tries.push(file);
    return results[file]?.[tries.filter((each) => each === file).length - 1] ?? RED;
  };
  const end = tryEach(Object.keys(results), run, (line) => lines.push(line));
  return { end, tries, lines };
}

describe('files of tests in a window', () => {
  it('run once when they pass', async () => {
    const { end, tries } = script({ 'a.test.ts': [GREEN], 'b.test.ts': [GREEN] });
    assert.deepEqual(await end, { passed: 4, failed: 0, skipped: 0 });
    assert.deepEqual(tries, ['a.test.ts', 'b.test.ts']);
  });

  it('get a second try, and are named when that passes', async () => {
    const { end, lines } = script({ 'a.test.ts': [RED, GREEN] });
    assert.deepEqual(await end, { passed: 2, failed: 0, skipped: 0 });
    assert.match(lines.at(-1) ?? '', /flaky: a\.test\.ts/);
  });

  it('are red when they fail twice', async () => {
    const { end, tries } = script({ 'a.test.ts': [RED, RED, GREEN] });
    assert.deepEqual(await end, { passed: 1, failed: 1, skipped: 0 });
    assert.equal(tries.length, 2);
  });

  it('are red when too many need it', async () => {
    const { end } = script({ a: [RED, GREEN], b: [RED, GREEN], c: [RED, GREEN] });
    assert.equal((await end).failed, 1);
  });

  it('are red when there are none', async () => {
    assert.equal((await script({}).end).failed, 1);
  });

  it('are not red when they skip themselves, and are when they say nothing', () => {
    const end = (output: string, exitCode = 0) => judgeFile({ exitCode, overdue: false, output });
    assert.deepEqual(end('\n  0 passing (1s)\n  2 pending\n'), { passed: 0, failed: 0, skipped: 2 });
    assert.equal(end('\n  0 passing (1s)\n').failed, 1);
    assert.equal(end('\n  0 passing (1s)\n  2 pending\n', 1).failed, 1);
  });
});
