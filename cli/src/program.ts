import { Command, InvalidArgumentError, Option } from 'commander';
import { Id } from '@iama/contracts/primitives';
import { PlanLevel } from '@iama/contracts/recipe';
import { BillingCycle } from '@iama/contracts/usage/quota';
import { z } from 'zod';
import { addEditCommands } from './add-edit-commands.ts';
import { addFlagCommands } from './add-flag-commands.ts';
import { addModelCommands } from './add-model-commands.ts';
import { addReadingCommands } from './add-reading-commands.ts';
import { addLockOptions, lockSettingsFrom } from './add-lock-options.ts';
import { addLockCommands } from './add-lock-commands.ts';
import { addSpecCommand } from './add-spec-command.ts';
import type { App } from './commands/app.ts';
import { EXIT_HELP } from './errors/exit-code.ts';

const DESCRIPTION = [
  'Refactor a repository with evidence: three plans, a specification you agree to, tests before and after in a copy,',
  'and a diff that you apply and can take back byte for byte.',
].join(' ');

const FIRST_STEPS = `
First steps:
  $ iama refactor --recipe unused-code    look at this folder, choose a plan
  $ iama diff <id>                        read what would change
  $ iama apply <id>                       write it
  $ iama revert <id>                      take it back, byte for byte

Nothing on your disk changes before \`iama apply\`. Every command takes --json.
Output has no colour when it is piped or NO_COLOR is set.

${EXIT_HELP}`;

