import { Option } from 'commander';
import type { Command } from 'commander';
import { FlagMode } from '@iama/contracts/flag/request';
import { z } from 'zod';
import type { App } from './commands/app.ts';

const SearchFlags = z.object({
  flag: z.string().optional(),
  preset: z.array(z.string()).default([]),
  api: z.string().optional(),
  exclude: z.array(z.string()).default([]),
  excludeLanguage: z.array(z.string()).default([]),
});
const RemoveFlags = SearchFlags.extend({
  value: z.string().optional(),
  mode: FlagMode,
  write: z.boolean(),
  diff: z.boolean(),
});

const FIND_EXAMPLES = `
Examples:
  $ iama flag find .                      all flags, most used first
  $ iama flag find . --flag new-checkout  every place that names it
  $ iama flag find src --preset launchdarkly --json`;

const REMOVE_EXAMPLES = `
Examples:
  $ iama flag remove . --flag new-checkout --value true
  $ iama flag remove . --flag button-color --value blue --write
  $ iama flag remove src --flag STALE_FLAG --value false --api flags.json --diff

The code keeps what it does with that value: conditions are folded, dead branches,
unused imports and constants go. What cannot be decided stays, with the reason.
Exits with 1 when no file names the flag.`;

/** `iama flag …`: feature flags, in a folder or one file, without a server and without git. */
export function addFlagCommands(flag: Command, app: (options: unknown) => App): void {
  searching(flag.command('find <path>').description('Where a flag stands; without --flag, which flags there are'))
    .option('--flag <key>', 'the flag')
    .addHelpText('after', FIND_EXAMPLES)
    .action(async (path: string, options: unknown) => {
      const { flagFind } = await import('./commands/flag-find.ts');
      const { preset, excludeLanguage, flag: key, api, exclude } = SearchFlags.parse(options);
      await flagFind(app(options), path, {
        flag: key,
        presets: preset,
        api,
        exclude,
        excludeLanguages: excludeLanguage,
      });
    });

  searching(flag.command('remove <path>').description('Take a flag out of the code: show what changes, or write it'))
    .option('--flag <key>', 'the flag that goes')
    .option('--value <value>', 'what stays: true, false, a number, null, or the name of a variation')
    .addOption(
      new Option('--mode <mode>', '`safe` keeps every effect; `parity` drops them, to compare with Piranha')
        .choices(FlagMode.options)
        .default('safe'),
    )
    .option('--write', 'write it; `iama revert <id>` takes it back', false)
    .option('--diff', 'the diff and nothing else', false)
    .addHelpText('after', REMOVE_EXAMPLES)
    .action(async (path: string, options: unknown) => {
      const { flagRemove } = await import('./commands/flag-remove.ts');
      const { preset, excludeLanguage, ...flags } = RemoveFlags.parse(options);
      await flagRemove(app(options), path, {
        flag: flags.flag,
        value: flags.value,
        mode: flags.mode,
        write: flags.write,
        diff: flags.diff,
        api: flags.api,
        exclude: flags.exclude,
        presets: preset,
        excludeLanguages: excludeLanguage,
      });
    });
}

function searching(command: Command): Command {
  return command
    .option('--json', 'JSON on stdout and nothing else')
    .option('--preset <name>', 'only this flag library (may be repeated); default: all that are known', collect)
    .option('--api <file>', 'how your own code asks for flags: JSON, see the README')
    .option('--exclude <path>', 'a file or folder that stays as it is (may be repeated)', collect)
    .option('--exclude-language <name>', 'a language that stays as it is (may be repeated)', collect);
}

function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}
