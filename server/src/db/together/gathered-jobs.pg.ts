import { getTableColumns, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { JobChanges, JobStore } from '../../app/ports/job-store.ts';
import type { Executor } from '../executor.ts';
import { jobs } from '../schema/jobs.ts';
import { gather } from './gather.ts';

interface Update {
  readonly job_id: string;
  readonly expected: { readonly epoch: number; readonly last_seq: number };
  readonly changes: JobChanges;
}

const COLUMNS = getTableColumns(jobs);
type Column = keyof typeof COLUMNS;

export function gatheredJobs(db: Executor): Pick<JobStore, 'update'> {
  const update = gather(async (asked: readonly Update[]) => {
    const written = new Set<string>();
    for (const group of Map.groupBy(asked, ({ changes }) => columnsOf(changes).join()).values()) {
      for (const { id } of await db.execute<{ id: string }>(statement(group))) written.add(id);
    }
    return ({ job_id }) => written.has(job_id);
  });
  return { update: (job_id, expected, changes) => update({ job_id, expected, changes }) };
}

function columnsOf(changes: JobChanges): Column[] {
  return (Object.keys(changes) as Column[]).toSorted();
}

/** Of jobs in which the same columns change; each with its guard, like one alone. */
function statement(group: readonly Update[]): SQL {
  const changed = columnsOf(group[0]?.changes ?? {});
  const names = (of: readonly string[]) => list(of.map((name) => sql.identifier(name)));
  const rows = group.map(({ job_id, expected, changes }) => {
    const values = changed.map((column) => typed(column, changes[column as keyof JobChanges]));
    return sql`(${list([typed('id', job_id), typed('epoch', expected.epoch), typed('last_seq', expected.last_seq), ...values])})`;
  });
  return sql`
    UPDATE jobs SET (${names(changed)}) = ROW (${list(changed.map((column) => sql`new.${sql.identifier(column)}`))})
    FROM (VALUES ${list(rows)}) AS new (${names(['job_id', 'read_epoch', 'read_last_seq', ...changed])})
    WHERE jobs.id = new.job_id AND jobs.epoch = new.read_epoch AND jobs.last_seq = new.read_last_seq
    RETURNING jobs.id`;
}

/** A row of VALUES does not learn its types from the table. */
function typed(column: Column, value: unknown): SQL {
  return sql`${sql.param(value, COLUMNS[column])}::${sql.raw(COLUMNS[column].getSQLType())}`;
}

function list(parts: readonly SQL[] | readonly ReturnType<typeof sql.identifier>[]): SQL {
  return sql.join([...parts], sql`, `);
}
