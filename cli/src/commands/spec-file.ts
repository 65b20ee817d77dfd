import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { sendSpecText } from '../job/send-spec-text.ts';
import { connect } from '../session/connect.ts';
import type { App } from './app.ts';

/** Send a text that somebody made of what `iama spec` printed. The file stays as it is. */
export async function specFile(app: App, job_id: string, file: string): Promise<void> {
  const path = resolve(app.cwd, file);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new CliError('FILE_UNREADABLE', `${file} cannot be read.`, 'Check its name.', EXIT.usage, { cause });
  });
  const client = await connect(app.folders, app.terminal);
  await sendSpecText({ ...app, client }, job_id, text, path);
}
