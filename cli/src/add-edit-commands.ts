import { Option } from 'commander';
import type { Command } from 'commander';
import { z } from 'zod';
import type { App } from './commands/app.ts';

const ApplyFlags = z.object({ path: z.string().optional(), strict: z.boolean(), write: z.boolean() });

const EXAMPLES = `
Examples:
  $ iama edit apply answer.md
  $ llm 'mend the bug' | iama edit apply - --write
  $ iama edit apply edits.json --path ~/shop --strict --json

Reads SEARCH/REPLACE blocks, *** Begin Patch envelopes, diffs and JSON edit sets.
All of the edits are made, or none; each must mean exactly one place. Files are named from
the root of the repository, or from the folder where you stand.`;

/** `iama edit …`: edits that somebody wrote. */
export function addEditCommands(edit: Command, app: (options: unknown) => App): void {
  edit
    .command('apply <file>')
    .description('Make the edits in a file (- for standard input): show the diff, or write it')
    .option('--json', 'JSON on stdout and nothing else')
    .option('--path <folder>', 'the repository or folder to edit; default: where you stand')
    .option('--strict', 'match every character, line ends aside', false)
    .option('--write', 'write it; `iama revert <id>` takes it back', false)
    .addOption(new Option('--diff', 'show the diff, as without --write').conflicts('write'))
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: unknown) => {
      const { editApply } = await import('./commands/edit-apply.ts');
      await editApply(app(options), file, ApplyFlags.parse(options));
    });
}
