import { pruneCalls } from '@iama/engine/lock/prune-calls';
import { settleObservations } from '@iama/engine/lock/settle-observations';
import type { DroppedCall } from '@iama/engine/lock/settle-observations';
import { writeTests } from '@iama/engine/lock/write/write-tests';
import type { PinnedCall, WrittenTests } from '@iama/engine/lock/pinned-call';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import { RunnerError } from '../errors/runner-error.ts';
import type { Bench } from '../run/bench.ts';
import { observeCalls, surveyTargets } from './observe-target.ts';
import { planFile } from './plan-file.ts';
import type { TestPlace } from './place.ts';

/** With so many inputs, chances are good that each branch of a small module is taken. */
const MOST_WHERE_FEW = 80;

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
  const planned = planFile(tree, path, request.symbol, survey.exports, {
    most_per_function: request.most_per_function,
    most_where_few: MOST_WHERE_FEW,
  });
  if (planned === null) {
    throw new RunnerError('WORKSPACE_UNREADABLE', `${path} cannot be read as code.`, 'Mend its syntax first.', [path]);
  }
  const { calls, elsewhere } = planned;
  progress(`${path}: trying ${calls.length} calls, three times`);
  const repetitions = await observeCalls(bench, new Map([[path, { place, calls }]]), timeout_ms);
  const settled = pruneCalls(settleObservations(calls, repetitions.get(path) ?? []));
  const { kept, written, fallen } = await writePassing(request, tree.files.get(path) ?? '', settled.kept);
  const dropped = [...settled.dropped, ...fallen];
  const tests = written === null ? null : { path: place.path, text: written.text, count: kept.length };
  return { path, tests, tried: calls.length, dropped, elsewhere };
}

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
