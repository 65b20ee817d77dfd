import { scopeText } from '../../domain/kill-switch/kill-scope.ts';
import type { KillScope } from '../../domain/kill-switch/kill-scope.ts';
import type { AppDeps } from '../deps.ts';
import { keyOf, KillSwitchValue } from './read-kill-switches.ts';

export interface KillSwitchChange {
  readonly scope: KillScope;
  readonly on: boolean;
  /** Why, in a sentence that the people it stops will read; 1 to 500 characters. */
  readonly reason: string;
  /** The operator's name at the machine. Operators have no account. */
  readonly operator: string;
}

/** Switches something off, or on again, and writes down who did. Workers and calls see it within a second or two. */
export async function setKillSwitch(
  deps: Pick<AppDeps, 'store' | 'clock' | 'ids'>,
  { scope, on, reason, operator }: KillSwitchChange,
): Promise<void> {
  const at = deps.clock.now();
  const value = KillSwitchValue.parse({ on, reason });
  await deps.store.transaction(async (tx) => {
    const revision = await tx.dynamic_configs.put(keyOf(scope), value, at);
    const action = on ? 'kill_switch.on' : 'kill_switch.off';
    const data = { scope: scopeText(scope), reason, operator, revision };
    await tx.audit.append([{ id: deps.ids.next(), at, org_id: null, user_id: null, job_id: null, action, data }]);
  });
}
