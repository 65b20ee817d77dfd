import { posix } from 'node:path';
import { findCallSites } from '@iama/engine/lock/inputs/find-call-sites';
import { typesIn } from '@iama/engine/lock/inputs/candidates-of-type';
import { readSignatures } from '@iama/engine/lock/inputs/read-signatures';
import { planCalls } from '@iama/engine/lock/plan-calls';
import { settleObservations } from '@iama/engine/lock/settle-observations';
import type { DroppedCall } from '@iama/engine/lock/settle-observations';
import { writeTests } from '@iama/engine/lock/write/write-tests';
import type { PinnedCall, WrittenTests } from '@iama/engine/lock/write/write-tests';
import { moduleGraphOf } from '@iama/engine/js/module-graph';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import { RunnerError } from '../errors/runner-error.ts';
import type { Bench } from './bench.ts';
import { observeCalls, surveyTarget } from './observe-target.ts';
import type { TestPlace } from './test-place.ts';

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

const MOST_CALLS = 600;

/**
 * Find out what the exports of a file do, and write it down as a test file that passes. The test file is left in the bench's
 * copy. Throws TARGET_NOT_LOADABLE, WORKSPACE_UNREADABLE, CANCELLED.
 */
export async function pinFile(request: PinRequest): Promise<PinnedFile> {
  const { bench, tree, path, place, progress, timeout_ms } = request;
  const text = tree.files.get(path);
  const signatures = text === undefined ? null : readSignatures(path, text);
  if (text === undefined || signatures === null) {
    throw new RunnerError('WORKSPACE_UNREADABLE', `${path} cannot be read as code.`, 'Mend its syntax first.', [path]);
  }
  progress(`${path}: looking at what it offers`);
  const exports = await surveyTarget(bench, place, timeout_ms);
  const stem = posix.basename(path, posix.extname(path));
  const names = new Set(
    [stem, ...exports.flatMap((each) => [each.path.at(-1) ?? '', each.name, ...each.methods])].filter(Boolean),
  );
  const { calls, elsewhere } = planCalls({
    stem,
    text,
    exports,
    signatures,
    sites: findCallSites(path, tree.files, names),
    context: { language: 'javascript', types: typesAround(tree, path, text) },
    symbol: request.symbol,
    most_per_function: request.most_per_function,
    most: MOST_CALLS,
  });
  progress(`${path}: trying ${calls.length} calls, three times`);
  const settled = settleObservations(calls, await observeCalls(bench, place, calls, timeout_ms));
  const { kept, written, fallen } = await writePassing(request, text, settled.kept);
  const dropped = [...settled.dropped, ...fallen];
  const tests = written === null ? null : { path: place.path, text: written.text, count: kept.length };
  return { path, tests, tried: calls.length, dropped, elsewhere };
}

/** Types that the file and what it imports declare: an argument's shape is often next door. */
function typesAround(tree: SourceTree, path: string, text: string): ReadonlyMap<string, string> {
  const near = moduleGraphOf(tree)
    .imports(path)
    .map(({ to }) => to);
  const texts = [...new Set(near)].flatMap((each) => [...typesIn(each, tree.files.get(each) ?? '')]);
  return new Map([...texts, ...typesIn(path, text)]);
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
