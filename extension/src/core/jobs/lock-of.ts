import { LockSettings } from '@iama/contracts/test-run/lock';

interface Wanted {
  readonly lock_budget_ms: number;
  readonly lock_mode: LockSettings['mode'];
  readonly tests_by: LockSettings['tests_by'];
}

/** How a new job pins behaviour, as the settings say. Recipes have built-in tests only: nothing is said of a model's. Pure. */
export function lockOf({ lock_budget_ms, lock_mode, tests_by }: Wanted, goal: string | undefined): LockSettings {
  return LockSettings.parse({
    budget_ms: Math.round(lock_budget_ms),
    mode: lock_mode,
    ...(goal !== undefined && tests_by !== undefined && { tests_by }),
  });
}
