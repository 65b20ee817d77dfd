import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';

/** Waits until the person has closed their editor. With `--json` its output goes to stderr: stdout is for JSON. */
export async function openEditor(file: string, json: boolean, env: NodeJS.ProcessEnv = process.env): Promise<void> {
  const editor = env['VISUAL'] || env['EDITOR'] || 'vi';
  // As git does it: the setting is a command line, `code --wait`, and the shell reads it.
  const child = spawn(`${editor} "$IAMA_FILE"`, {
    shell: true,
    env: { ...env, IAMA_FILE: file },
    stdio: ['inherit', json ? 2 : 'inherit', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code === 0) return;
  const next = `Set EDITOR to an editor that waits, such as \`code --wait\`. Your text is in ${file}.`;
  throw new CliError(
    'EDITOR_FAILED',
    `\`${editor}\` ended with ${code ?? 'a signal'}. Nothing was sent.`,
    next,
    EXIT.failure,
  );
}
