import { TimeoutChoice } from '@iama/contracts/test-run/failure-class';

/** What a person can answer to a job that waits for them because of tests. */
export const REPAIR_ANSWERS = ['retry', 'escalate', 'deep_fix', 'stop_repair', ...TimeoutChoice.options] as const;
export type RepairAnswer = (typeof REPAIR_ANSWERS)[number];

/** Which of them a job takes now. */
export function answersOf({
  accepted_events,
}: {
  readonly accepted_events: readonly string[];
}): readonly RepairAnswer[] {
  return REPAIR_ANSWERS.filter((each) => accepted_events.includes(each));
}
