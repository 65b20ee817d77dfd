import type { User } from '@iama/contracts/auth/auth';
import type { KillSwitch } from './kill-scope.ts';

export interface SwitchedWork {
  readonly user_id: string;
  /** Of the plan that the work is done under: a job's own, not the one that its person has now. */
  readonly tier: User['tier'];
}

/** The switch that stops this person's jobs. One of a model stops none: its jobs fail where they ask it. */
export function jobSwitch(switches: readonly KillSwitch[], { user_id, tier }: SwitchedWork): KillSwitch | null {
  const found = switches.find(({ scope }) => {
    switch (scope.kind) {
      case 'global':
        return true;
      case 'plan':
        return scope.tier === tier;
      case 'user':
        return scope.user_id === user_id;
      case 'model':
        return false;
    }
  });
  return found ?? null;
}

/** The switch that stops a call of this model for this person. */
export function callSwitch(
  switches: readonly KillSwitch[],
  call: SwitchedWork & { readonly alias: string },
): KillSwitch | null {
  const of_model = switches.find(({ scope }) => scope.kind === 'model' && scope.alias === call.alias);
  return jobSwitch(switches, call) ?? of_model ?? null;
}
