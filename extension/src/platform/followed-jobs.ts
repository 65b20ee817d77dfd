import { z } from 'zod';
import type { KeptValues } from './kept-values.ts';

const FollowedJob = () => z.object({ job_id: z.string(), root: z.string() });
export type FollowedJob = z.infer<ReturnType<typeof FollowedJob>>;

const KEY = 'followed_jobs';
/** Older ones are still in the list of the control plane, and can be reverted by the command line. */
const MOST = 50;

export interface FollowedJobs {
  all(): Promise<readonly FollowedJob[]>;
  find(job_id: string): Promise<FollowedJob | null>;
  add(job: FollowedJob): Promise<void>;
}

/** Jobs that were started in this workspace, so that a window that comes later takes them up again. */
export function followedJobs(kept: KeptValues): FollowedJobs {
  let known: Promise<readonly FollowedJob[]> | null = null;
  const all = () => (known ??= read(kept));
  return {
    all,
    find: async (job_id) => (await all()).find((each) => each.job_id === job_id) ?? null,
    async add(job) {
      const others = (await all()).filter((each) => each.job_id !== job.job_id);
      const next = [job, ...others].slice(0, MOST);
      known = Promise.resolve(next);
      await kept.write(KEY, next);
      for (const { job_id } of others.slice(MOST - 1)) await kept.forgetAbout(job_id);
    },
  };
}

async function read(kept: KeptValues): Promise<readonly FollowedJob[]> {
  const value = await kept.read(KEY);
  // Most starts end here, before the library of schemas is read for it.
  if (value === undefined) return [];
  const stored = z.array(FollowedJob()).safeParse(value);
  return stored.success ? stored.data : [];
}
