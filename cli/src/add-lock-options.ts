import { LockSettings } from '@iama/contracts/test-run/lock';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { z } from 'zod';

const DEFAULTS = LockSettings.parse({});
const Flags = z.object({ baselineRuns: z.number(), lockBudget: z.number(), lockThreshold: z.number() });

/** How a job pins behaviour before it edits. */
export function addLockOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--baseline-runs <number>', 'how often the tests run before the edit (1 to 10)')
        .argParser(parseRuns)
        .default(DEFAULTS.runs),
    )
    .addOption(
      new Option('--lock-budget <seconds>', 'time for tests of what the code does today; 0: none')
        .argParser(parseBudget)
        .default(DEFAULTS.budget_ms, String(DEFAULTS.budget_ms / 1000)),
    )
    .addOption(
      new Option('--lock-threshold <percent>', 'faults that tests have to notice before anything is edited')
        .argParser(parsePercent)
        .default(DEFAULTS.threshold, String(DEFAULTS.threshold * 100)),
    );
}

export function lockSettingsFrom(options: unknown): LockSettings {
  const { baselineRuns: runs, lockBudget: budget_ms, lockThreshold: threshold } = Flags.parse(options);
  return { runs, budget_ms, threshold };
}

/** 70 is 0.7. */
export function parsePercent(value: string): number {
  const percent = Number(value);
  if (Number.isFinite(percent) && percent >= 0 && percent <= 100) return percent / 100;
  throw new InvalidArgumentError('It is a number of percent from 0 to 100.');
}

function parseRuns(value: string): number {
  const runs = Number(value);
  if (Number.isInteger(runs) && runs >= 1 && runs <= 10) return runs;
  throw new InvalidArgumentError('It is a whole number from 1 to 10.');
}

function parseBudget(value: string): number {
  const seconds = Number(value);
  if (Number.isFinite(seconds) && seconds >= 0 && seconds <= 600) return Math.round(seconds * 1000);
  throw new InvalidArgumentError('It is a number of seconds from 0 to 600.');
}
