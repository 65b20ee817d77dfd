import { ApiError } from '@iama/client/api-error';
import { EditSpec } from '@iama/contracts/job/spec-edit';
import type { Job } from '@iama/contracts/job/job';
import type { JobState } from '@iama/contracts/job/state';
import type { SpecContent } from '@iama/engine/spec/spec-content';
import { wishWithin } from '@iama/engine/spec/wish-within';
import type { Disposable, Event } from 'vscode';
import type { Connection } from './connection.ts';
import type { JobCenter } from './job-center.ts';
import type { KeptValues } from './kept-values.ts';

interface Parts {
  readonly connection: Connection;
  readonly center: Pick<JobCenter, 'learn'> & { readonly onDidChange: Event<Job | null> };
  readonly kept: KeptValues;
  readonly warn: (notice: WishNotice) => void;
}

/** What a person has to know of a wish that could not be met as it was. */
export type WishNotice =
  | { readonly kind: 'files_left'; readonly job_id: string; readonly paths: readonly string[] }
  | { readonly kind: 'refused'; readonly job_id: string; readonly reason: string }
  | { readonly kind: 'too_late'; readonly job_id: string };

export interface SpecWishes extends Disposable {
  /** What the specification of this job shall say instead of what its plan writes. On disk when it resolves. */
  remember(job_id: string, wished: SpecContent): Promise<void>;
  /** Whether one is kept that was not sent yet: nothing may agree to what the plan writes before. */
  has(job_id: string): Promise<boolean>;
}

/** A job in these has not been asked about its specification, or waits for the answer. */
const BEFORE_APPROVAL: ReadonlySet<JobState> = new Set([
  'PENDING',
  'ANALYZING',
  'GENERATING_ANALYSIS_REPORT',
  'WAITING_STRATEGY',
  'WAITING_SPEC_APPROVAL',
]);
/** Answers that another try would get again. */
const REFUSED: ReadonlySet<string> = new Set([
  'SPEC_OUT_OF_PLAN',
  'VALIDATION_FAILED',
  'SPEC_REVISION_CONFLICT',
  'ILLEGAL_TRANSITION',
]);
const wishedShape = () => EditSpec.omit({ revision_token: true }).required();
const keyOf = (job_id: string): string => `wished-spec ${job_id}`;

/**
 * A job that is forked is told what its specification shall say, once: when it first waits for its approval. The wish is kept on disk
 * until it was sent, and a window that comes later sends it; one that was sent already is not sent again, because somebody has
 * written the revision that stands.
 */
export function specWishes({ connection, center, kept, warn }: Parts): SpecWishes {
  const under_way = new Set<string>();
  /** Jobs of which nothing is kept: a list that comes is not fifty looks at the disk. */
  const without = new Set<string>();

  async function look(job: Job): Promise<void> {
    const { id: job_id, state } = job;
    const waits = job.accepted_events.includes('edit_spec') && state === 'WAITING_SPEC_APPROVAL';
    if (without.has(job_id) || (!waits && BEFORE_APPROVAL.has(state))) return;
    const wished = wishedShape().safeParse(await kept.read(keyOf(job_id))).data;
    if (!wished) return void without.add(job_id);
    if (waits) await send(job_id, wished);
    else {
      await kept.write(keyOf(job_id), undefined);
      if (state !== 'FAILED') warn({ kind: 'too_late', job_id });
    }
  }

  async function send(job_id: string, wished: SpecContent): Promise<void> {
    const client = await connection.known();
    if (!client) return;
    const params = { job_id };
    const spec = await client.call('spec.get', { params });
    if (spec.author_id === null && !spec.weak_lock && !spec.black_box) {
      const { content, left } = wishWithin(wished, spec);
      const { bdd, sdd, allowed_files } = content;
      const body = {
        revision_token: spec.revision_token,
        bdd: [...bdd],
        sdd: [...sdd],
        allowed_files: [...allowed_files],
      };
      try {
        await client.call('spec.edit', { params, body });
      } catch (error) {
        // Not there is not refused: the next change looks again.
        if (!(error instanceof ApiError) || !REFUSED.has(error.code)) throw error;
        warn({ kind: 'refused', job_id, reason: `${error.message} ${error.next}` });
      }
      if (left.length > 0) warn({ kind: 'files_left', job_id, paths: left });
    }
    await kept.write(keyOf(job_id), undefined);
    center.learn(await client.call('jobs.get', { params }));
  }

  const listening = center.onDidChange((job) => {
    if (!job || under_way.has(job.id)) return;
    under_way.add(job.id);
    look(job)
      .catch(() => undefined)
      .finally(() => under_way.delete(job.id));
  });
  return {
    async remember(job_id, wished) {
      await kept.write(keyOf(job_id), wished);
      without.delete(job_id);
    },
    async has(job_id) {
      return wishedShape().safeParse(await kept.read(keyOf(job_id))).success;
    },
    dispose: () => listening.dispose(),
  };
}
