import { LockSettings } from '@iama/contracts/test-run/lock';
import { Option } from 'commander';
import type { Command } from 'commander';
import { z } from 'zod';
import { parsePercent, secondsWithin, wholeNumberWithin } from './parse-arguments.ts';

const DEFAULTS = LockSettings.parse({});
const Flags = z.object({
  baselineRuns: z.number(),
  lockBudget: z.number(),
  lockThreshold: z.number(),
  testsBy: LockSettings.shape.tests_by,
  blackBox: z.boolean().optional(),
});

/** How a job pins behaviour before it edits. */
export function addLockOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--baseline-runs <number>', 'how often the tests run before the edit (1 to 10)')
        .argParser(wholeNumberWithin(1, 10))
        .default(DEFAULTS.runs),
    )
    .addOption(
      new Option('--lock-budget <seconds>', 'time for tests of what the code does today; 0: none')
        .argParser(secondsWithin(0, 600))
        .default(DEFAULTS.budget_ms, String(DEFAULTS.budget_ms / 1000)),
    )
    .addOption(
      new Option('--lock-threshold <percent>', 'faults that tests have to notice before anything is edited')
        .argParser(parsePercent)
        .default(DEFAULTS.threshold, String(DEFAULTS.threshold * 100)),
    )
    .addOption(
      new Option('--tests-by <who>', 'who writes tests of a goal’s specification, beside the built-in ones').choices([
        'model',
        'builtin',
      ]),
    )
    .option('--black-box', 'pin what programs and routes answer; default where code says too little of itself')
    .option('--no-black-box', 'pin what code does, also where it says little of itself');
}

export function lockSettingsFrom(options: unknown): LockSettings {
  const {
    baselineRuns: runs,
    lockBudget: budget_ms,
    lockThreshold: threshold,
    testsBy,
    blackBox,
  } = Flags.parse(options);
  const tests_by = testsBy && { tests_by: testsBy };
  const mode = blackBox === undefined ? {} : ({ mode: blackBox ? 'black_box' : 'characterization' } as const);
  return { runs, budget_ms, threshold, ...tests_by, ...mode };
}
