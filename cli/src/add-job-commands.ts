import { Option } from 'commander';
import { z } from 'zod';
import type { App } from './commands/app.ts';
import type { MakeCommand } from './make-command.ts';
import { collect, parseSeq, secondsWithin, wholeNumberWithin } from './parse-arguments.ts';

const JobsFlags = z.object({ limit: z.number(), state: z.string().optional() });
const LogsFlags = z.object({ follow: z.boolean(), after: z.number() });
const ApplyFlags = z.object({
  file: z.array(z.string()).default([]),
  hunk: z.array(z.string()).default([]),
  verify: z.boolean(),
  testTimeout: z.number(),
});

/** What can be read of a job, and what becomes of its diff. */
export function addJobCommands(command: MakeCommand, app: (options: unknown) => App): void {
  command('jobs', 'Your jobs, newest first')
    .option('--limit <number>', 'how many (1 to 100)', wholeNumberWithin(1, 100), 25)
    .option('--state <state>', 'only those in this state, for example DELIVERED')
    .action(async (options: unknown) => {
      const { jobs } = await import('./commands/jobs.ts');
      await jobs(app(options), JobsFlags.parse(options));
    });

  command('show <id>', 'One job: where it stands, its evidence, what can be done now')
    .option('--attempts', 'every attempt too: what it changed, and why it failed', false)
    .action(async (id: string, options: unknown) => {
      const { show } = await import('./commands/show.ts');
      await show(app(options), id, z.object({ attempts: z.boolean() }).parse(options));
    });

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
        .argParser(secondsWithin(1, 3600))
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
}
