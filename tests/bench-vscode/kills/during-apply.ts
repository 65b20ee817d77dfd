import { watch } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { answerDialog } from '../../vscode/harness/answer-dialog.ts';
import type { Quiet } from '../desk/quiet.ts';
import type { Victim } from './victim.ts';

export interface ApplyKills {
  readonly kills: number;
  /** Kills that left some files old and others new, or files of ours beside them. */
  readonly inside: number;
  /** Kills after the last write. */
  readonly whole: number;
  /** Kills after which that stayed so. */
  readonly half: number;
  /** Applies whose record at the control plane is not what is on disk. */
  readonly untold: number;
  readonly lost_reviews: number;
  readonly orphans: number;
  /** From the new window's first sign of life until the files were whole, at most. */
  readonly slowest_ms: number;
}

/** On a machine with twenty programs for each core an executor takes half a minute to start. The line says how long it took. */
const MENDED_MS = 120_000;
const LOOK_MS = 20;
/** The writes themselves are over soon; what is told to the control plane takes the rest of an apply. */
const AT_ONCE_MS = 40;

/** Kills at a random moment from the first write of an apply on. */
export async function killDuringApply(
  victim: Victim,
  quiet: Quiet,
  kills: number,
  say: (line: string) => void,
): Promise<ApplyKills> {
  const { desk, random } = victim;
  const source = join(desk.folder, 'src');
  const before = await readAll(source);
  await firstWrite(source, () => apply(victim));
  const began = performance.now();
  await untilDelivery('partially_applied');
  const after = await readAll(source);
  const write_ms = performance.now() - began;
  await takeBack();
  let [inside, whole, half, untold, lost_reviews, orphans, slowest_ms] = [0, 0, 0, 0, 0, 0, 0];
  for (let count = 0; count < kills; count += 1) {
    const killAndReturn = await victim.aim();
    await firstWrite(source, () => apply(victim));
    await pause(random() * (count % 2 === 0 ? AT_ONCE_MS : write_ms));
    await killAndReturn();
    const found = stateOf(await readAll(source), before, after);
    const back = performance.now();
    if (found === 'half') inside += 1;
    let state = found;
    while (state === 'half' && performance.now() - back < MENDED_MS) {
      await pause(LOOK_MS);
      state = stateOf(await readAll(source), before, after);
    }
    slowest_ms = Math.max(slowest_ms, performance.now() - back);
    orphans += await victim.orphans();
    if (state === 'half') half += 1;
    if (state === 'after') {
      whole += 1;
      if (!(await untilDelivery('partially_applied'))) untold += 1;
      await takeBack();
    } else {
      if ((await delivery()) !== 'staged') untold += 1;
      if (!(await victim.reviewIsThere())) lost_reviews += 1;
    }
    await quiet.forgetFiles();
    say(`${count + 1} kills during an apply, ${inside} between its writes, ${half} left half`);
    if (state === 'half') break;
  }
  return { kills, inside, whole, half, untold, lost_reviews, orphans, slowest_ms };

  async function delivery(): Promise<string | null> {
    return (await desk.client.call('jobs.get', { params: { job_id: victim.reviewed() } })).delivery_status;
  }

  async function untilDelivery(wanted: string): Promise<boolean> {
    const give_up_at = performance.now() + MENDED_MS;
    while ((await delivery()) !== wanted) {
      if (performance.now() > give_up_at) return false;
      await pause(LOOK_MS);
    }
    return true;
  }

  /** A job that was taken back cannot be applied again: the next kill needs another. */
  async function takeBack(): Promise<void> {
    void victim
      .probe()
      .command('iama.revert', victim.reviewed())
      .catch(() => undefined);
    await untilDelivery('reverted');
    const state = stateOf(await readAll(source), before, after);
    if (state !== 'before') throw new Error(`After the revert the files are ${state}, delivery ${await delivery()}.`);
    await victim.renew();
    await quiet.forgetFiles();
  }
}

/** So many files are a large change, which a person is asked about. */
async function apply({ desk, probe }: Victim): Promise<void> {
  await Promise.all([probe().command('iama.apply'), answerDialog(desk.page, 'Apply All the Same')]);
}

/** Resolves with the first change in the folder after `act` was begun. */
async function firstWrite(folder: string, act: () => Promise<void>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const late = setTimeout(() => reject(new Error('Nothing was written.')), 60_000);
  const watcher = watch(folder, () => resolve());
  try {
    // The host dies under it, or it ends by itself: the files tell.
    void act().catch(() => undefined);
    await promise;
  } finally {
    clearTimeout(late);
    watcher.close();
  }
}

async function readAll(folder: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const name of await readdir(folder))
    texts.set(name, await readFile(join(folder, name), 'latin1').catch(() => ''));
  return texts;
}

function stateOf(
  now: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): 'before' | 'after' | 'half' {
  if (same(now, before)) return 'before';
  return same(now, after) ? 'after' : 'half';
}

function same(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([name, text]) => b.get(name) === text);
}
