import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import type { SpecDiffPayload } from '@iama/contracts/job/spec-revision';
import { mergeSpec } from '@iama/engine/spec/merge-spec';
import { parseSpec } from '@iama/engine/spec/parse-spec';
import { printSpec } from '@iama/engine/spec/print-spec';
import type { SpecDocument } from '@iama/engine/spec/print-spec';
import { contentOf } from '@iama/engine/spec/spec-content';
import { asCliError } from '../errors/as-cli-error.ts';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import type { App } from '../commands/app.ts';
import { writePrivateFile } from '@iama/runner/records/write-private-file';
import { specConflictLines } from '../views/spec-conflict.ts';
import { specTextFile } from './spec-text-file.ts';

type Context = Pick<App, 'terminal' | 'folders'> & { readonly client: Client };

/** Send a text as the next revision. Whatever goes wrong, the error says where the text is: `kept`. */
export async function sendSpecText(context: Context, job_id: string, text: string, kept: string): Promise<void> {
  const parsed = parseSpec(text);
  if (!parsed.ok) {
    const details = parsed.errors.map(({ line, message }) => `line ${line}: ${message}`);
    const next = `Mend it in ${kept}, then: iama spec ${job_id} --file ${kept}`;
    throw new CliError('SPEC_TEXT_INVALID', 'The text cannot be read. Nothing was sent.', next, EXIT.usage, {
      details,
    });
  }
  const { document } = parsed;
  const spec = await send(context.client, job_id, document).catch(async (error: unknown) => {
    const payload = error instanceof ApiError ? error.problem?.diff_payload : undefined;
    if (payload) throw await conflict(context, job_id, document, payload, kept);
    const { code, message, next, exit, details, data, cause } = asCliError(error).about(job_id);
    throw new CliError(code, message, `${next} Your text is in ${kept}.`, exit, { details, data, cause });
  });
  context.terminal.record({ job_id, spec });
  const words = spec.revision === document.revision ? 'It says what it said before' : 'Nobody has approved it yet';
  context.terminal.line(`Revision ${spec.revision} of the specification stands. ${words}.`);
}

function send(client: Client, job_id: string, { revision_token, bdd, sdd, allowed_files }: SpecDocument) {
  const body = { revision_token, bdd: [...bdd], sdd: [...sdd], allowed_files: [...allowed_files] };
  return client.call('spec.edit', { params: { job_id }, body });
}

/** Somebody was quicker. Both edits go into one text with the new token, which the person reads before it is sent. */
async function conflict(
  { client, folders }: Context,
  job_id: string,
  mine: SpecDocument,
  { current, base_revision, difference }: SpecDiffPayload,
  kept: string,
): Promise<CliError> {
  const message = `The specification has changed since your text was printed: revision ${current.revision} stands now.`;
  const data = { job_id, kept, revision: current.revision };
  if (base_revision === null || difference === null) {
    const next = `Your text is of another job. It is in ${kept}; \`iama spec ${job_id}\` prints this job’s.`;
    return new CliError('SPEC_REVISION_CONFLICT', message, next, EXIT.conflict, { data });
  }
  const base = await client.call('spec.get', { params: { job_id }, query: { revision: base_revision } });
  const merge = mergeSpec({ base: contentOf(base), mine, theirs: contentOf(current) });
  // A name of its own: an earlier one may have been worked on, and not been sent.
  const more = `-merged-${client.runtime.uuid().slice(-8)}`;
  const merged = specTextFile(folders.data, job_id, current.revision, more);
  const { revision, revision_token } = current;
  await writePrivateFile(merged, printSpec({ revision, revision_token, ...merge.merged }));
  return new CliError(
    'SPEC_REVISION_CONFLICT',
    message,
    `Both are in ${merged}. Read it, then: iama spec ${job_id} --file ${merged} (your text as it was is in ${kept})`,
    EXIT.conflict,
    {
      details: specConflictLines(difference, merge.conflicts),
      data: { ...data, merged, difference, conflicts: merge.conflicts },
    },
  );
}
