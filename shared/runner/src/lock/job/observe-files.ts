import type { RecipeId } from '@iama/contracts/recipe';
import { pruneCalls } from '@iama/engine/lock/prune-calls';
import { settleObservations } from '@iama/engine/lock/settle-observations';
import type { DroppedCall } from '@iama/engine/lock/settle-observations';
import type { PinnedCall } from '@iama/engine/lock/pinned-call';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { Bench } from '../../run/bench.ts';
import { observeCalls, surveyTargets } from '../observe-target.ts';
import { planFile } from '../plan-file.ts';
import type { TestPlace } from '../place.ts';
import { reasonAgainstCall } from './agreed-change.ts';
import { callsAfter } from './calls-after.ts';
import type { PlannedLoad } from './calls-after.ts';
import type { AfterSurvey } from './offers-after.ts';

export interface ObserveRequest {
  readonly bench: Bench;
  readonly tree: SourceTree;
  readonly recipe_id: RecipeId;
  /** Where the tests of each file go. */
  readonly places: ReadonlyMap<string, TestPlace>;
  /** What modules offer with the plan carried out, of those that might offer less or be loaded another way. */
  readonly after: ReadonlyMap<string, AfterSurvey>;
  /** Only this name of the one file that it is in; null for whole files. */
  readonly symbol: { readonly path: string; readonly name: string } | null;
  readonly timeout_ms: number;
}

/** What a file does, call by call; `kept` can be pinned. */
export interface ObservedFile {
  readonly path: string;
  readonly place: TestPlace;
  /** How its tests load it with the plan carried out, where that is another way. */
  readonly after: PlannedLoad | null;
  readonly tried: number;
  readonly kept: readonly PinnedCall[];
  readonly dropped: readonly DroppedCall[];
}

export interface NotPinned {
  readonly path: string;
  readonly reason: string;
}

interface Watched {
  readonly place: TestPlace;
  readonly calls: readonly PinnedCall['plan'][];
  readonly taken_out: readonly DroppedCall[];
  readonly after: PlannedLoad | null;
}

/** Fewer than `iama lock` tries: a person waits for the job. */
const MOST_CALLS = { most_per_function: 8, most_where_few: 20 };

/** Find out what files do today, all of them in a few runs. The copy holds nothing of it when this returns. */
export async function observeFiles(
  request: ObserveRequest,
): Promise<{ readonly files: readonly ObservedFile[]; readonly not_pinned: readonly NotPinned[] }> {
  const { bench, tree, recipe_id, places, after, symbol, timeout_ms } = request;
  const not_pinned: NotPinned[] = [];
  const observers = new Map<string, Watched>();
  for (const [path, survey] of await surveyTargets(bench, places, timeout_ms)) {
    const place = places.get(path);
    if (!place) continue;
    const name = symbol?.path === path ? symbol.name : null;
    const planned = survey.loaded ? planFile(tree, path, name, survey.exports, MOST_CALLS) : null;
    const { calls, load, reason } = callsAfter(planned?.calls ?? [], after.get(path));
    const taken = planned?.calls.filter((plan) => !calls.includes(plan)) ?? [];
    const taken_out = taken.map((plan) => ({ plan, reason: 'The plan takes it out.' }));
    if (reason !== null) not_pinned.push({ path, reason });
    else if (calls.length > 0) observers.set(path, { place, calls, taken_out, after: load });
    else if (taken.length > 0) not_pinned.push({ path, reason: 'The plan takes out all that it exports.' });
    else if (!survey.loaded) not_pinned.push({ path, reason: survey.reason.slice(0, 600) });
    else not_pinned.push({ path, reason: planned ? NOTHING_CALLABLE : 'It cannot be read as code.' });
  }
  const repetitions = await observeCalls(bench, observers, timeout_ms);
  const files: ObservedFile[] = [];
  for (const [path, { place, calls, taken_out, after: load }] of observers) {
    const settled = pruneCalls(settleObservations(calls, repetitions.get(path) ?? []));
    const left = settled.kept.flatMap(({ plan, observation }) => {
      const reason = reasonAgainstCall(recipe_id, observation);
      return reason === null ? [] : [{ plan, reason }];
    });
    const out = new Set(left.map(({ plan }) => plan));
    const kept = settled.kept.filter(({ plan }) => !out.has(plan));
    const dropped = [...settled.dropped, ...left, ...taken_out];
    if (kept.length > 0)
      files.push({ path, place, after: load, tried: calls.length + taken_out.length, kept, dropped });
    else not_pinned.push({ path, reason: whyNothing(calls.length, dropped) });
  }
  return { files, not_pinned };
}

const NOTHING_CALLABLE = 'It exports nothing that could be called.';

function whyNothing(tried: number, [first]: readonly DroppedCall[]): string {
  return `None of ${tried} calls could be pinned${first ? `; of the first: ${first.reason}` : '.'}`;
}
