import type { NewJobEvent } from '@iama/contracts/job/event';
import { AppError } from '../app-error.ts';
import type { JobChanges, JobRecord } from '../ports/job-store.ts';
import type { Transaction } from '../ports/store.ts';

/**
 * A job whose row this transaction holds. What happens to it is collected here and written once, at the end: its log
 * gets consecutive numbers, and whoever follows it is told once.
 */
export class LockedJob {
  readonly now: Date;
  readonly #read: JobRecord;
  #record: JobRecord;
  readonly #events: NewJobEvent[] = [];

  constructor(read: JobRecord, now: Date) {
    this.#read = read;
    this.#record = read;
    this.now = now;
  }

  get id(): string {
    return this.#read.id;
  }

  /** As it will be stored. */
  get record(): JobRecord {
    return this.#record;
  }

  change(changes: JobChanges): void {
    this.#record = { ...this.#record, ...changes, updated_at: this.now };
  }

  log(event: NewJobEvent): void {
    this.#events.push(event);
    this.#record = { ...this.#record, last_seq: this.#record.last_seq + 1, updated_at: this.now };
  }

  async write(tx: Transaction): Promise<void> {
    if (this.#record === this.#read) return;
    await tx.events.append(this.#read, this.#read.last_seq + 1, this.#events, this.now);
    const { last_seq, updated_at } = this.#record;
    const changes = { ...changedColumns(this.#read, this.#record), last_seq, updated_at };
    const written = await tx.jobs.update(this.id, this.#read, changes);
    // Nobody can write while we hold the row; if it happened all the same, nothing of this transaction may stay.
    if (!written) throw new AppError('UNAVAILABLE', 'The job changed while it was being written. Try again.');
  }
}

/** Only what differs: a progress line does not write a large context again. */
function changedColumns(read: JobRecord, record: JobRecord): JobChanges {
  const changed = Object.entries(record).filter(([column, value]) => value !== read[column as keyof JobRecord]);
  return Object.fromEntries(changed);
}
