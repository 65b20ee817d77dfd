import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence } from '@iama/contracts/job/evidence';
import type { JobEvent } from '@iama/contracts/job/event';
import type { JobHistory } from '@iama/contracts/job/history';
import type { UndeliveredEvidence } from '@iama/contracts/job/undelivered-evidence';
import type { Patch } from '@iama/contracts/patch/patch';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import type { Target } from '@iama/contracts/workspace/target';
import type { BundleFiles } from '@iama/engine/lock/evidence/bundle-manifest';
import { chainEvents } from '@iama/engine/lock/evidence/event-chain';
import { renderJobEvidence } from '@iama/engine/lock/evidence/render-job-evidence';
import type { JobWords } from '@iama/engine/lock/evidence/render-job-evidence';
import { renderUndelivered } from '@iama/engine/lock/evidence/render-undelivered';
import { sha256 } from '../../workspace/sha256.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { SEALED_FOLDER } from '../check-seal.ts';
import { loadLock } from './lock-record.ts';
import type { LockRecord } from './lock-record.ts';

export interface JobToBundle {
  readonly job_id: string;
  readonly target: Target;
  readonly evidence: Evidence | UndeliveredEvidence;
  /** Null where the newest attempt of a job that has delivered nothing left none. */
  readonly patch: Patch | null;
  readonly baseline: TestRun | null;
  readonly verification: TestRun | null;
  /** The whole log, in order. */
  readonly events: readonly JobEvent[];
  /** Everything that the job made, with the bodies by the names of their files, so that it can be replayed. */
  readonly history: JobHistory;
  readonly bodies: ReadonlyMap<string, unknown>;
}

/**
 * What stands behind a job as the files of a bundle: evidence, its page, patch, both runs test by test, the log as a chain, all that it
 * made on the way, and what is only on this machine, as far as it is still there: the written tests, the seal and the sealed files.
 */
export async function jobBundle(job: JobToBundle, workspace: Workspace, data_dir: string): Promise<BundleFiles> {
  const { job_id, target, evidence, patch, baseline, verification } = job;
  const sealed = evidence.lock?.seal.sha256;
  const record = sealed === undefined ? null : await loadLock(data_dir, job_id, sealed).catch(() => null);
  const events = chainEvents(job.events.map(({ at, type, data }) => ({ at, type, data })));
  const place = target.kind === 'symbol' ? `${target.path}#${target.symbol}` : target.path;
  const seal = record?.seal ?? { schema_version: 1, files: [], suites: [] };
  return new Map([
    json('evidence.json', { kind: 'job', job_id, target, ...evidence, seal, events }),
    ['evidence.md', Buffer.from(page(evidence, { job_id, target: place }))] as const,
    ...(patch ? [json('patch.json', patch)] : []),
    ...(baseline ? [json('baseline-run.json', baseline)] : []),
    ...(verification ? [json('verification-run.json', verification)] : []),
    json('history.json', job.history),
    ...[...job.bodies].map(([path, body]) => json(path, body)),
    ...(record?.tests ?? []).map(({ path, text }) => [`tests/${path}`, Buffer.from(text)] as const),
    ...(await sealedFiles(workspace, record)),
  ]);
}

function page(evidence: JobToBundle['evidence'], words: JobWords): string {
  return 'outcome' in evidence ? renderUndelivered(evidence, words) : renderJobEvidence(evidence, words);
}

/** Those that are still as they were sealed: others would say nothing of what was compared. */
async function sealedFiles(
  { root }: Workspace,
  record: LockRecord | null,
): Promise<readonly (readonly [string, Uint8Array])[]> {
  const found: (readonly [string, Uint8Array])[] = [];
  for (const { path, sha256: expected } of record?.seal.files ?? []) {
    const bytes = await readFile(join(root, path)).catch(() => null);
    if (bytes !== null && sha256(bytes) === expected) found.push([SEALED_FOLDER + path, bytes]);
  }
  return found;
}

function json(path: string, value: unknown): readonly [string, Uint8Array] {
  return [path, Buffer.from(`${JSON.stringify(value, null, 2)}\n`)];
}
