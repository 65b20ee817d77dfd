import { Option } from 'commander';
import { PlanLevel } from '@iama/contracts/recipe';
import { z } from 'zod';
import type { App } from './commands/app.ts';
import type { MakeCommand } from './make-command.ts';
import { collect, parseLevel } from './parse-arguments.ts';

const FixFlags = z.object({
  recipe: z.array(z.string()).default([]),
  level: PlanLevel,
  symbol: z.string().optional(),
  to: z.string().optional(),
  write: z.boolean(),
  diff: z.boolean(),
  check: z.boolean(),
});

/** Recipes without a server. */
export function addFixCommands(command: MakeCommand, app: (options: unknown) => App): void {
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

  command('recipes', 'What can be done').action(async (options: unknown) => {
    const { recipes } = await import('./commands/recipes.ts');
    recipes(app(options));
  });
}