/** The command line: names, help and types. What a command does is loaded when it is called, so that help is quick. */
export function createProgram(appFor: (options: { json: boolean }) => App): Command {
  const program = new Command('iama')
    .description(DESCRIPTION)
    .version('0.1.0')
    .addHelpText('after', FIRST_STEPS)
    .showHelpAfterError('(see `iama --help`)')
    .configureHelp({ helpWidth: Math.min(100, process.stdout.columns || 80) });
  const command = (name: string, description: string, examples: readonly string[] = []): Command => {
    const made = program
      .command(name)
      .description(description)
      .option('--json', 'JSON on stdout and nothing else: one document, or one per line for streams')
      .addHelpText(
        'after',
        examples.length > 0 ? `\nExamples:\n${examples.map((each) => `  $ ${each}`).join('\n')}` : '',
      );
    for (const argument of made.registeredArguments) if (argument.name() === 'id') argument.argParser(parseId);
    return made;
  };
  const app = (options: unknown): App => appFor(z.object({ json: z.boolean().default(false) }).parse(options));

  command('login', 'Sign in to a control plane, or make an account there', [
    'iama login --url https://iama.example.com --email me@example.com',
    'iama login --register --email me@example.com',
    'iama login --device --url https://iama.example.com',
    'pass show iama | iama login --email me@example.com --password-stdin',
  ])
    .option('--url <address>', 'the control plane; default: IAMA_URL, the last login, or the one of this clone')
    .option('--email <address>')
    .option('--password-stdin', 'read the password from standard input', false)
    .option('--register', 'make a new account (at least 12 characters of password)', false)
    .addOption(
      new Option('--device', 'show a code to type on another screen, instead of asking for a password')
        .default(false)
        .conflicts(['email', 'passwordStdin', 'register']),
    )
    .action(async (options: unknown) => {
      const { login } = await import('./commands/login.ts');
      await login(app(options), LoginFlags.parse(options));
    });

  command('logout', 'End the session')
    .option('--url <address>', 'the control plane to sign out of')
    .action(async (options: unknown) => {
      const { logout } = await import('./commands/logout.ts');
      await logout(app(options), z.object({ url: z.string().optional() }).parse(options));
    });

  const decisions = (onto: Command): Command =>
    onto
      .option('-y, --yes', 'take the recommended plan (or --level) and its specification, and cautions', false)
      .addOption(new Option('--level <level>', 'the plan to take').choices(PlanLevel.options).argParser(parseLevel))
      .option('--allow-untested', 'go on without tests; the evidence then says `unverified`', false)
      .addOption(new Option('--allow-unverified').implies({ allowUntested: true }).hideHelp())
      .option('--quarantine-failing', 'leave tests that fail beforehand out of the comparison, by name', false)
      .option('--accept-weak-lock', 'go on above tests that notice too few faults; the evidence says so', false);

  addLockOptions(
    decisions(
      command('refactor [path]', 'Do a whole job on a repository, or on a folder or file in it', [
        'iama refactor --recipe unused-code',
        'iama refactor --recipe unused-code --target src/cart.js --level CONSERVATIVE',
        'iama refactor --recipe commonjs-to-esm --target lib/parse.js#tokenize',
        'iama refactor ~/shop --recipe unused-code --yes --json | jq .type',
      ])
        .option('--recipe <name>', 'what to do; see `iama recipes`')
        .option('--target <path>', 'file, folder or file#symbol; default: [path], or where you stand', parseTarget)
        .option('--symbol <name>', 'a top-level name or Class.method in the target file'),
    ),
  )
    .option('--test-timeout <seconds>', 'how long one test suite may take (default: 300)', parseSeconds)
    .action(async (path: string | undefined, options: unknown) => {
      const { refactor } = await import('./commands/refactor.ts');
      const { recipe, target, symbol, testTimeout, ...flags } = RefactorFlags.parse(options);
      await refactor(app(options), path, {
        recipe,
        target,
        symbol,
        test_timeout_ms: testTimeout,
        lock: lockSettingsFrom(options),
        ...decisionsOf(flags),
      });
    });

  decisions(
    command('resume <id>', 'Take a job up again: after Ctrl-C, a kill, or a decision that had to wait', [
      'iama resume <id>',
      'iama resume <id> --yes --quarantine-failing',
    ]),
  ).action(async (id: string, options: unknown) => {
    const { resume } = await import('./commands/resume.ts');
    await resume(app(options), id, decisionsOf(DecisionOptions.parse(options)));
  });

  decisions(
    command('retry <id>', 'Try a job again that could not be finished, under the specification you agreed to', [
      'iama retry <id>',
      'iama retry <id> --yes',
    ]),
  ).action(async (id: string, options: unknown) => {
    const { retry } = await import('./commands/retry.ts');
    await retry(app(options), id, decisionsOf(DecisionOptions.parse(options)));
  });

  decisions(
    command('request-changes <id>', 'Send a delivered diff back: another attempt is made without what you reject', [
      'iama request-changes <id> --hunk h-2f6c --comment "used by reflection"',
    ]),
  )
    .option('--file <path>', 'reject all of this file’s change (may be given again)', collect)
    .option('--hunk <id>', 'reject this hunk (may be given again)', collect)
    .option('--comment <text>', 'why; it is kept with the job')
    .action(async (id: string, options: unknown) => {
      const { requestChanges } = await import('./commands/request-changes.ts');
      const { file: files, hunk: hunks, comment = null } = RejectFlags.parse(options);
      await requestChanges(app(options), id, { files, hunks, comment }, decisionsOf(DecisionOptions.parse(options)));
    });

  command('jobs', 'Your jobs, newest first')
    .option('--limit <number>', 'how many (1 to 100)', parseCount, 25)
    .option('--state <state>', 'only those in this state, for example DELIVERED')
    .action(async (options: unknown) => {
      const { jobs } = await import('./commands/jobs.ts');
      await jobs(app(options), JobsFlags.parse(options));
    });

  command('usage', 'How much of your plan is used, and about how many refactors are left', [
    'iama usage',
    'iama usage --details --month 2026-10',
  ])
    .option('--details', 'the figures: limits, jobs, calls and cost of each model', false)
    .option('--month <month>', 'the figures of another month, in UTC, for example 2026-10', parseMonth)
    .action(async (options: unknown) => {
      const { usage } = await import('./commands/usage.ts');
      const { details, month } = UsageFlags.parse(options);
      await usage(app(options), { details, month });
    });

  command('show <id>', 'One job: where it stands, its evidence, what can be done now').action(
    async (id: string, options: unknown) => {
      const { show } = await import('./commands/show.ts');
      await show(app(options), id);
    },
  );

  command('logs <id>', 'The log of a job', ['iama logs <id> --follow', 'iama logs <id> --after 120 --json'])
    .option('-f, --follow', 'go on until the job has ended', false)
    .option('--after <seq>', 'only events after this number', parseSeq, 0)
    .action(async (id: string, options: unknown) => {
      const { logs } = await import('./commands/logs.ts');
      await logs(app(options), id, LogsFlags.parse(options));
    });

  command('diff <id>', 'The delivered diff; with --json also every hunk', [
    'iama diff <id> --stat',
    'iama diff <id> | git apply --check',
  ])
    .option('--stat', 'files and hunks only, with the ids that `iama apply --hunk` takes', false)
    .action(async (id: string, options: unknown) => {
      const { diff } = await import('./commands/diff.ts');
      await diff(app(options), id, z.object({ stat: z.boolean() }).parse(options));
    });

  command('apply <id>', 'Write the diff to your files: all of it, or the files and hunks you name', [
    'iama apply <id>',
    'iama apply <id> --file src/cart.js --file src/price.js',
    'iama apply <id> --hunk 3f2a --no-verify',
  ])
    .option('--file <path>', 'only this file (may be repeated)', collect)
    .option('--hunk <hunk>', 'only this hunk and what it needs (may be repeated)', collect)
    .option('--no-verify', 'do not test the accepted part in a copy before it is written')
    .addOption(
      new Option('--test-timeout <seconds>', 'how long one test suite may take')
        .argParser(parseSeconds)
        .default(300_000, '300'),
    )
    .action(async (id: string, options: unknown) => {
      const { apply } = await import('./commands/apply.ts');
      const { file, hunk, verify, testTimeout } = ApplyFlags.parse(options);
      await apply(app(options), id, { files: file, hunks: hunk, verify, test_timeout_ms: testTimeout });
    });

  command('revert <id>', 'Take an applied diff back, byte for byte').action(async (id: string, options: unknown) => {
    const { revert } = await import('./commands/revert.ts');
    await revert(app(options), id);
  });

  command('cancel <id>', 'Cancel a job; what it left behind stays').action(async (id: string, options: unknown) => {
    const { cancel } = await import('./commands/cancel.ts');
    await cancel(app(options), id);
  });

  command('fix [path]', 'Run recipes on files here and now: no server, no tests', [
    'iama fix src --recipe unused-variable --recipe missing-import',
    'iama fix src/cart.ts --recipe unused-variable --write',
    'iama fix src/cart.ts --recipe rename-symbol --symbol total --to sum --diff',
    'iama fix --recipe formatting --check',
  ])
    .option('--recipe <name>', 'what to do (may be repeated); see `iama recipes`', collect)
    .addOption(
      new Option('--level <level>', 'how far to go')
        .choices(PlanLevel.options)
        .argParser(parseLevel)
        .default('STANDARD'),
    )
    .option('--symbol <name>', 'only this top-level name or Class.method of the file')
    .option('--to <what>', 'the new name (rename-symbol) or the file to move to (move-symbol)')
    .option('--write', 'write it; `iama revert <id>` takes it back', false)
    .option('--diff', 'show the lines that would change', false)
    .option('--check', 'exit with 1 if something would change', false)
    .action(async (path: string | undefined, options: unknown) => {
      const { fix } = await import('./commands/fix.ts');
      const { recipe, symbol, to, ...flags } = FixFlags.parse(options);
      await fix(app(options), path, { ...flags, symbol, to, recipes: recipe });
    });

  addSpecCommand(
    command('spec <id>', 'What was agreed on, as text; change it before you approve it', [
      'iama spec <id> --edit',
      'iama spec <id> > spec.md && iama spec <id> --file spec.md',
    ]),
    app,
  );
  addReadingCommands(command, app);
  addLockCommands(command, app);
  addEditCommands(program.command('edit').description('Edits that a model or a person wrote'), app);
  addFlagCommands(program.command('flag').description('Find feature flags, and take them out of the code'), app);

  addModelCommands(program.command('models').description('The language models that the control plane may ask'), app);

  command('recipes', 'What can be done').action(async (options: unknown) => {
    const { recipes } = await import('./commands/recipes.ts');
    recipes(app(options));
  });
  return program;
}

