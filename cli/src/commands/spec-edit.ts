import { readFile, rm } from 'node:fs/promises';
import { contentOf } from '@iama/engine/spec/spec-content';
import { printSpec } from '@iama/engine/spec/print-spec';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { sendSpecText } from '../job/send-spec-text.ts';
import { specTextFile } from '../job/spec-text-file.ts';
import { connect } from '../session/connect.ts';
import { writePrivateFile } from '@iama/runner/records/write-private-file';
import { openEditor } from '../terminal/open-editor.ts';
import type { App } from './app.ts';

/**
 * The specification in the person's editor, and then on the server. What they wrote stays in a file until the server has
 * it: a text of this revision that could not be sent is opened again.
 */
export async function specEdit(app: App, job_id: string): Promise<void> {
  const { terminal, folders } = app;
  const client = await connect(folders, terminal);
  const params = { job_id };
  const job = await client.call('jobs.get', { params });
  if (!job.accepted_events.includes('edit_spec')) {
    const next = '`iama show <id>` says what can be done with it now.';
    const message = `A job in ${job.state} does not let its specification be changed.`;
    throw new CliError('ILLEGAL_TRANSITION', message, next, EXIT.conflict).about(job_id);
  }
  const current = await client.call('spec.get', { params });
  const printed = printSpec({ ...current, ...contentOf(current) });
  const file = specTextFile(folders.data, job_id, current.revision);
  const unsent = await readFile(file, 'utf8').catch(() => null);
  if (unsent === null) await writePrivateFile(file, printed);
  else terminal.remark('This is your text from last time, which was not sent.');
  await openEditor(file, terminal.json);
  const text = await readFile(file, 'utf8');
  if (text === printed) {
    terminal.record({ job_id, spec: current });
    terminal.line('Nothing was changed.');
  } else await sendSpecText({ ...app, client }, job_id, text, file);
  await rm(file, { force: true });
}
