import type { AppliedFile, ApplyRecord } from '@iama/contracts/job/delivery';
import type { Patch } from '@iama/contracts/patch/patch';
import { applyPatchToDisk } from '@iama/runner/apply/apply-patch-to-disk';
import { selectAccepted } from '@iama/runner/apply/select-accepted';
import type { AcceptedPart } from '@iama/runner/apply/select-accepted';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { chooseHunks } from '../job/choose-hunks.ts';
import { fetchPatch } from '../job/fetch-artifact.ts';
import { findWorkspace } from '../job/find-workspace.ts';
import type { JobContext } from '../job/job-context.ts';
import { updateJobRecord } from '@iama/runner/records/job-records';
import { plannedFiles } from '@iama/runner/records/planned-files';
import { tellServer } from '../job/tell-server.ts';
import { verifySubset } from '../job/verify-subset.ts';
import { connect } from '../session/connect.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { wrapText } from '../terminal/wrap-text.ts';
import { count } from '../views/preflight.ts';
import type { App } from './app.ts';
import { mendWorkspace } from './refactor.ts';

export interface ApplyOptions {
  readonly files: readonly string[];
  readonly hunks: readonly string[];
  readonly verify: boolean;
  readonly test_timeout_ms: number;
}

/** Write the delivered diff, or a part of it, to the files: all of what was chosen, or nothing. */
export async function apply(app: App, job_id: string, options: ApplyOptions): Promise<void> {
  const { terminal, folders } = app;
  const interrupt = app.takeInterrupts();
  const client = await connect(folders, terminal);
  const params = { job_id };
  const job = await client.call('jobs.get', { params });
  const workspace = await findWorkspace(client, folders, job, app.cwd);
  await mendWorkspace(app, workspace);
  await tellServer(client, folders.data, job_id);
  const delivery = await client.call('delivery.get', { params });
  if (delivery.status === 'applied' || delivery.status === 'partially_applied') throw alreadyApplied(job_id);
  const context = { client, terminal, folders, workspace, interrupt };
  const patch = await fetchPatch(client, job_id, delivery.patch_artifact_id);
  const { part, record } = await accepted(context, job_id, delivery, patch, options);

  // Written before the act: whoever finds this note looks at the disk to learn whether the act happened.
  await updateJobRecord(folders.data, job_id, { untold: { kind: 'apply', record } });
  const done = await applyPatchToDisk({ workspace, data_dir: folders.data, job_id, patch: part });
  await tellServer(client, folders.data, job_id).catch((error: unknown) => {
    terminal.remark(
      `The files are written, but the server could not be told (${error instanceof Error ? error.message : 'unknown'}). ` +
        `\`iama show ${job_id}\` tells it when it is back.`,
    );
  });
  terminal.record({ job_id, ...record, files: done.files });
  terminal.line(`Applied ${record.scope === 'all' ? 'the whole diff' : 'a part of the diff'} to ${workspace.root}:`);
  for (const file of done.files) terminal.line(`  ${verb(file)} ${file.path}`);
  terminal.line(`Take it back with: iama revert ${job_id}`);
}

async function accepted(
  context: JobContext,
  job_id: string,
  delivery: { patch_artifact_id: string; evidence_artifact_id: string },
  patch: Patch,
  options: ApplyOptions,
): Promise<{ part: Patch; record: ApplyRecord }> {
  const { terminal, workspace } = context;
  const all = patch.files.flatMap((file) => file.hunks.map((hunk) => hunk.id));
  const whole = options.files.length === 0 && options.hunks.length === 0;
  if (whole) {
    const record = { scope: 'all' as const, hunk_ids: all, files: plannedFiles(patch), subset_verdict: null };
    return { part: patch, record };
  }
  const chosen = chooseHunks(patch, options.files, options.hunks);
  const { patch: part, added } = await selectAccepted(workspace, context.folders.data, patch, chosen);
  if (added.length > 0) showAdded(terminal, patch, added);
  const hunk_ids = [...chosen, ...added.map((each) => each.hunk)];
  const files = plannedFiles(part);
  if (hunk_ids.length === all.length) {
    return { part: patch, record: { scope: 'all', hunk_ids: all, files: plannedFiles(patch), subset_verdict: null } };
  }
  const subset_verdict = options.verify
    ? await verifySubset(context, job_id, delivery, part, options.test_timeout_ms)
    : 'unverified';
  if (subset_verdict === 'unverified') terminal.remark('This part was not tested on its own.');
  return { part, record: { scope: 'partial', hunk_ids, files, subset_verdict } };
}

/** Each reason once, below the hunks that came along because of it. */
function showAdded(terminal: Terminal, patch: Patch, added: AcceptedPart['added']): void {
  terminal.line(`${count(added.length, 'hunk')} came along, because what was chosen needs them:`);
  for (const because of new Set(added.map((each) => each.because))) {
    for (const { hunk } of added.filter((each) => each.because === because)) {
      const file = patch.files.find((each) => each.hunks.some(({ id }) => id === hunk));
      terminal.line(`  + ${hunk}  ${file?.path ?? ''}`);
    }
    terminal.line(`      ${wrapText(because, terminal.width - 6).replaceAll('\n', '\n      ')}`);
  }
}

function alreadyApplied(job_id: string): CliError {
  return new CliError(
    'ALREADY_APPLIED',
    'This diff is applied already, or a part of it.',
    `To choose anew, take it back first: iama revert ${job_id}`,
    EXIT.conflict,
  );
}

function verb(file: AppliedFile): string {
  if (file.before_sha256 === null) return 'created ';
  return file.after_sha256 === null ? 'deleted ' : 'changed ';
}
