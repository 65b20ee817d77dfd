import { CommanderError } from 'commander';
import type { Command } from 'commander';
import { asCliError } from './errors/as-cli-error.ts';
import { EXIT } from './errors/exit-code.ts';
import { reportError } from './errors/report-error.ts';
import { createProgram } from './program.ts';
import { appFolders } from './session/app-folders.ts';
import { createTerminal } from './terminal/terminal.ts';

const json = process.argv.includes('--json');
const interruption = new AbortController();
let taken = false;

process.on('SIGINT', () => {
  if (!taken || interruption.signal.aborted) process.exit(EXIT.interrupted);
  interruption.abort();
});
// `iama jobs | head` closes our stdout: that is the reader's good right.
process.stdout.on('error', (error: NodeJS.ErrnoException) =>
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.failure),
);

const program = createProgram((options) => ({
  terminal: createTerminal(options),
  folders: appFolders(),
  takeInterrupts() {
    taken = true;
    return interruption.signal;
  },
  // npm changes to the package's folder before it runs a script; INIT_CWD is where the person stands.
  cwd: process.env['npm_lifecycle_event'] === 'iama' ? (process.env['INIT_CWD'] ?? process.cwd()) : process.cwd(),
}));
quietly(program);

try {
  await program.parseAsync();
  process.exitCode = EXIT.ok;
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (json && error.exitCode !== 0) reportError(usageError(error), true);
  } else {
    const failure = asCliError(error);
    reportError(failure, json);
    process.exitCode = failure.exit;
  }
}

function usageError(error: CommanderError) {
  return {
    code: 'USAGE',
    message: error.message.replace(/^error: /, ''),
    next: 'See `iama --help`.',
    details: [],
    data: {},
  };
}

/** Commander ends the process by itself unless every command is told not to; with --json its words are ours to say. */
function quietly(command: Command): void {
  command.exitOverride();
  if (json) command.configureOutput({ writeErr: () => {} });
  for (const sub of command.commands) quietly(sub);
}
