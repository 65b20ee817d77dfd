import type { Job } from '@iama/contracts/job/job';
import type { Disposable } from 'vscode';
import type { Usage } from '../core/usage/usage-event.ts';
import type { JobCenter } from '../platform/job-center.ts';

/** At most this many jobs are remembered. */
const MOST = 200;

/** Notes that a change was applied or taken back, when this window sees it happen. */
export function noteDeliveries(center: JobCenter, usage: Usage): Disposable {
  const seen = new Map<string, Job['delivery_status']>();
  return center.onDidChange((job) => {
    if (!job) return;
    const before = seen.get(job.id);
    const now = job.delivery_status;
    seen.delete(job.id);
    seen.set(job.id, now);
    for (const id of [...seen.keys()].slice(0, Math.max(0, seen.size - MOST))) seen.delete(id);
    if (before === undefined || before === now) return;
    if (now === 'applied') usage.note({ name: 'change_applied', scope: 'all' });
    else if (now === 'partially_applied') usage.note({ name: 'change_applied', scope: 'partial' });
    else if (now === 'reverted') usage.note({ name: 'change_reverted' });
  });
}
