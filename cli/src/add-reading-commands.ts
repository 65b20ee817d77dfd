import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { z } from 'zod';
import type { App } from './commands/app.ts';

const ContextFlags = z.object({ symbol: z.string().optional(), budget: z.number(), text: z.boolean() });

type Make = (name: string, description: string, examples?: readonly string[]) => Command;

/** `iama context` and `iama secrets`: what would be told of a repository, to be read before anything is. */
export function addReadingCommands(command: Make, app: (options: unknown) => App): void {
  command('context <path>', 'What a model would be shown of a target, and why; no server, nothing is sent', [
    'iama context src/cart.ts',
    'iama context src/cart.ts --symbol total --budget 8000',
    'iama context src/cart.ts --text          the pieces, with secrets masked',
  ])
    .option('--symbol <name>', 'a top-level name or Class.method in that file')
    .option('--budget <tokens>', 'tokens there is room for', parseTokens, 128_000)
    .option('--text', 'print the pieces themselves, as they would leave this machine', false)
    .action(async (path: string, options: unknown) => {
      const { context } = await import('./commands/context.ts');
      const { symbol, budget, text } = ContextFlags.parse(options);
      await context(app(options), path, { symbol, budget, text });
    });

  command('secrets <path>', 'Where secrets stand in a folder or file; exits with 1 when there are any', [
    'iama secrets .',
    'iama secrets src --json',
  ]).action(async (path: string, options: unknown) => {
    const { secrets } = await import('./commands/secrets.ts');
    await secrets(app(options), path);
  });
}

function parseTokens(text: string): number {
  const tokens = Number(text);
  if (Number.isSafeInteger(tokens) && tokens > 0) return tokens;
  throw new InvalidArgumentError('It is a number of tokens, for example 128000.');
}
