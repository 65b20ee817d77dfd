import { addExecutionOptions, executionFrom } from './add-execution-options.ts';
import { z } from 'zod';
import type { App } from './commands/app.ts';
import type { MakeCommand } from './make-command.ts';
import { parsePercent, secondsWithin, wholeNumberWithin } from './parse-arguments.ts';

const LockFlags = z.object({
  out: z.string().optional(),
  threshold: z.number(),
  runs: z.number(),
  testTimeout: z.number(),
  budget: z.number(),
  allowNative: z.boolean(),
  blackBox: z.boolean(),
  acceptBlackBox: z.boolean(),
  against: z.string().optional(),
});

/** Commands around the Behaviour Lock: what is pinned before an edit, and what holds the runs in. */
export function addLockCommands(command: MakeCommand, app: (options: unknown) => App): void {
  addExecutionOptions(
    command('lock [path]', 'Pin what code does today: write tests of it, and measure what they would notice', [
      'iama lock src/cart.js',
      'iama lock src/cart.js#total --out ../cart-evidence',
      'iama lock src/cart.js --budget 180 --threshold 80 --json',
      'iama lock src/cart.js --execution-mode LOCAL_DOCKER',
      'iama lock . --black-box --accept-black-box --out ../box.json',
      'iama lock . --black-box --against ../box.json',
    ]),
  )
    .option('--out <folder>', 'write the evidence and the tests into a new folder')
    .option('--threshold <percent>', 'faults that have to be noticed', parsePercent, 0.7)
    .option('--runs <number>', 'how often tests have to say the same', wholeNumberWithin(1, 50), 3)
    .option('--test-timeout <seconds>', 'how long one run of tests may take', secondsWithin(1, 3600), 30_000)
    .option('--budget <seconds>', 'how long faults are tried, for each file', secondsWithin(1, 3600), 60_000)
    .option('--black-box', 'pin what programs and routes answer, where code says too little', false)
    .option('--accept-black-box', 'agree to what the probes cover, and to what they do not', false)
    .option('--against <file>', 'ask the probes of such a file again, and show what answers otherwise')
    .option('--allow-native', 'run tests where they cannot be held in (see `iama doctor`)', false)
    .action(async (path: string | undefined, options: unknown) => {
      const { lock } = await import('./commands/lock.ts');
      const { out, threshold, runs, testTimeout, budget, allowNative, ...box } = LockFlags.parse(options);
      const times = { timeout_ms: testTimeout, budget_ms: budget };
      await lock(app(options), path, {
        out,
        threshold,
        runs,
        ...times,
        allow_native: allowNative,
        execution: executionFrom(options),
        black_box: box.blackBox ? { accepted: box.acceptBlackBox, against: box.against } : null,
      });
    });

  command(
    'evidence <id>',
    'What stands behind a delivered diff, or is known of a failed job; --out: as a bundle to check',
    ['iama evidence <id>', 'iama evidence <id> --out ../cart-evidence && iama verify ../cart-evidence'],
  )
    .option('--out <folder>', 'write evidence, tests, both runs and the log into a new folder')
    .action(async (id: string, options: unknown) => {
      const { evidence } = await import('./commands/evidence.ts');
      await evidence(app(options), id, z.object({ out: z.string().optional() }).parse(options).out);
    });

  command('verify <folder>', 'Check a bundle of evidence, without a network and without an account', [
    'iama verify ../cart-evidence',
    'iama verify ../cart-evidence --against .',
  ])
    .option('--against <path>', 'also see that the tests in this repository are still as they were sealed')
    .action(async (folder: string, options: unknown) => {
      const { verify } = await import('./commands/verify.ts');
      await verify(app(options), folder, z.object({ against: z.string().optional() }).parse(options).against);
    });

  addExecutionOptions(
    command('doctor', 'Try on this machine what holds test runs in, and say which level is reached', [
      'iama doctor',
      'iama doctor --execution-mode LOCAL_DOCKER',
    ]),
  ).action(async (options: unknown) => {
    const { doctor } = await import('./commands/doctor.ts');
    await doctor(app(options), executionFrom(options));
  });
}
