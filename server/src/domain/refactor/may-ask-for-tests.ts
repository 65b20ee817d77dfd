import type { RefactorContext } from './context.ts';

/** Whether a model is to write tests of the job's specification. Jobs from before that was done do without. */
export function mayAskForTests({ goal, lock }: Pick<RefactorContext, 'goal' | 'lock'>): boolean {
  return goal !== undefined && lock?.tests_by === 'model' && lock.budget_ms > 0;
}
