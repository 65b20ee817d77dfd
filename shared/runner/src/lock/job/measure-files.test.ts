import assert from 'node:assert/strict';
import type { TestCase } from '@iama/contracts/test-run/test-run';
import type { Bench } from '../../run/bench.ts';
import { measureFiles } from './measure-files.ts';
import type { MeasureRequest } from './measure-files.ts';

const PATH = 'src/cart.js';
const TEXT = 'exports.total = (a, b) => a + b;\n';
const BESIDE = 'test/model.test.js';

describe('the faults that tests notice', () => {
  /** `standsBeside`: whether the existing test still passes with the model's file in the copy. None of the tests notices a fault. */
  async function measure(standsBeside: boolean, until = 1000) {
    const there = new Set<string>();
    const bench = {
      write: async (path: string) => void there.add(path),
      remove: async (path: string) => void there.delete(path),
      run: async () => {
        const passes = standsBeside || !there.has(BESIDE);
        const cases = [{ id: 'old', status: passes ? 'passed' : 'skipped' }] as unknown as TestCase[];
        return { run: { cases, duration_ms: 1 } };
      },
      warm: async () => null,
    } as unknown as Bench;
    const suite = { id: 's', framework: 'other' };
    const request = {
      bench,
      tree: { files: new Map([[PATH, TEXT]]), paths: new Set([PATH]) },
      paths: [PATH],
      patch: { files: [] },
      existing: {
        suites: [{ suite, line: 'x' }],
        last: [{ suite_id: 's', cases: [{ id: 'old', file: null }], duration_ms: 1 }],
        steady: new Set(['old']),
      },
      pinned: [],
      by_model: { tests: [{ path: BESIDE, text: '' }], nets: [] },
      written_runs: [],
      mask: (text: string) => text,
      until,
      now: () => 0,
      progress: () => undefined,
    } as unknown as MeasureRequest;
    const { faults } = await measureFiles(request);
    assert.deepEqual(
      [...there].filter((path) => path !== PATH),
      [],
      'a file stays in the copy',
    );
    return faults;
  }

  it('are not counted by a test that a model’s file keeps from passing', async () => {
    const stopped = await measure(false);
    assert.equal(stopped.noticed, 0);
    const left = await measure(true);
    assert.ok(left.tried > 0);
    assert.equal(left.noticed, 0);
  });

  it('are none where there is no time to see that', async () => {
    const { tried, out_of_time } = await measure(true, 0);
    assert.deepEqual([tried, out_of_time], [0, true]);
  });
});
