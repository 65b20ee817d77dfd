import type { BillingReason } from '@iama/contracts/usage/quota';
import type { CheckpointRecord, QuotaStore } from '../../app/ports/quota-store.ts';
import type { Executor } from '../executor.ts';
import { billingCheckpointRecords } from '../schema/billing-checkpoint-records.ts';
import { entitlementsOf } from '../stores/quota-reads.pg.ts';
import { releaseReservations, standingReservations } from '../stores/quota-store.pg.ts';
import { gather, gatherWrites } from './gather.ts';

interface Release {
  readonly id: string;
  readonly reason: BillingReason;
  readonly at: Date;
}

export function gatheredQuota(db: Executor): Pick<QuotaStore, 'entitlements' | 'standing' | 'release' | 'append'> {
  const release = gather(async (asked: readonly Release[]) => {
    const released = new Set<string>();
    for (const group of Map.groupBy(asked, ({ reason, at }) => `${reason} ${at.getTime()}`).values()) {
      const [first] = group;
      if (!first) continue;
      const ids = group.map(({ id }) => id);
      for (const id of await releaseReservations(db, ids, first.reason, first.at)) released.add(id);
    }
    return ({ id }) => released.has(id);
  });
  return {
    entitlements: gather(async (job_ids: readonly string[]) => {
      const found = await entitlementsOf(db, [...job_ids]);
      return (job_id) => found.get(job_id) ?? null;
    }),
    standing: gather(async (job_ids: readonly string[]) => {
      const rows = await standingReservations(db, [...job_ids]);
      return (of) => rows.find(({ job_id }) => job_id === of) ?? null;
    }),
    release: (id, reason, at) => release({ id, reason, at }),
    append: gatherWrites((records: readonly CheckpointRecord[]) =>
      db.insert(billingCheckpointRecords).values([...records]),
    ),
  };
}
