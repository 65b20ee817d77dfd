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

export function parseSeq(value: string): number {
  const seq = Number(value);
  if (Number.isInteger(seq) && seq >= 0) return seq;
  throw new InvalidArgumentError('It is a whole number, 0 or more.');
}

/** A parser of seconds, to milliseconds. */
export function secondsWithin(least: number, most: number): (value: string) => number {
  return (value) => {
    const seconds = Number(value);
    if (Number.isFinite(seconds) && seconds >= least && seconds <= most) return Math.round(seconds * 1000);
    throw new InvalidArgumentError(`It is a number of seconds from ${least} to ${most}.`);
  };
}

export function wholeNumberWithin(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It is a whole number from ${least} to ${most}.`);
  };
}

/** 70 is 0.7. */
export function parsePercent(value: string): number {
  const percent = Number(value);
  if (Number.isFinite(percent) && percent >= 0 && percent <= 100) return percent / 100;
  throw new InvalidArgumentError('It is a number of percent from 0 to 100.');
}
