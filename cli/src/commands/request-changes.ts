import type { ReviewComment } from '@iama/contracts/job/review';
import type { Patch } from '@iama/contracts/patch/patch';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { chooseHunks } from '../job/choose-hunks.ts';
import type { DecisionFlags } from '../job/decide-by-flags.ts';
import { fetchPatch } from '../job/fetch-artifact.ts';
import type { App } from './app.ts';
import { takeUp } from './resume.ts';

export interface RejectOptions {
  readonly files: readonly string[];
  readonly hunks: readonly string[];
  readonly comment: string | null;
}

/** Send a delivered diff back without the hunks that are named, and do the work of the next attempt. */
export async function requestChanges(
  app: App,
  job_id: string,
  { files, hunks, comment }: RejectOptions,
  flags: DecisionFlags,
): Promise<void> {
  const nothing = files.length + hunks.length === 0;
  if (nothing && comment === null) {
    throw new CliError(
      'NOTHING_REJECTED',
      'Nothing is rejected.',
      'Name what you do not want with --file or --hunk; `iama diff <id> --stat` lists the hunks.',
      EXIT.usage,
    );
  }
  await takeUp(app, job_id, flags, async (client) => {
    const params = { job_id };
    const { patch_artifact_id } = await client.call('delivery.get', { params });
    const patch = await fetchPatch(client, job_id, patch_artifact_id);
    const rejected_hunk_ids = nothing ? [] : chooseHunks(patch, files, hunks);
    const comments =
      comment === null ? [] : nothing ? aboutAll(patch, comment) : said(patch, rejected_hunk_ids, comment);
    const body = { patch_artifact_id, rejected_hunk_ids, comments };
    const job = await client.call('delivery.request_changes', { params, body });
    app.terminal.record({ type: 'job', job });
    app.terminal.line(
      nothing ? 'Another attempt is made, after your words.' : 'Another attempt is made, without what you rejected.',
    );
    return job;
  });
}

/** The comment stands at each hunk that is rejected, as far as a review may have that many. */
function said(patch: Patch, hunk_ids: readonly string[], body: string): ReviewComment[] {
  const comments = patch.files.flatMap(({ path, hunks }) =>
    hunks
      .filter(({ id }) => hunk_ids.includes(id))
      .map((hunk) => ({ path, side: 'before' as const, line: Math.max(1, hunk.old_start), hunk_id: hunk.id, body })),
  );
  return comments.slice(0, MOST_COMMENTS);
}

/** A word about the whole stands at its beginning. */
function aboutAll({ files }: Patch, body: string): ReviewComment[] {
  return files.slice(0, 1).map(({ path }) => ({ path, side: 'before', line: 1, hunk_id: null, body }));
}

const MOST_COMMENTS = 200;
