/**
 * Random edit sets, accepted in part, applied and taken back, against a model that knows only lists of lines:
 *
 *     node tests/bench-engine/round-trips.ts [rounds] [seed]
 *
 * Every round runs in memory; every tenth also on disk, with a person who edits files in between. A round that fails names
 * its own seed: run it again with `1 <seed>`.
 */
import { makeRound } from './round/make-round.ts';
import { checkInMemory } from './round/check-in-memory.ts';
import { checkOnDisk } from './round/check-on-disk.ts';
import { diceOf } from './trace/dice.ts';

const ON_DISK_EVERY = 10;

export interface RoundTripFigures {
  readonly ok: boolean;
  readonly rounds: number;
  readonly on_disk: number;
  /** Blocks that had one place and were made there, and blocks that had none or several and were refused. */
  readonly made: number;
  readonly refused: number;
  readonly failures: readonly { readonly seed: number; readonly reason: string }[];
  readonly line: string;
}

export async function measureRoundTrips(rounds: number, seed: number): Promise<RoundTripFigures> {
  const failures: { seed: number; reason: string }[] = [];
  let [made, refused, on_disk] = [0, 0, 0];
  for (let index = 0; index < rounds; index += 1) {
    const own = seed + index;
    try {
      const round = makeRound(diceOf(own));
      const done = checkInMemory(round, diceOf(own + 500_000_000));
      made += done.made;
      refused += done.refused;
      if (index % ON_DISK_EVERY === 0 && done.is_made) {
        await checkOnDisk(round, diceOf(own + 250_000_000));
        on_disk += 1;
      }
    } catch (error) {
      failures.push({ seed: own, reason: error instanceof Error ? error.message.slice(0, 2000) : String(error) });
    }
  }
  const ok = failures.length === 0;
  const line = `${rounds} round trips (seed ${seed}), ${on_disk} of them on disk: ${made} blocks made, ${refused} refused, ${failures.length} failures`;
  return { ok, rounds, on_disk, made, refused, failures, line };
}

if (process.argv[1] === import.meta.filename) {
  const figures = await measureRoundTrips(
    Number(process.argv[2] ?? 10_000),
    Number(process.argv[3] ?? Date.now() % 1_000_000_000),
  );
  for (const { seed, reason } of figures.failures.slice(0, 5)) console.log(`seed ${seed}: ${reason}`);
  console.log(`${figures.ok ? 'kept  ' : 'MISSED'}  ${figures.line}`);
  process.exitCode = figures.ok ? 0 : 1;
}
