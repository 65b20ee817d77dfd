import { readKillSwitches } from '../app/kill-switch/read-kill-switches.ts';
import { scopeText } from '../domain/kill-switch/kill-scope.ts';
import type { Operator } from './open-operator.ts';

/** Prints what is switched off. The exit code. */
export async function listSwitches({ store }: Operator, say: (line: string) => void): Promise<number> {
  const switches = await readKillSwitches(store.read.dynamic_configs);
  if (switches.length === 0) say('Nothing is switched off.');
  for (const { scope, reason } of switches) say(`${scopeText(scope)} is switched off: ${reason}`);
  return 0;
}
