import assert from 'node:assert/strict';
import { callSwitch, jobSwitch } from './find-switch.ts';
import { parseScope, scopeText } from './kill-scope.ts';
import type { KillSwitch } from './kill-scope.ts';

const USER = '01a1f8b1-4ad6-794d-b713-d4241ecd7640';
const OTHER = '01a1f8b1-4ad6-794d-b713-d4241ecd7641';

const on = (text: string): KillSwitch => {
  const scope = parseScope(text);
  assert.ok(scope, text);
  return { scope, reason: `because of ${text}` };
};

describe('a kill switch', () => {
  it('is named by what it switches off, and by nothing else', () => {
    for (const text of ['global', 'plan:FREE', `user:${USER}`, 'model:small-1']) {
      assert.equal(scopeText(on(text).scope), text);
    }
    for (const text of ['', 'Global', 'all', 'plan:', 'plan:free', 'user:me', 'model:A B', 'model:', ':', 'global:x']) {
      assert.equal(parseScope(text), null, text);
    }
  });

  it('stops jobs of everybody, of a plan or of a person', () => {
    const free = { user_id: USER, tier: 'FREE' } as const;
    const found = (text: string) => jobSwitch([on(text)], free)?.reason ?? null;
    assert.equal(found('global'), 'because of global');
    assert.equal(found('plan:FREE'), 'because of plan:FREE');
    assert.equal(found('plan:PRO'), null);
    assert.equal(found(`user:${USER}`), `because of user:${USER}`);
    assert.equal(found(`user:${OTHER}`), null);
    assert.equal(found('model:default'), null);
  });

  it('stops calls of a model, and those of jobs that it stops', () => {
    const call = { user_id: USER, tier: 'FREE', alias: 'default' } as const;
    const found = (text: string) => callSwitch([on(text)], call) !== null;
    assert.equal(found('model:default'), true);
    assert.equal(found('model:other'), false);
    assert.equal(found('global'), true);
    assert.equal(found(`user:${OTHER}`), false);
  });
});
