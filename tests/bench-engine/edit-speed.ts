/**
 * How long 1,000 blocks on a 200 kB file take, against the least code that could do it:
 *
 *     node tests/bench-engine/edit-speed.ts
 */
import { planFile } from '@iama/engine/edit/plan-file';
import { applyEdits } from '@iama/engine/patch/apply-edits';
import type { SearchReplaceBlock } from '@iama/contracts/edit/patch-edit';

const BLOCKS = 1000;
const LIMIT_MS = 100;
/** As many as make 200 kB. */
const FUNCTIONS = 1430;
const ROUNDS = 7;

export interface SpeedFigures {
  readonly ok: boolean;
  /** Medians of several rounds after one that warms up. */
  readonly engine_ms: number;
  readonly naive_ms: number;
  readonly line: string;
}

export function measureEditSpeed(): SpeedFigures {
  const { text, blocks } = sample();
  const ops = [{ edit: 0, op: { op: 'EXACT_SEARCH_REPLACE' as const, path: 'a.txt', blocks: [...blocks] } }];
  const engine = (): string => {
    const placed = planFile('a.txt', text, ops, 'tolerant');
    if (placed.refusals.length > 0) throw new Error(placed.refusals[0]?.message);
    return applyEdits(
      text,
      placed.edits.map(({ start, end, replacement }) => ({ start, end, replacement, finding_id: '' })),
    );
  };
  const naive = (): string => {
    let after = text;
    for (const { search, replace } of blocks) {
      const at = after.indexOf(search);
      after = after.slice(0, at) + replace + after.slice(at + search.length);
    }
    return after;
  };
  if (engine() !== naive()) throw new Error('The engine and the naive edits give different texts.');
  const engine_ms = median(engine);
  const naive_ms = median(naive);
  const ok = engine_ms <= LIMIT_MS;
  const line = `${BLOCKS} blocks on ${Math.round(text.length / 1000)} kB: ${engine_ms.toFixed(1)} ms, limit ${LIMIT_MS} ms; indexOf and splice, which see neither ambiguity nor overlap: ${naive_ms.toFixed(1)} ms`;
  return { ok, engine_ms, naive_ms, line };
}

/** A long file of short functions; a block in three looks for one line, the others for several. */
function sample(): { text: string; blocks: readonly SearchReplaceBlock[] } {
  const functions = Array.from({ length: FUNCTIONS }, (_, index) => [
    `export function price${index}(amount) {`,
    `  const rate = rates.get('area-${index}') ?? 1;`,
    '  if (amount < 0) return 0;',
    `  return amount * rate + ${index};`,
    '}',
    '',
  ]);
  const blocks = Array.from({ length: BLOCKS }, (_, index): SearchReplaceBlock => {
    const [head = '', rate = '', guard = ''] = functions[(index * 7) % BLOCKS] ?? [];
    if (index % 3 === 0) return { search: head, replace: head.replace('amount', 'amount = 0') };
    return { search: [head, rate, guard].join('\n'), replace: [head, rate, '  if (amount <= 0) return 0;'].join('\n') };
  });
  return { text: functions.flat().join('\n'), blocks };
}

function median(work: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
}

if (process.argv[1] === import.meta.filename) {
  const figures = measureEditSpeed();
  console.log(`${figures.ok ? 'kept  ' : 'MISSED'}  ${figures.line}`);
  process.exitCode = figures.ok ? 0 : 1;
}
