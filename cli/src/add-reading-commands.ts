import { CONTEXT_BUDGETS } from '@iama/engine/context/context-budgets';
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import { z } from 'zod';
import type { App } from './commands/app.ts';

const Plan = z.enum(['FREE', 'PLUS', 'PRO', 'MAX', 'ENTERPRISE']);
const ContextFlags = z.object({
  symbol: z.string().optional(),
  budget: z.number().optional(),
  plan: Plan,
  text: z.boolean(),
});

type Make = (name: string, description: string, examples?: readonly string[]) => Command;

/** `iama context` and `iama secrets`: what would be told of a repository, to be read before anything is. */
export function addReadingCommands(command: Make, app: (options: unknown) => App): void {
  command('context <path>', 'What a model would be shown of a target, and why; no server, nothing is sent', [
    'iama context src/cart.ts',
    'iama context src/cart.ts --symbol total --budget 8000',
    'iama context src/cart.ts --text          the pieces, with secrets masked',
  ])
    .option('--symbol <name>', 'a top-level name or Class.method in that file')
    .option('--budget <tokens>', 'tokens there is room for; default: what the plan has', parseTokens)
    .addOption(new Option('--plan <plan>', 'whose budget to keep').choices(Plan.options).default('PRO'))
    .option('--text', 'print the pieces themselves, as they would leave this machine', false)
    .action(async (path: string, options: unknown) => {
      const { context } = await import('./commands/context.ts');
      const { symbol, plan, budget = CONTEXT_BUDGETS[plan], text } = ContextFlags.parse(options);
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
