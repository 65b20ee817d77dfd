import type { PlanLevel } from '@iama/contracts/recipe';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { planFor } from '../views/plans.ts';
import type { Decider } from './decider.ts';
import { answersOf } from './repair-answers.ts';

export interface DecisionFlags {
  readonly yes: boolean;
  readonly level: PlanLevel | null;
  readonly allow_untested: boolean;
  readonly quarantine_failing: boolean;
  readonly accept_weak_lock: boolean;
  readonly accept_black_box: boolean;
  /** Agree to the specification of a small change as its plan is chosen. */
  readonly fast_track?: boolean;
}

/** `--yes` takes the plan and the specification. It never takes an untested result: that has a flag of its own. */
export function decideByFlags(flags: DecisionFlags): Decider {
  return {
    fast_track: flags.fast_track ?? false,
    acceptCautions(cautions) {
      const open = cautions.filter((each) => (each.code === 'NO_TESTS_FOUND' ? !flags.allow_untested : !flags.yes));
      if (open.length === 0) return Promise.resolve();
      const needed = open.map((each) => (each.code === 'NO_TESTS_FOUND' ? '--allow-untested' : '--yes'));
      return Promise.reject(
        new CliError(
          'CAUTION_NOT_ACKNOWLEDGED',
          `There are cautions that nobody has accepted: ${open.map((each) => each.code).join(', ')}.`,
          `Read them; to go on all the same, add ${[...new Set(needed)].join(' and ')}.`,
          EXIT.blocked,
          { details: open.map((each) => `${each.code}: ${each.message}`), data: { cautions: open } },
        ),
      );
    },
    choosePlan(set) {
      if (!flags.yes) return Promise.reject(nobodyToAsk('choose a plan'));
      const plan = planFor(set, flags.level);
      if (plan?.selectable) return Promise.resolve(plan.level);
      return Promise.reject(
        new CliError(
          'PROPOSAL_NOT_SELECTABLE',
          `The plan ${flags.level ?? 'that would be recommended'} would change nothing.`,
          'Choose another --level with `iama resume`, or cancel the job.',
          EXIT.failure,
        ),
      );
    },
    approveSpec() {
      return flags.yes ? Promise.resolve() : Promise.reject(nobodyToAsk('approve the specification'));
    },
    acceptWeakLock({ noticed, tried }) {
      if (flags.accept_weak_lock) return Promise.resolve();
      return Promise.reject(
        new CliError(
          'LOCK_TOO_WEAK',
          `The tests noticed only ${noticed} of ${tried} faults, so they would not notice much of what an edit breaks.`,
          'Write tests for the places above, choose a smaller --target, or accept it: iama resume <id> --yes --accept-weak-lock',
          EXIT.failure,
        ),
      );
    },
    acceptBlackBox({ covered, uncovered }) {
      if (flags.accept_black_box) return Promise.resolve();
      return Promise.reject(
        new CliError(
          'BLACK_BOX_NOT_ACCEPTED',
          `${covered.length} answers of programs would be held, and ${uncovered.length} things not; nobody has agreed to that yet.`,
          'Read both lists above; if they are enough for what you plan: iama resume <id> --yes --accept-black-box. To pin what the code does instead, start again with --no-black-box.',
          EXIT.blocked,
        ),
      );
    },
    answerRepair(job) {
      const may = answersOf(job);
      const is_time = may.includes('continue_repair');
      return Promise.reject(
        new CliError(
          job.state,
          is_time
            ? 'With the change, tests take too long (TIMEOUT_EXECUTION); nothing else fails.'
            : job.state === 'WAITING_INTERVENTION'
              ? 'The attempts fail the same way again and again.'
              : 'The next step of the repair asks a stronger model, and costs more.',
          `The job waits for your answer: iama intervene ${job.id} --yes --with ${may.join('|')}`,
          EXIT.failure,
          { data: { job_id: job.id, accepted_events: job.accepted_events } },
        ),
      );
    },
    afterFailedBaseline(_, failing) {
      return Promise.resolve(flags.quarantine_failing && failing.length > 0 ? 'quarantine' : 'leave');
    },
  };
}

export function nobodyToAsk(what: string): CliError {
  return new CliError(
    'DECISION_NEEDED',
    `There is nobody to ask: this is not a terminal, and somebody has to ${what}.`,
    'Add --yes to take the recommended plan (or --level …) and its specification.',
    EXIT.usage,
  );
}
