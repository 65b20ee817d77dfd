import type { TestFramework } from '@iama/contracts/test-run/suite';
import type { Confinement } from '../sandbox/confinement.ts';
import { holdCommand } from '../sandbox/hold-command.ts';
import { throwawayGate } from '../secrets/throwaway-gate.ts';
import { runCommand } from './run-command.ts';
import type { RunFolder } from './run-folder.ts';

/** What a program says when it is asked; null when it is not there. */
export type Ask = (program: string, argument: string, framework: TestFramework) => Promise<string | null>;

const ANSWER_MS = 20_000;
/** Far from the numbers of runs. */
let asked = 1_000_000;

/** Asks the programs of the container that runs are held in by; undefined where runs use those of this machine. */
export function askIn(folder: RunFolder, cwd: string, confinement: Confinement): Ask | undefined {
  if (confinement.level !== 'container') return undefined;
  return async (program, argument, framework) => {
    const { path: writable, mark } = folder;
    const places = { cwd, env: {}, writable, readable: [], mark, index: (asked += 1) };
    const held = holdCommand({ line: `${program} ${argument}`, framework, ...places }, confinement);
    const signal = new AbortController().signal;
    const ran = await runCommand({ ...held, cwd, timeout_ms: ANSWER_MS, mark, signal, gate: throwawayGate() });
    return ran.exit_code === 0 ? ran.stdout : null;
  };
}
