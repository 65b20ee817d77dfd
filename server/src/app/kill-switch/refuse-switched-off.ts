import { jobSwitch } from '../../domain/kill-switch/find-switch.ts';
import type { SwitchedWork } from '../../domain/kill-switch/find-switch.ts';
import { AppError } from '../app-error.ts';
import type { DynamicConfigReads } from '../ports/dynamic-configs.ts';
import { readKillSwitches } from './read-kill-switches.ts';

/** KILL_SWITCH_ON with the operator's reason, where a job would be made or begun. */
export async function refuseSwitchedOff(configs: DynamicConfigReads, work: SwitchedWork): Promise<void> {
  const found = jobSwitch(await readKillSwitches(configs), work);
  if (found !== null) throw new AppError('KILL_SWITCH_ON', `An operator has switched jobs off: ${found.reason}`);
}
