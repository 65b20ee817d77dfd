import { Option } from 'commander';
import type { Command } from 'commander';
import { z } from 'zod';
import type { App } from './commands/app.ts';

const SpecFlags = z.object({ edit: z.boolean(), file: z.string().optional() });

/** `iama spec <id>`: what was agreed on, as text that can be changed. */
export function addSpecCommand(spec: Command, app: (options: unknown) => App): void {
  spec
    .option('--edit', 'open it in $VISUAL or $EDITOR, and send what you saved', false)
    .addOption(
      new Option('--file <path>', 'send this text: what `iama spec` printed, and you changed').conflicts('edit'),
    )
    .action(async (id: string, options: unknown) => {
      const { edit, file } = SpecFlags.parse(options);
      if (edit) {
        const { specEdit } = await import('./commands/spec-edit.ts');
        await specEdit(app(options), id);
      } else if (file !== undefined) {
        const { specFile } = await import('./commands/spec-file.ts');
        await specFile(app(options), id, file);
      } else {
        const { spec: show } = await import('./commands/spec.ts');
        await show(app(options), id);
      }
    });
}
