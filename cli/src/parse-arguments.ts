import { InvalidArgumentError } from 'commander';
import { Id } from '@iama/contracts/primitives';
import { PlanLevel } from '@iama/contracts/recipe';
import { BillingCycle } from '@iama/contracts/usage/quota';

/** For an option that may be given again. */
export function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}

export function parseLevel(value: string): PlanLevel {
  const parsed = PlanLevel.safeParse(value.toUpperCase());
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`It is one of ${PlanLevel.options.join(', ')}.`);
}

export function parseMonth(value: string): BillingCycle {
  const parsed = BillingCycle.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError('It is a month like 2026-10.');
}

export function parseId(value: string): string {
  const parsed = Id.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError('A job has an id like 01a1f8c2-a41a-7b16-9d36-efe838a86b8e; see `iama jobs`.');
}

/** `--target "$FILE"` with a variable that is not set would otherwise take the whole repository. */
export function parseTarget(value: string): string {
  if (value !== '') return value;
  throw new InvalidArgumentError('It is empty; leave it out to take everything.');
}

export function parseSeconds(value: string): number {
  const seconds = Number(value);
  if (Number.isFinite(seconds) && seconds >= 1 && seconds <= 3600) return Math.round(seconds * 1000);
  throw new InvalidArgumentError('It is a number of seconds from 1 to 3600.');
}

export function parseCount(value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= 100) return count;
  throw new InvalidArgumentError('It is a whole number from 1 to 100.');
}

export function parseSeq(value: string): number {
  const seq = Number(value);
  if (Number.isInteger(seq) && seq >= 0) return seq;
  throw new InvalidArgumentError('It is a whole number, 0 or more.');
}
