import { setTimeout as pause } from 'node:timers/promises';
import { reachOf } from '../app/kill-switch/end-switched-off.ts';
import { readKillSwitches } from '../app/kill-switch/read-kill-switches.ts';
import { setKillSwitch } from '../app/kill-switch/set-kill-switch.ts';
import { scopeText } from '../domain/kill-switch/kill-scope.ts';
import type { KillSwitch } from '../domain/kill-switch/kill-scope.ts';
import type { Operator } from './open-operator.ts';

/** In which everything under way is promised to be reached. */
const REACH_MS = 5000;
const LOOK_MS = 200;
const MOST = 100_000;

/** Turns a switch and says what came of it: with 1 as the exit code when a job under way was not reached in time. */
export async function turnSwitch(
  operator: Operator,
  turn: KillSwitch & { readonly on: boolean },
  say: (line: string) => void,
): Promise<number> {
  const name = scopeText(turn.scope);
  if (!turn.on && !(await isOff(operator, name))) {
    say(`${name} was not switched off.`);
    return 0;
  }
  const before = await underWay(operator, turn);
  await setKillSwitch(operator, { ...turn, operator: operator.name });
  if (!turn.on) {
    say(`${name} is switched on again.`);
    return 0;
  }
  say(`${name} is switched off: ${turn.reason}`);
  if (turn.scope.kind === 'model') {
    say('Nothing more is sent to this model; calls under way are closed within 5 s.');
    return 0;
  }
  const began = performance.now();
  let left = before;
  while (left > 0 && performance.now() - began < REACH_MS) {
    await pause(LOOK_MS);
    left = await underWay(operator, turn);
  }
  if (before === 0) say('No job was under way.');
  else if (left === 0) say(`Jobs under way: ${before}. All have ended.`);
  else
    say(
      `${left} of ${before} jobs under way have not ended within 5 s. Is a worker running? It ends them as soon as it is.`,
    );
  return left === 0 ? 0 : 1;
}

async function isOff({ store }: Operator, name: string): Promise<boolean> {
  const switches = await readKillSwitches(store.read.dynamic_configs);
  return switches.some(({ scope }) => scopeText(scope) === name);
}

async function underWay({ store }: Operator, turn: KillSwitch): Promise<number> {
  if (turn.scope.kind === 'model') return 0;
  return (await store.read.jobs.underWay(reachOf([turn]), MOST)).length;
}
