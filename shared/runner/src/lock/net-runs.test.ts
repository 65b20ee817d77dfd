import assert from 'node:assert/strict';
import type { TestCase } from '@iama/contracts/test-run/test-run';
import type { Bench } from '../run/bench.ts';
import type { WarmRun, WarmSuite } from '../run/warm/open-warm-suite.ts';
import { netRuns } from './net-runs.ts';
import type { Net } from './net.ts';

type Told = Readonly<Record<string, TestCase['status']>>;

describe('runs of nets', () => {
  const net = {
    name: 'existing',
    discovered: {},
    files: null,
    steady: new Set(['a', 'b']),
    usual_ms: 700,
  } as unknown as Net;
  const casesOf = (told: Told): TestCase[] =>
    Object.entries(told).map(([id, status]) => ({ id, status }) as unknown as TestCase);

  /** `forked`: what the warm suite tells from run to run; null when it is gone. `anew`: what the plain way tells. */
  function bench(forked: readonly (Told | null)[], anew: Told): { readonly bench: Bench; readonly log: string[] } {
    const log: string[] = [];
    const left = [...forked];
    const suite: WarmSuite = {
      async run(_, more): Promise<WarmRun | null> {
        log.push(more?.to_first_failure ? 'forked, to the first failure' : 'forked');
        const told = left.shift() ?? null;
        return told && { cases: casesOf(told), duration_ms: 30 };
      },
      async close() {
        log.push('closed');
      },
    };
    const run = async () => (log.push('anew'), { run: { cases: casesOf(anew) } });
    const warm = async () => (forked.length === 0 ? null : suite);
    return { bench: { run, warm } as unknown as Bench, log };
  }
  const ALL: Told = { a: 'passed', b: 'passed', other: 'failed' };

  it('go by forks where all that is steady passes so too', async () => {
    const { bench: made, log } = bench([ALL, { a: 'passed', b: 'failed' }, { a: 'passed', b: 'passed' }], ALL);
    const runs = netRuns(made, () => true);
    await runs.prepare(net);
    assert.equal(runs.usualOf(net), 30);
    assert.equal(await runs.notices(net, 1000), true);
    assert.equal(await runs.notices(net, 1000), false);
    await runs.close();
    assert.deepEqual(log, ['forked', 'forked, to the first failure', 'forked, to the first failure', 'closed']);
  });

  it('look at all tests when the first failure is of one that does not count', async () => {
    const stopped: Told = { a: 'passed', other: 'failed' };
    const { bench: made, log } = bench([ALL, stopped, ALL, stopped, { ...stopped, b: 'skipped' }], ALL);
    const runs = netRuns(made, () => true);
    await runs.prepare(net);
    assert.equal(await runs.notices(net, 1000), false);
    assert.equal(await runs.notices(net, 1000), true);
    assert.equal(log.filter((each) => each === 'forked').length, 3);
  });

  it('notice what ends the run without a word', async () => {
    const { bench: made } = bench([ALL, {}], ALL);
    const runs = netRuns(made, () => true);
    await runs.prepare(net);
    assert.equal(await runs.notices(net, 1000), true);
  });

  it('start anew where something that is steady does not pass in a fork', async () => {
    const { bench: made, log } = bench([{ a: 'passed', b: 'failed' }], ALL);
    const runs = netRuns(made, () => true);
    await runs.prepare(net);
    assert.equal(runs.isFast(net), false);
    assert.equal(runs.usualOf(net), 700);
    assert.equal(await runs.notices(net, 1000), false);
    assert.deepEqual(log, ['forked', 'closed', 'anew']);
  });

  it('start anew from the fault on at which the warm process is lost', async () => {
    const { bench: made, log } = bench([ALL, null], { a: 'failed', b: 'passed' });
    const runs = netRuns(made, () => true);
    await runs.prepare(net);
    assert.equal(await runs.notices(net, 1000), true);
    assert.equal(await runs.notices(net, 1000), true);
    assert.deepEqual(log, ['forked', 'forked, to the first failure', 'closed', 'anew', 'anew']);
  });

  it('start anew where there is no other way, and where finding one is not worth it', async () => {
    const none = bench([], ALL);
    const [without, few] = [netRuns(none.bench, () => true), netRuns(bench([ALL], ALL).bench, () => false)];
    await without.prepare(net);
    await few.prepare(net);
    assert.deepEqual([without.isFast(net), few.isFast(net)], [false, false]);
    assert.equal(await without.notices(net, 1000), false);
  });
});
