import { pruneCalls } from '@iama/engine/lock/prune-calls';
import { findDisturbers } from '@iama/engine/lock/find-disturbers';
import type { CallPlan, SurveyedExport } from '@iama/engine/lock/observation';
import type { PlannedCalls } from '@iama/engine/lock/plan-request';
import { settleObservations } from '@iama/engine/lock/settle-observations';
import type { DroppedCall, Repetition, SettledCalls } from '@iama/engine/lock/settle-observations';
import { writeTests } from '@iama/engine/lock/write/write-tests';
import type { PinnedCall, WrittenTests } from '@iama/engine/lock/pinned-call';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import { RunnerError } from '../errors/runner-error.ts';
import type { Bench } from '../run/bench.ts';
import { observeCalls, surveyTargets } from './observe-target.ts';
import { planFile } from './plan-file.ts';
import type { TestPlace } from './place.ts';

/** With so many inputs, chances are good that each branch of a small module is taken. */
const MOST_WHERE_FEW = 250;

export interface PinRequest {
  readonly bench: Bench;
  readonly tree: SourceTree;
  readonly path: string;
  /** Only this top-level name or `Class.method`; null for the whole file. */
  readonly symbol: string | null;
  readonly place: TestPlace;
  /** How often the written tests have to pass before they count. */
  readonly runs: number;
  readonly timeout_ms: number;
  readonly most_per_function: number;
  readonly progress: (line: string) => void;
}

export interface PinnedFile {
  readonly path: string;
  /** Null when nothing could be pinned. */
  readonly tests: { readonly path: string; readonly text: string; readonly count: number } | null;
  readonly tried: number;
  readonly dropped: readonly DroppedCall[];
  /** Exports that another file declares. */
  readonly elsewhere: readonly string[];
}

/**
 * Find out what the exports of a file do, and write it down as a test file that passes. The test file is left in the bench's
 * copy. Throws TARGET_NOT_LOADABLE, WORKSPACE_UNREADABLE, CANCELLED.
 */
export async function pinFile(request: PinRequest): Promise<PinnedFile> {
  const { bench, tree, path, place, progress, timeout_ms } = request;
  progress(`${path}: looking at what it offers`);
  const survey = (await surveyTargets(bench, new Map([[path, place]]), timeout_ms)).get(path);
  if (!survey?.loaded) {
    throw new RunnerError(
      'TARGET_NOT_LOADABLE',
      survey?.reason ?? `${path} was not loaded.`,
      'See that the repository’s own tests run, and that the target can be imported by itself.',
    );
  }
  const most = { most_per_function: request.most_per_function, most_where_few: MOST_WHERE_FEW };
  const plan = (exports: readonly SurveyedExport[]): PlannedCalls | null =>
    planFile(tree, path, request.symbol, exports, most);
  const planned = plan(survey.exports);
  if (planned === null) {
    throw new RunnerError('WORKSPACE_UNREADABLE', `${path} cannot be read as code.`, 'Mend its syntax first.', [path]);
  }
  const { calls, elsewhere } = planned;
  const settled = pruneCalls(
    await settle(request, calls, (without) => {
      const others = survey.exports.filter((each) => !without.has(each.path.join('.')));
      return plan(others)?.calls ?? [];
    }),
  );
  const { kept, written, fallen } = await writePassing(request, tree.files.get(path) ?? '', settled.kept);
  const dropped = [...settled.dropped, ...fallen];
  const tests = written === null ? null : { path: place.path, text: written.text, count: kept.length };
  return { path, tests, tried: calls.length, dropped, elsewhere };
}

/** Without functions that disturb others, if there are such: one call of theirs can cost all that come after it. */
async function settle(
  { bench, path, place, timeout_ms, progress }: PinRequest,
  calls: readonly CallPlan[],
  callsWithout: (functions: ReadonlySet<string>) => readonly CallPlan[],
): Promise<SettledCalls> {
  const observe = async (some: readonly CallPlan[]): Promise<readonly Repetition[]> => {
    progress(`${path}: trying ${some.length} calls, three times`);
    return (await observeCalls(bench, new Map([[path, { place, calls: some }]]), timeout_ms)).get(path) ?? [];
  };
  const repetitions = await observe(calls);
  const settled = settleObservations(calls, repetitions);
  const disturbers = findDisturbers(calls, repetitions[0]?.observations ?? new Map(), settled.dropped);
  if (disturbers.size === 0) return settled;
  const quiet = callsWithout(disturbers);
  const again = settleObservations(quiet, await observe(quiet));
  const disturbs = (plan: CallPlan): boolean => disturbers.has(plan.path.join('.'));
  if (again.kept.length <= settled.kept.filter(({ plan }) => !disturbs(plan)).length) return settled;
  const left = calls.filter(disturbs).map((plan) => ({ plan, reason: DISTURBS }));
  return { kept: again.kept, dropped: [...again.dropped, ...left] };
}

const DISTURBS = 'It changes what other calls give.';

/** What does not hold in the written file is taken out of it, until all of it passes `runs` times. */
async function writePassing(
  { bench, place, path, runs, timeout_ms, progress }: PinRequest,
  source: string,
  calls: readonly PinnedCall[],
): Promise<{ kept: readonly PinnedCall[]; written: WrittenTests | null; fallen: readonly DroppedCall[] }> {
  let kept = calls;
  const fallen: DroppedCall[] = [];
  for (let passes = 0; kept.length > 0;) {
    const written = writeTests(place.style, { path, source }, kept);
    await bench.write(place.path, written.text);
    progress(`${path}: checking ${kept.length} tests, run ${passes + 1} of ${runs}`);
    const { run } = await bench.run(place.discovered, { files: [place.path], timeout_ms });
    const passing = new Set(run.cases.flatMap((each) => (each.status === 'passed' ? [each.name] : [])));
    const lost = new Set([...written.titles].flatMap(([title, id]) => (passing.has(title) ? [] : [id])));
    if (lost.size === 0) {
      passes += 1;
      if (passes >= runs) return { kept, written, fallen };
      continue;
    }
    // A test that fails only now and then must not be counted by the runs before it.
    passes = 0;
    fallen.push(...kept.filter(({ plan }) => lost.has(plan.id)).map(({ plan }) => ({ plan, reason: NOT_HELD })));
    kept = kept.filter(({ plan }) => !lost.has(plan.id));
  }
  await bench.remove(place.path);
  return { kept: [], written: null, fallen };
}

const NOT_HELD = 'It does not hold when it is run as a test.';
