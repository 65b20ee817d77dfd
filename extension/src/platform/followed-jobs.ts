import { z } from 'zod';
import type { Memento } from 'vscode';

const FollowedJob = z.object({ job_id: z.string(), root: z.string() });
export type FollowedJob = z.infer<typeof FollowedJob>;

const KEY = 'followed_jobs';
/** Older ones are still in the list of the control plane, and can be reverted by the command line. */
const MOST = 50;

/** Jobs that were started in this workspace, so that a reloaded window takes them up again. */
export function followedJobs(memory: Memento): {
  all(): readonly FollowedJob[];
  find(job_id: string): FollowedJob | null;
  add(job: FollowedJob): Promise<void>;
} {
  const all = (): readonly FollowedJob[] => {
    const stored = z.array(FollowedJob).safeParse(memory.get(KEY));
    return stored.success ? stored.data : [];
  };
  return {
    all,
    find: (job_id) => all().find((each) => each.job_id === job_id) ?? null,
    async add(job) {
      await memory.update(KEY, [job, ...all().filter((each) => each.job_id !== job.job_id)].slice(0, MOST));
    },
  };
}
