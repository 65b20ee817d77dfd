import { applyPatchToDisk } from '@iama/runner/apply/apply-patch-to-disk';
import { recoverTransactions } from '@iama/runner/apply/recover-transactions';
import { selectAccepted } from '@iama/runner/apply/select-accepted';
import { clientSession } from '@iama/runner/records/client-session';
import { readJobRecord, updateJobRecord, writeJobRecord } from '@iama/runner/records/job-records';
import { isOnDisk, plannedFiles } from '@iama/runner/records/planned-files';
import { revertJob } from '@iama/runner/revert/revert-job';
import { makeShop } from '@iama/runner/sample/make-shop';
import { restorePatch } from '@iama/runner/secrets/restore-patch';
import { executeTask } from '@iama/runner/tasks/execute-task';
import { readJobBundle } from '@iama/runner/lock/read-job-bundle';
import { changedSince } from '@iama/runner/workspace/changed-since';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import { containerProblem } from '@iama/runner/sandbox/container-problem';
import { preflight } from '@iama/runner/workspace/preflight';
import { projectFingerprint } from '@iama/runner/workspace/project-fingerprint';
import { readAnchors } from '@iama/runner/workspace/read-anchors';
import { resolveTarget } from '@iama/runner/workspace/resolve-target';
import type { ExecutorMethod, ParamsOf, ResultOf, Untold } from './protocol.ts';

export interface CallContext {
  readonly data_dir: string;
  readonly signal: AbortSignal;
  readonly progress: (line: string) => void;
}

type Methods = {
  readonly [M in ExecutorMethod]: (params: ParamsOf<M>, context: CallContext) => Promise<ResultOf<M>> | ResultOf<M>;
};

let lastAct: Promise<unknown> = Promise.resolve();

/**
 * What writes files, and what looks whether they were written, one after the other: a look in the middle of an act would find
 * that it did not happen, and forget the note of it.
 */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = lastAct.then(work, work);
  lastAct = mine;
  return mine;
}

/** Every method of the executor, by the runner's functions. */
export const METHODS: Methods = {
  open_workspace: ({ path }) => openWorkspace(path),
  recover: ({ workspace }, { data_dir }) => recoverTransactions(workspace, data_dir),
  async make_sample({ root }) {
    await makeShop(root, process.env);
    return null;
  },
  fingerprint: ({ workspace }) => projectFingerprint(workspace),
  resolve_target: ({ workspace, place, symbol }) => resolveTarget(workspace, place, symbol === null ? {} : { symbol }),
  preflight: (params, { data_dir, signal }) => preflight({ ...params, data_dir, signal }),
  container_problem: ({ execution }) => containerProblem(execution, []),
  execute_task: ({ workspace, job_id, execution, payload, patch, draft, written }, { data_dir, signal, progress }) =>
    executeTask(payload, {
      workspace,
      data_dir,
      job_id,
      execution,
      signal,
      progress,
      fetchPatch: () => (patch ? Promise.resolve(patch) : Promise.reject(new Error('The patch was not sent along.'))),
      fetchDraft: () => (draft ? Promise.resolve(draft) : Promise.reject(new Error('The draft was not sent along.'))),
      fetchWrittenTests: () =>
        written ? Promise.resolve(written) : Promise.reject(new Error('The written tests were not sent along.')),
    }),
  read_anchors: ({ workspace, paths }) => readAnchors(workspace, paths),
  read_bundle: ({ folder }) => readJobBundle(folder),
  changed_since: ({ workspace, source }, { signal }) => changedSince(workspace, source, signal),
  restore_patch: ({ workspace, patch }, { data_dir }) => restorePatch(workspace, data_dir, patch),
  select_accepted: ({ workspace, patch, hunk_ids, lines }, { data_dir }) =>
    selectAccepted(workspace, data_dir, patch, hunk_ids, lines),
  apply: ({ workspace, job_id, patch, record }, { data_dir }) =>
    inTurn(async () => {
      // Written before the act: whoever finds this note looks at the disk to learn whether the act happened.
      await updateJobRecord(data_dir, job_id, { untold: record });
      return (await applyPatchToDisk({ workspace, data_dir, job_id, patch })).files;
    }),
  revert: ({ workspace, job_id, record }, { data_dir }) =>
    inTurn(async () => {
      await updateJobRecord(data_dir, job_id, { untold: record });
      const outcome = await revertJob({ workspace, data_dir, job_id });
      if (outcome.status === 'refused') await updateJobRecord(data_dir, job_id, { untold: null });
      return outcome;
    }),
  planned_files: ({ patch }) => plannedFiles(patch),
  async remember_job({ job_id, url, root }, { data_dir }) {
    const known = await readJobRecord(data_dir, job_id);
    if (known?.root !== root)
      await writeJobRecord(data_dir, {
        job_id,
        url,
        root,
        session: null,
        docker_image: null,
        unconfined: false,
        untold: null,
      });
    return null;
  },
  client_session: ({ job_id, fresh }, { data_dir }) => clientSession(data_dir, job_id, fresh),
  untold: ({ job_id }, { data_dir }) => inTurn(() => untoldOf(data_dir, job_id)),
  settle: ({ job_id }, { data_dir }) =>
    inTurn(async () => {
      await updateJobRecord(data_dir, job_id, { untold: null });
      return null;
    }),
};

/** A note about an act that never reached the disk is forgotten. */
async function untoldOf(data_dir: string, job_id: string): Promise<Untold | null> {
  const known = await readJobRecord(data_dir, job_id);
  if (!known?.untold) return null;
  if (await isOnDisk(known.root, known.untold.record.files)) return known.untold;
  await updateJobRecord(data_dir, job_id, { untold: null });
  return null;
}