const LoginFlags = z.object({
  url: z.string().optional(),
  email: z.string().optional(),
  passwordStdin: z.boolean(),
  device: z.boolean(),
  register: z.boolean(),
});
const DecisionOptions = z.object({
  yes: z.boolean(),
  level: PlanLevel.optional(),
  allowUntested: z.boolean(),
  quarantineFailing: z.boolean(),
  acceptWeakLock: z.boolean(),
});
const RefactorFlags = DecisionOptions.extend({
  recipe: z.string().optional(),
  target: z.string().optional(),
  symbol: z.string().optional(),
  testTimeout: z.number().optional(),
});
const UsageFlags = z.object({ details: z.boolean(), month: BillingCycle.optional() });
const JobsFlags = z.object({ limit: z.number(), state: z.string().optional() });
const LogsFlags = z.object({ follow: z.boolean(), after: z.number() });
const ApplyFlags = z.object({
  file: z.array(z.string()).default([]),
  hunk: z.array(z.string()).default([]),
  verify: z.boolean(),
  testTimeout: z.number(),
});
const RejectFlags = z.object({
  file: z.array(z.string()).default([]),
  hunk: z.array(z.string()).default([]),
  comment: z.string().trim().min(1).max(2000).optional(),
});
const FixFlags = z.object({
  recipe: z.array(z.string()).default([]),
  level: PlanLevel,
  symbol: z.string().optional(),
  to: z.string().optional(),
  write: z.boolean(),
  diff: z.boolean(),
  check: z.boolean(),
});

