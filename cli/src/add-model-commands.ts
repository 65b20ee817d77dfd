import type { Command } from 'commander';
import type { App } from './commands/app.ts';

const EXAMPLES = `
Examples:
  $ iama models test
  $ iama models test careful --json

Asks each model something small, as a real call: it is streamed, counted and paid.
Exits with 1 when a model does not answer, with 3 when none is configured.`;

/** `iama models …`: the language models of the control plane. */
export function addModelCommands(models: Command, app: (options: unknown) => App): void {
  models
    .command('list')
    .description('The models that the control plane is configured with')
    .option('--json', 'JSON on stdout and nothing else')
    .action(async (options: unknown) => {
      const { modelsList } = await import('./commands/models-list.ts');
      await modelsList(app(options));
    });

  models
    .command('test [alias]')
    .description('Ask a model, or each of them, and say what is wrong if it does not answer')
    .option('--json', 'JSON on stdout and nothing else')
    .addHelpText('after', EXAMPLES)
    .action(async (alias: string | undefined, options: unknown) => {
      const { modelsTest } = await import('./commands/models-test.ts');
      await modelsTest(app(options), alias);
    });
}
