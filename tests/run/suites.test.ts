import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { planSuites } from './suites.ts';

describe('the suites of npm test', () => {
  it('leave no script out that is named like a test, without saying so', () => {
    const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    const { scripts } = JSON.parse(manifest) as { scripts: Record<string, string> };
    assert.deepEqual(planSuites(scripts).forgotten, []);
    assert.deepEqual(planSuites({ ...scripts, 'test:new': 'mocha' }).forgotten, ['test:new']);
  });
});