function decisionsOf(flags: z.infer<typeof DecisionOptions>) {
  return {
    yes: flags.yes,
    level: flags.level ?? null,
    allow_untested: flags.allowUntested,
    quarantine_failing: flags.quarantineFailing,
    accept_weak_lock: flags.acceptWeakLock,
  };
}

function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}

function parseLevel(value: string): PlanLevel {
  const parsed = PlanLevel.safeParse(value.toUpperCase());
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`It is one of ${PlanLevel.options.join(', ')}.`);
}

function parseMonth(value: string): BillingCycle {
  const parsed = BillingCycle.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError('It is a month like 2026-10.');
}

function parseId(value: string): string {
  const parsed = Id.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError('A job has an id like 01a1f8c2-a41a-7b16-9d36-efe838a86b8e; see `iama jobs`.');
}

/** `--target "$FILE"` with a variable that is not set would otherwise take the whole repository. */
function parseTarget(value: string): string {
  if (value !== '') return value;
  throw new InvalidArgumentError('It is empty; leave it out to take everything.');
}

function parseSeconds(value: string): number {
  const seconds = Number(value);
  if (Number.isFinite(seconds) && seconds >= 1 && seconds <= 3600) return Math.round(seconds * 1000);
  throw new InvalidArgumentError('It is a number of seconds from 1 to 3600.');
}

function parseCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= 100) return count;
  throw new InvalidArgumentError('It is a whole number from 1 to 100.');
}

function parseSeq(value: string): number {
  const seq = Number(value);
  if (Number.isInteger(seq) && seq >= 0) return seq;
  throw new InvalidArgumentError('It is a whole number, 0 or more.');
}
