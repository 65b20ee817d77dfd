import { Option } from 'commander';
import { GOAL_MAX } from '@iama/contracts/job/job';
import { z } from 'zod';
import { addDecisionOptions, addFastTrack, decisionsFrom } from './add-decision-options.ts';
import { addExecutionOptions, executionFrom } from './add-execution-options.ts';
import { addLockOptions, lockSettingsFrom } from './add-lock-options.ts';
import type { App } from './commands/app.ts';
import { REPAIR_ANSWERS } from './job/repair-answers.ts';
import type { MakeCommand } from './make-command.ts';
import { collect, parseTarget, secondsWithin } from './parse-arguments.ts';

const RefactorFlags = z.object({
  recipe: z.string().optional(),
  goal: z.string().trim().min(1).max(GOAL_MAX).optional(),
  preAuthorize: z.boolean(),
  target: z.string().optional(),
  symbol: z.string().optional(),
  testTimeout: z.number().optional(),
});
const InterveneFlags = z.object({
  with: z.enum(REPAIR_ANSWERS),
  say: z.string().trim().min(1).max(500).optional(),
  confirm: z.boolean(),
  testTimeout: z.number().optional(),
  test: z.array(z.string()).default([]),
});
const RejectFlags = z.object({
  file: z.array(z.string()).default([]),
  hunk: z.array(z.string()).default([]),
  comment: z.string().trim().min(1).max(2000).optional(),
});

/** What begins a job, and what goes on with it. */
export function addWorkCommands(command: MakeCommand, app: (options: unknown) => App): void {
  addExecutionOptions(
    addLockOptions(
      addFastTrack(
        addDecisionOptions(
          command('refactor [path]', 'Do a whole job on a repository, or on a folder or file in it', [
            'iama refactor --recipe unused-code',
            'iama refactor --recipe unused-code --target src/cart.js --level CONSERVATIVE',
            'iama refactor --recipe unused-code --target src/cart.js --yes --fast-track',
            'iama refactor --recipe commonjs-to-esm --target lib/parse.js#tokenize',
            'iama refactor --recipe unused-code --execution-mode LOCAL_DOCKER',
            'iama refactor src/cart.js --goal "Split parse and format into two functions"',
            'iama refactor ~/shop --recipe unused-code --yes --json | jq .type',
          ])
            .option('--recipe <name>', 'what to do; see `iama recipes`')
            .option(
              '--goal <text>',
              'what shall be reached, in your words; needs a language model (`iama models test`)',
            )
            .option('--pre-authorize', 'take dearer repair steps without asking again', false)
            .option('--target <path>', 'file, folder or file#symbol; default: [path], or where you stand', parseTarget)
            .option('--symbol <name>', 'a top-level name or Class.method in the target file'),
        ),
      ),
    ),
  )
    .option('--test-timeout <seconds>', 'how long one test suite may take (default: 300)', secondsWithin(1, 3600))
    .action(async (path: string | undefined, options: unknown) => {
      const { refactor } = await import('./commands/refactor.ts');
      const { recipe, goal, preAuthorize, target, symbol, testTimeout } = RefactorFlags.parse(options);
      await refactor(app(options), path, {
        recipe,
        goal,
        pre_authorize_escalation: preAuthorize,
        target,
        symbol,
        test_timeout_ms: testTimeout,
        lock: lockSettingsFrom(options),
        execution: executionFrom(options),
        ...decisionsFrom(options),
      });
    });

  addFastTrack(
    addDecisionOptions(
      command('resume <id>', 'Take a job up again: after Ctrl-C, a kill, or a decision that had to wait', [
        'iama resume <id>',
        'iama resume <id> --yes --quarantine-failing',
      ]),
    ),
  ).action(async (id: string, options: unknown) => {
    const { resume } = await import('./commands/resume.ts');
    await resume(app(options), id, decisionsFrom(options));
  });

  addDecisionOptions(
    command('retry <id>', 'Try a job again that could not be finished, under the specification you agreed to', [
      'iama retry <id>',
      'iama retry <id> --yes',
    ]),
  ).action(async (id: string, options: unknown) => {
    const { retry } = await import('./commands/retry.ts');
    await retry(app(options), id, decisionsFrom(options));
  });

  addDecisionOptions(
    command('intervene <id>', 'Answer a repair that waits for you, and go on with it', [
      'iama intervene <id> --with retry --say "round half up, as the tests do"',
      'iama intervene <id> --with escalate',
      'iama intervene <id> --with deep_fix --confirm',
      'iama intervene <id> --with increase_timeout --test-timeout 600',
      'iama intervene <id> --with skip_or_quarantine_test',
    ]),
  )
    .addOption(
      new Option(
        '--with <command>',
        'another try, the next step, a clean start, an end; or what to do about tests that take too long',
      )
        .choices(REPAIR_ANSWERS)
        .makeOptionMandatory(),
    )
    .option('--say <line>', 'one line for whoever makes the next attempt')
    .option('--confirm', 'accept the price of a deep fix', false)
    .option('--test-timeout <seconds>', 'with increase_timeout (default: twice as long)', secondsWithin(1, 3600))
    .option('--test <id>', 'with skip_or_quarantine_test: only this one (may be given again)', collect)
    .action(async (id: string, options: unknown) => {
      const { intervene } = await import('./commands/intervene.ts');
      const {
        with: answer,
        say,
        confirm,
        testTimeout: test_timeout_ms,
        test: test_ids,
      } = InterveneFlags.parse(options);
      await intervene(app(options), id, { answer, say, confirm, test_timeout_ms, test_ids }, decisionsFrom(options));
    });

  addDecisionOptions(
    command('request-changes <id>', 'Send a delivered diff back: another attempt is made without what you reject', [
      'iama request-changes <id> --hunk h-2f6c --comment "used by reflection"',
      'iama request-changes <id> --comment "keep the old name as an alias"',
    ]),
  )
    .option('--file <path>', 'reject all of this file’s change (may be given again)', collect)
    .option('--hunk <id>', 'reject this hunk (may be given again)', collect)
    .option('--comment <text>', 'why, or for a goal what you want instead; it is kept with the job')
    .action(async (id: string, options: unknown) => {
      const { requestChanges } = await import('./commands/request-changes.ts');
      const { file: files, hunk: hunks, comment = null } = RejectFlags.parse(options);
      await requestChanges(app(options), id, { files, hunks, comment }, decisionsFrom(options));
    });
}
