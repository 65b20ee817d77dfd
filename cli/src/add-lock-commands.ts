import type { Command } from 'commander';
import type { App } from './commands/app.ts';

type MakeCommand = (name: string, description: string, examples?: readonly string[]) => Command;

/** Commands around the Behaviour Lock: what is pinned before an edit, and what holds the runs in. */
export function addLockCommands(command: MakeCommand, app: (options: unknown) => App): void {
  command('doctor', 'Try on this machine what holds test runs in, and say which level is reached').action(
    async (options: unknown) => {
      const { doctor } = await import('./commands/doctor.ts');
      await doctor(app(options));
    },
  );
}
