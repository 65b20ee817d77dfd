import assert from 'node:assert/strict';
import type { Finding } from '@iama/contracts/recipe';
import type { HealingFeedback } from '@iama/contracts/task/payload';
import { narrow } from './narrow.ts';

const tree = {
  files: new Map([
    ['lib.test.js', "require('./lib');\n"],
    ['lib.js', "require('./deep');\n"],
    ['deep.js', ''],
    ['other.js', ''],
  ]),
  paths: new Set(['lib.test.js', 'lib.js', 'deep.js', 'other.js']),
};
const finding = (
  id: string,
  path: string,
  symbol: string | null,
  kind = 'unused_variable',
  group: string | null = null,
): Finding => ({
  id,
  kind,
  path,
  symbol,
  line: 1,
  message: id,
  group,
});
const findings = [
  finding('parse', 'lib.js', 'parseDate', 'unused_function', 'g'),
  finding('import', 'deep.js', 'moment', 'unused_import', 'g'),
  finding('deep', 'deep.js', 'inner'),
  finding('other', 'other.js', 'elsewhere'),
  finding('file', 'tools/gone.js', null, 'unused_file'),
];
const feedback = (
  failure: Partial<HealingFeedback['failures'][number]> | null,
  suite_output: string[] = [],
): HealingFeedback => ({
  previous_patch_artifact_id: '00000000-0000-4000-8000-000000000000',
  failures: failure ? [{ test_id: 's::unknown.test.js::works', message: '', frame: null, detail: '', ...failure }] : [],
  suite_output,
});
const excluded = (given: HealingFeedback) => narrow(tree, findings, given).map((each) => each.finding_id);

describe('narrowing after a failure', () => {
  it('leaves out what the failure names, with its group', () => {
    assert.deepEqual(excluded(feedback({ message: 'ReferenceError: parseDate is not defined' })), ['parse', 'import']);
    assert.deepEqual(
      excluded(feedback({ message: 'undefined is not a function', detail: 'at Object.inner (x.js:1)' })),
      ['deep'],
    );
  });

  it('leaves out a deleted file that output names, with or without extension', () => {
    assert.deepEqual(excluded(feedback(null, ["Error: Cannot find module '/w/tools/gone'"])), ['file']);
  });

  it('else leaves out what is in the files that stack frames name', () => {
    assert.deepEqual(excluded(feedback({ message: 'expected 1 to be 2', frame: 'other.js:3' })), ['other']);
  });

  it('else leaves out what the failing test loads', () => {
    assert.deepEqual(excluded(feedback({ test_id: 's::lib.test.js::adds', message: 'expected 1 to be 2' })), [
      'parse',
      'import',
      'deep',
    ]);
  });

  it('else leaves out the riskiest kind, and something always', () => {
    assert.deepEqual(excluded(feedback({ message: 'expected 1 to be 2' })), ['file']);
    assert.deepEqual(
      narrow(tree, findings.slice(2, 4), feedback(null, ['Killed'])).map((each) => each.finding_id),
      ['deep', 'other'],
    );
  });

  it('leaves out nothing when nothing failed', () => {
    assert.deepEqual(excluded(feedback(null)), []);
  });
});
