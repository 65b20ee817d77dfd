import { GOAL_MAX } from '@iama/contracts/job/job';
import { ModelAlias } from '@iama/contracts/model/model-class';
import { Option } from 'commander';
import { z } from 'zod';
import { addDecisionOptions, decisionsFrom } from './add-decision-options.ts';
import { addExecutionOptions, executionFrom } from './add-execution-options.ts';
import { addLockOptions, lockSettingsFrom } from './add-lock-options.ts';
import type { App } from './commands/app.ts';
import type { MakeCommand } from './make-command.ts';
import { secondsWithin, wholeNumberWithin } from './parse-arguments.ts';

const MOST_STEPS = 100_000;
const ForkFlags = z.object({
  from: z.number(),
  spec: z.string().optional(),
  goal: z.string().trim().min(1).max(GOAL_MAX).optional(),
  model: ModelAlias.optional(),
  allowChanged: z.boolean(),
  preAuthorize: z.boolean(),
  testTimeout: z.number().optional(),
});

/** What can be done with the bundle of a job: look at it again, and begin anew from a point in it. */
export function addReplayCommands(command: MakeCommand, app: (options: unknown) => App): void {
  command('replay <bundle>', 'Show a job step by step, from what `iama evidence --out` wrote; no network', [
    'iama replay ../cart-evidence',
    'iama replay ../cart-evidence --step 7',
    'iama replay ../cart-evidence --json | jq ".steps[].kind"',
  ])
    .option('--step <number>', 'this step alone, and all of it', wholeNumberWithin(1, MOST_STEPS))
    .action(async (bundle: string, options: unknown) => {
      const { replay } = await import('./commands/replay.ts');
      await replay(app(options), bundle, z.object({ step: z.number().optional() }).parse(options).step);
    });

  addExecutionOptions(
    addLockOptions(
      addDecisionOptions(
        command('fork <bundle>', 'Begin a new job on this repository, from a point of one that is in a bundle', [
          'iama fork ../cart-evidence --from 5 --model careful',
          'iama fork ../cart-evidence --from 5 --spec spec.md --level CONSERVATIVE',
          'iama fork ../cart-evidence --from 2 --goal "Split parse and format"',
        ])
          .addOption(
            new Option('--from <step>', 'the step whose specification counts; see `iama replay`')
              .argParser(wholeNumberWithin(1, MOST_STEPS))
              .makeOptionMandatory(),
          )
          .option('--spec <file>', 'this text instead, as `iama spec` prints it')
          .option('--goal <text>', 'another goal, in your words')
          .option('--model <alias>', 'the model that writes, past the routes; see `iama models list`')
          .option('--allow-changed', 'go on although the target is not as it was then', false)
          .option('--pre-authorize', 'take dearer repair steps without asking again', false),
      ),
    ),
  )
    .option('--test-timeout <seconds>', 'how long one test suite may take (default: 300)', secondsWithin(1, 3600))
    .action(async (bundle: string, options: unknown) => {
      const { fork } = await import('./commands/fork.ts');
      const { testTimeout, preAuthorize, allowChanged, from, spec, goal, model } = ForkFlags.parse(options);
      await fork(app(options), bundle, {
        from,
        spec,
        goal,
        model,
        allow_changed: allowChanged,
        pre_authorize_escalation: preAuthorize,
        test_timeout_ms: testTimeout,
        lock: lockSettingsFrom(options),
        execution: executionFrom(options),
        ...decisionsFrom(options),
      });
    });
}
