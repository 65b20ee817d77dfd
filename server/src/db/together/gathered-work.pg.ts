import type { ActivityStore } from '../../app/ports/activity-store.ts';
import type { TaskStore } from '../../app/ports/task-store.ts';
import type { TimerStore } from '../../app/ports/timer-store.ts';
import type { Executor } from '../executor.ts';
import { dropActivities } from '../stores/activity-store.pg.ts';
import { voidTasks } from '../stores/task-store.pg.ts';
import { cancelTimers, listTimers } from '../stores/timer-store.pg.ts';
import { gather } from './gather.ts';

interface OfJob {
  readonly job_id: string;
}

export function gatheredTasks(db: Executor): Pick<TaskStore, 'voidBefore'> {
  const voidBefore = gather(async (asked: readonly (OfJob & { epoch: number; at: Date })[]) => {
    const voided = await inGroups(
      asked,
      ({ epoch, at }) => `${epoch} ${at.getTime()}`,
      (ids, { epoch, at }) => voidTasks(db, ids, epoch, at),
    );
    return ({ job_id }) => voided.filter((of) => of === job_id).length;
  });
  return { voidBefore: (job_id, epoch, at) => voidBefore({ job_id, epoch, at }) };
}

export function gatheredActivities(db: Executor): Pick<ActivityStore, 'dropBefore'> {
  const dropBefore = gather(async (asked: readonly (OfJob & { epoch: number })[]) => {
    const dropped = await inGroups(
      asked,
      ({ epoch }) => String(epoch),
      (ids, { epoch }) => dropActivities(db, ids, epoch),
    );
    return ({ job_id }) => dropped.filter((each) => each.job_id === job_id).map(({ id }) => id);
  });
  return { dropBefore: (job_id, epoch) => dropBefore({ job_id, epoch }) };
}

export function gatheredTimers(db: Executor): Pick<TimerStore, 'cancel' | 'list'> {
  const cancel = gather(async (asked: readonly (OfJob & { timer: string })[]) => {
    const cancelled = await inGroups(
      asked,
      ({ timer }) => timer,
      async (ids, { timer }) => (await cancelTimers(db, ids, timer)).map((row) => ({ ...row, timer })),
    );
    return ({ job_id, timer }) => cancelled.find((row) => row.job_id === job_id && row.timer === timer)?.id ?? null;
  });
  const list = gather(async (job_ids: readonly string[]) => {
    const timers = await listTimers(db, [...job_ids]);
    return (job_id) => timers.filter((timer) => timer.job_id === job_id);
  });
  return { cancel: (job_id, timer) => cancel({ job_id, timer }), list };
}

/** One statement for all that ask with the same words. */
async function inGroups<Asked extends OfJob, Row>(
  asked: readonly Asked[],
  wordsOf: (asked: Asked) => string,
  send: (job_ids: string[], words: Asked) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const group of Map.groupBy(asked, wordsOf).values()) {
    const [first] = group;
    if (first)
      rows.push(
        ...(await send(
          group.map(({ job_id }) => job_id),
          first,
        )),
      );
  }
  return rows;
}
