import assert from 'node:assert/strict';
import { judgeSuite, readSummary } from './read-summary.ts';
import { planSuites } from './suites.ts';

const GREEN = '\n  ․․․\n\n  3 passing (12ms)\n  1 pending\n\n';

const judge = (exitCode: number | null, output: string, overdue = false) => judgeSuite({ exitCode, output, overdue });

describe('The verdict on a suite', () => {
  it('is mocha’s own count', () => {
    assert.deepEqual(judge(0, GREEN), { passed: 3, failed: 0, skipped: 1 });
    assert.deepEqual(judge(2, '  1 passing (2s)\n  2 failing\n'), { passed: 1, failed: 2, skipped: 0 });
  });

  it('takes the last summary, whatever a test printed before', () => {
    assert.equal(readSummary(`  99 passing (1ms)\n${GREEN}`)?.passed, 3);
  });

  it('is a failure when nothing ran', () => {
    assert.equal(judge(0, '  0 passing (1ms)\n').failed, 1);
  });

  it('is a failure when all tests are skipped', () => {
    assert.equal(judge(0, '  0 passing (1ms)\n  4 pending\n').failed, 1);
  });

  it('is a failure when the suite ended before its summary', () => {
    assert.equal(judge(0, 'Hello\n').failed, 1);
    assert.equal(judge(null, '').failed, 1);
  });

  it('is a failure when it did not end by itself, green or not', () => {
    assert.equal(judge(null, GREEN, true).failed, 1);
  });

  it('is a failure when the process failed after green tests', () => {
    assert.equal(judge(7, GREEN).failed, 1);
  });
});

describe('The plan of npm test', () => {
  it('runs what package.json has, and names what it leaves out', () => {
    const plan = planSuites({ 'test:unit': 'mocha x', 'test:browser': 'mocha y', build: 'z' });
    assert.deepEqual(
      plan.run.map(({ script }) => script),
      ['test:unit'],
    );
    assert.deepEqual(
      plan.leftOut.map(({ script }) => script),
      ['test:browser'],
    );
    assert.deepEqual(plan.forgotten, []);
  });

  it('notices a suite that stands in neither list', () => {
    assert.deepEqual(planSuites({ 'test:new': 'mocha z' }).forgotten, ['test:new']);
  });
});
