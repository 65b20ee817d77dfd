import { confirm, isCancel, select, text } from '@clack/prompts';
import type { PlanLevel } from '@iama/contracts/recipe';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { count } from '../views/preflight.ts';
import { planFor } from '../views/plans.ts';
import { baselineChoices } from './baseline-choices.ts';
import type { BaselineDecision, Decider, RepairDecision } from './decider.ts';
import { decideByFlags } from './decide-by-flags.ts';
import type { DecisionFlags } from './decide-by-flags.ts';
import { TIME_CHOICES } from './time-choices.ts';

/** Asks at the terminal for whatever the flags leave open. Ctrl-C in a question interrupts, and the job is kept. */
export function decideByAsking(flags: DecisionFlags): Decider {
  const byFlags = decideByFlags(flags);
  return {
    fast_track: flags.fast_track ?? false,
    async acceptCautions(cautions) {
      const open = cautions.filter((each) => (each.code === 'NO_TESTS_FOUND' ? !flags.allow_untested : !flags.yes));
      if (open.length === 0) return;
      const message = `Go on in spite of ${open.map((each) => each.code).join(', ')}?`;
      if (!answered(await confirm({ message, initialValue: false }))) await byFlags.acceptCautions(cautions);
    },
    async choosePlan(set) {
      if (flags.yes || flags.level !== null) return await decideByFlags({ ...flags, yes: true }).choosePlan(set);
      const options = set.proposals
        .filter((plan) => plan.selectable)
        .map((plan) => ({
          value: plan.level as string,
          label: plan.level,
          hint: `${count(plan.files.length, 'file')}, -${plan.lines_removed} lines, ${plan.risk} risk`,
        }));
      const initialValue = planFor(set, null)?.level ?? options[0]?.value;
      const chosen = answered(
        await select({ message: 'Which plan?', options, ...(initialValue ? { initialValue } : {}) }),
      );
      return chosen as PlanLevel;
    },
    async approveSpec() {
      if (flags.yes) return;
      if (answered(await confirm({ message: 'Agree to this specification?' }))) return;
      throw new CliError(
        'SPEC_NOT_APPROVED',
        'The specification was not approved; nothing was touched.',
        'The job waits for your answer: iama resume <id>, or iama cancel <id>.',
        EXIT.failure,
      );
    },
    async acceptWeakLock(weak) {
      if (flags.accept_weak_lock) return;
      const message = 'Go on all the same, above tests that would notice so little?';
      if (!answered(await confirm({ message, initialValue: false }))) await byFlags.acceptWeakLock(weak);
    },
    async acceptBlackBox(box) {
      if (flags.accept_black_box) return;
      const message = `Only these answers would be held, and ${count(box.uncovered.length, 'thing')} above would not. Go on with that?`;
      if (!answered(await confirm({ message, initialValue: false }))) await byFlags.acceptBlackBox(box);
    },
    async answerRepair(job) {
      const options = REPAIR_CHOICES.filter(({ value }) => job.accepted_events.includes(value));
      const stuck = job.state === 'WAITING_INTERVENTION';
      const message = job.accepted_events.includes('continue_repair')
        ? 'With the change, tests take too long (TIMEOUT_EXECUTION). What now?'
        : stuck
          ? 'The attempts fail the same way again and again. What now?'
          : 'The next step of the repair asks a stronger model, and costs more. What now?';
      const command = answered(await select({ message, options: [...options] })) as RepairDecision['command'];
      if (!SAYS.has(command)) return { command, say: null };
      const question = { message: 'One line for whoever makes the next attempt (or nothing):' };
      const said = answered<string>(await text(question));
      return { command, say: said.trim() === '' ? null : said.trim() };
    },
    async afterFailedBaseline(job, failing) {
      if (flags.quarantine_failing && failing.length > 0) return 'quarantine';
      const options = [...baselineChoices(job, failing)];
      const message = job.failure?.title ?? 'Tests fail before anything is changed. What now?';
      return answered(await select({ message, options })) as BaselineDecision;
    },
  };
}

/** Somebody reads a line with these. */
const SAYS: ReadonlySet<RepairDecision['command']> = new Set(['retry', 'escalate', 'deep_fix', 'continue_repair']);

const REPAIR_CHOICES = [
  ...TIME_CHOICES,
  { value: 'continue_repair', label: 'Have it repaired: the change makes them slow' },
  { value: 'retry', label: 'Try again' },
  { value: 'escalate', label: 'Go on with the stronger model' },
  { value: 'deep_fix', label: 'Start the repair anew, with a clear head', hint: 'forgets the attempts before' },
  { value: 'stop_repair', label: 'Stop, and keep what was made' },
] as const;

function answered<T>(answer: T | symbol): T {
  if (isCancel(answer)) throw new CliError('INTERRUPTED', 'Interrupted.', '', EXIT.interrupted);
  return answer as T;
}
