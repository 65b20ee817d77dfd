import { JobEvent } from '@iama/contracts/job/event';
import { JobHistory } from '@iama/contracts/job/history';
import type { KeptReceipt } from '@iama/contracts/job/history';
import type { Delivery } from '@iama/contracts/job/delivery';
import type { Job } from '@iama/contracts/job/job';
import { decode } from '../lock/evidence/bundle-manifest.ts';
import type { BundleFiles } from '../lock/evidence/bundle-manifest.ts';

/** What a bundle says of a job, before it is put into steps. */
export interface ReplaySource {
  readonly job_id: string;
  readonly events: readonly JobEvent[];
  /** Bodies of what the job made, by the id of the artifact. */
  readonly bodies: ReadonlyMap<string, unknown>;
  readonly receipts: readonly KeptReceipt[];
  readonly delivery: Delivery | null;
  /** Null in bundles from before there was a replay: these tell only of the end. */
  readonly job: Job | null;
}

/** Names of the files that older bundles have for the last artifact of a kind. */
const LAST: readonly (readonly [kind: string, file: string])[] = [
  ['evidence', 'evidence.json'],
  ['patch', 'patch.json'],
  ['baseline_run', 'baseline-run.json'],
  ['verification_run', 'verification-run.json'],
];

/** Read a job out of a bundle that was verified; null when it is a bundle of something else. Pure. */
export function readHistory(files: BundleFiles): ReplaySource | null {
  const evidence = jsonOf(files, 'evidence.json') as { kind?: string; job_id?: string; events?: object[] } | null;
  if (evidence?.kind !== 'job' || evidence.job_id === undefined) return null;
  const { job_id } = evidence;
  const events = (evidence.events ?? []).flatMap((event) => {
    // Kinds of events that are newer than this reader are passed over.
    const parsed = JobEvent.safeParse({ ...event, job_id, level: 'info', batch_id: null });
    return parsed.success ? [parsed.data] : [];
  });
  const kept = JobHistory.safeParse(jsonOf(files, 'history.json'));
  if (!kept.success)
    return { job_id, events, bodies: lastBodies(files, events), receipts: [], delivery: null, job: null };
  const { job, artifacts, receipts, delivery } = kept.data;
  const bodies = new Map(artifacts.flatMap(({ id, file }) => (file === null ? [] : [[id, jsonOf(files, file)]])));
  return { job_id, events, bodies, receipts, delivery, job };
}

function lastBodies(files: BundleFiles, events: readonly JobEvent[]): ReadonlyMap<string, unknown> {
  const ready = events.flatMap((event) => (event.type === 'artifact_ready' ? [event.data] : []));
  return new Map(
    LAST.flatMap(([kind, file]) => {
      const last = ready.findLast((each) => each.kind === kind);
      return last ? [[last.artifact_id, jsonOf(files, file)]] : [];
    }),
  );
}

function jsonOf(files: BundleFiles, path: string): unknown {
  const bytes = files.get(path);
  return bytes ? (JSON.parse(decode(bytes)) as unknown) : null;
}
