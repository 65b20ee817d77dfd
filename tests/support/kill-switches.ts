import assert from 'node:assert/strict';
import { setKillSwitch } from '@iama/server/app/kill-switch/set-kill-switch';
import { parseScope } from '@iama/server/domain/kill-switch/kill-scope';
import type { Spine } from './spine.ts';

export const REASON = 'The provider loses data.';

export async function flip(spine: Spine, scope: string, on: boolean): Promise<void> {
  const parsed = parseScope(scope);
  assert.ok(parsed, scope);
  await setKillSwitch(spine, { scope: parsed, on, reason: REASON, operator: 'test' });
}
