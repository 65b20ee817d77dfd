import { Command } from 'commander';
import { z } from 'zod';
import { addAccountCommands } from './add-account-commands.ts';
import { addEditCommands } from './add-edit-commands.ts';
import { addFixCommands } from './add-fix-commands.ts';
import { addFlagCommands } from './add-flag-commands.ts';
import { addJobCommands } from './add-job-commands.ts';
import { addModelCommands } from './add-model-commands.ts';
import { addReadingCommands } from './add-reading-commands.ts';
import { addLockCommands } from './add-lock-commands.ts';
import { addReplayCommands } from './add-replay-commands.ts';
import { addSpecCommand } from './add-spec-command.ts';
import { addWorkCommands } from './add-work-commands.ts';
import type { App } from './commands/app.ts';
import { EXIT_HELP } from './errors/exit-code.ts';
import type { MakeCommand } from './make-command.ts';
import { parseId } from './parse-arguments.ts';

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
  const command: MakeCommand = (name, description, examples = []) => {
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

  addAccountCommands(command, app);
  addWorkCommands(command, app);
  addJobCommands(command, app);
  addFixCommands(command, app);
  addSpecCommand(
    command('spec <id>', 'What was agreed on, as text; change it before you approve it', [
      'iama spec <id> --edit',
      'iama spec <id> > spec.md && iama spec <id> --file spec.md',
    ]),
    app,
  );
  addReadingCommands(command, app);
  addLockCommands(command, app);
  addReplayCommands(command, app);
  addEditCommands(program.command('edit').description('Edits that a model or a person wrote'), app);
  addFlagCommands(program.command('flag').description('Find feature flags, and take them out of the code'), app);

  addModelCommands(program.command('models').description('The language models that the control plane may ask'), app);

  return program;
}
