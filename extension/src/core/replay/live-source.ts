import type { fetchHistory } from '@iama/client/job/fetch-history';
import type { JobEvent } from '@iama/contracts/job/event';
import type { ReplaySource } from '@iama/engine/replay/read-history';

/** A job as the control plane has it now, in the form in which a bundle tells of one. */
export function liveSource(
  { history, bodies }: Awaited<ReturnType<typeof fetchHistory>>,
  events: readonly JobEvent[],
): ReplaySource {
  const { job, artifacts, receipts, delivery } = history;
  return {
    job_id: job.id,
    // What happened while the rest was fetched belongs to the next look.
    events: events.filter(({ seq }) => seq <= job.last_seq),
    bodies: new Map(artifacts.flatMap(({ id, file }) => (file === null ? [] : [[id, bodies.get(file)]]))),
    receipts,
    delivery,
    job,
  };
}
