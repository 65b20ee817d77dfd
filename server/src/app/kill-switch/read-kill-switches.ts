import { z } from 'zod';
import { parseScope, scopeText } from '../../domain/kill-switch/kill-scope.ts';
import type { KillScope, KillSwitch } from '../../domain/kill-switch/kill-scope.ts';
import type { DynamicConfigReads } from '../ports/dynamic-configs.ts';

const PREFIX = 'system.kill_switch.';

/** The value of a row `system.kill_switch.<scope>` in `dynamic_configs`. */
export const KillSwitchValue = z.object({ on: z.boolean(), reason: z.string().min(1).max(500) });

export function keyOf(scope: KillScope): string {
  return `${PREFIX}${scopeText(scope)}`;
}

/** Those that are on. Somebody who wrote a row that cannot be read meant to stop something: it counts as on. */
export async function readKillSwitches(configs: Pick<DynamicConfigReads, 'under'>): Promise<KillSwitch[]> {
  const rows = await configs.under(PREFIX);
  return rows.flatMap(({ key, value }) => {
    const scope = parseScope(key.slice(PREFIX.length));
    if (scope === null) return [];
    const read = KillSwitchValue.safeParse(value);
    if (!read.success) return [{ scope, reason: 'The operator gave no reason that can be read.' }];
    return read.data.on ? [{ scope, reason: read.data.reason }] : [];
  });
}
