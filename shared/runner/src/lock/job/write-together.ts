import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import type { DroppedCall } from '@iama/engine/lock/settle-observations';
import { writeTests } from '@iama/engine/lock/write/write-tests';
import type { PinnedCall, WrittenTests } from '@iama/engine/lock/pinned-call';
import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { Bench } from '../../run/bench.ts';
import { idOfWritten } from './lock-record.ts';
import type { WrittenTest } from './lock-record.ts';
import type { NotPinned, ObservedFile } from './observe-files.ts';
import { runWritten } from './run-written.ts';

/** A file whose tests pass. */
export interface PinnedPath {
  readonly path: string;
  readonly tests: number;
  readonly tried: number;
  readonly dropped: readonly DroppedCall[];
  readonly written: WrittenTest;
}

export interface WrittenTogether {
  readonly pinned: readonly PinnedPath[];
  readonly not_pinned: readonly NotPinned[];
  /** The last run of all of them, on the unchanged code: every test of it passed. */
  readonly runs: readonly SuiteRun[];
}

export interface WriteRequest {
  readonly bench: Bench;
  readonly tree: SourceTree;
  readonly files: readonly ObservedFile[];
  readonly timeout_ms: number;
  /** Goes over every title, before it is cut short. */
  readonly mask: (text: string) => string;
  readonly progress: (line: string) => void;
  /** Then one pass has to be enough: what the tests hold was seen three times before. */
  readonly inAHurry: () => boolean;
}

/** All tests have to pass so often in a row, beside each other, before they count. */
const PASSES = 2;
/** So often tests that fail are taken out before the rest is given up. */
const MOST_ROUNDS = 5;
const NOT_HELD = 'It does not hold when it is run as a test.';

interface Draft {
  readonly file: ObservedFile;
  readonly kept: readonly PinnedCall[];
  readonly dropped: readonly DroppedCall[];
  readonly text: WrittenTests;
  /** The same tests, as they load the file with the plan carried out. */
  readonly after_text: string | null;
}

/** Write what was observed as tests, and run them as they will be run after the edit. What does not pass is taken out. */
export async function writeTogether(request: WriteRequest): Promise<WrittenTogether> {
  const { bench, tree, files, timeout_ms, mask, progress, inAHurry } = request;
  const draft = (file: ObservedFile, kept: readonly PinnedCall[], dropped: readonly DroppedCall[]): Draft => {
    const source = tree.files.get(file.path) ?? '';
    const text = writeTests(file.place.style, { path: file.path, source }, kept, mask);
    const { after } = file;
    const after_text = after && writeTests(after.style, { path: after.target, source }, kept, mask).text;
    return { file, kept, dropped, text, after_text };
  };
  let drafts = files.map((file) => draft(file, file.kept, file.dropped));
  const not_pinned: NotPinned[] = [];
  let runs: readonly SuiteRun[] = [];
  for (let passes = 0, round = 0; passes < PASSES && drafts.length > 0; round += 1) {
    const written = drafts.map(writtenTest);
    runs = await runWritten(bench, written, timeout_ms, progress);
    const lost = new Map(drafts.map((each) => [each, lostCalls(each, runs)]));
    if ([...lost.values()].every(({ size }) => size === 0)) {
      passes += inAHurry() ? PASSES : 1;
      continue;
    }
    // A test that fails only now and then must not be counted by the runs before it.
    passes = 0;
    const is_over = round >= MOST_ROUNDS;
    drafts = drafts.flatMap((each) => {
      const out = lost.get(each) ?? new Set();
      if (out.size === 0 && !is_over) return [each];
      const kept = is_over ? [] : each.kept.filter(({ plan }) => !out.has(plan.id));
      const fallen = each.kept.filter(({ plan }) => out.has(plan.id)).map(({ plan }) => ({ plan, reason: NOT_HELD }));
      if (kept.length > 0) return [draft(each.file, kept, [...each.dropped, ...fallen])];
      not_pinned.push({ path: each.file.path, reason: 'Its tests do not pass beside the others.' });
      return [];
    });
  }
  const pinned = drafts.map((each) => ({
    path: each.file.path,
    tests: each.kept.length,
    tried: each.file.tried,
    dropped: each.dropped,
    written: writtenTest(each),
  }));
  return { pinned, not_pinned, runs: drafts.length === 0 ? [] : runs };
}

/** Its own suite, so that its tests are never counted among those of the repository. */
function writtenTest({ file, text, after_text }: Draft): WrittenTest {
  const { path, discovered } = file.place;
  const { suite, line } = discovered;
  const written = { path, text: text.text, line, suite: { ...suite, id: idOfWritten(suite.id) } };
  if (file.after === null || after_text === null) return written;
  const { target, is_module } = file.after;
  return { ...written, after: { target, is_module, text: after_text } };
}

function lostCalls({ file, text }: Draft, runs: readonly SuiteRun[]): ReadonlySet<string> {
  const cases = runs.flatMap((run) => run.cases).filter((each) => each.file === file.place.path);
  const passing = new Set(cases.flatMap(({ name, status }) => (status === 'passed' ? [name] : [])));
  return new Set([...text.titles].flatMap(([title, id]) => (passing.has(title) ? [] : [id])));
}
