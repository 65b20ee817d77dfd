/**
 * Measures the edit engine against search/replace cases of other tools:
 *
 *     node tests/bench-engine/edits-corpus.ts <edits.json>
 *
 * A case is `{name, before, edits: [{search, replace, all?}], expected | expected_error, tags}`. A case whose tool takes the
 * first of several places (tag `ambiguous`) also counts as right when it is refused. An edit is in the wrong place when a
 * text comes out that is not the expected one.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { applyEditSet } from '@iama/engine/edit/apply-edit-set';
import { applyEdits } from '@iama/engine/patch/apply-edits';
import { z } from 'zod';

const Case = z.object({
  name: z.string(),
  before: z.string(),
  edits: z.array(z.object({ search: z.string(), replace: z.string(), all: z.boolean().optional() })),
  expected: z.string().optional(),
  expected_error: z.string().optional(),
  tags: z.array(z.string()).default([]),
});
type Case = z.infer<typeof Case>;

export interface CorpusFigures {
  readonly ok: boolean;
  readonly passed: number;
  readonly total: number;
  /** Cases where other text came out than expected, and not a refusal. */
  readonly wrong_place: number;
  readonly misses: readonly { readonly name: string; readonly reason: string }[];
  readonly line: string;
}

/** The share that has to come out as expected. */
const LEAST_PASSED = 0.95;

export function measureCorpus(file: string): CorpusFigures {
  const cases = z.array(Case).parse(JSON.parse(readFileSync(file, 'utf8')));
  const results = cases.map((each) => ({ name: each.name, ...judge(each) }));
  const misses = results.flatMap(({ name, reason }) => (reason === null ? [] : [{ name, reason }]));
  const wrong_place = results.filter((each) => each.is_wrong_place).length;
  const passed = cases.length - misses.length;
  const ok = passed >= cases.length * LEAST_PASSED && wrong_place === 0;
  const line = `edits of other tools: ${passed} of ${cases.length} as expected, ${wrong_place} in the wrong place`;
  return { ok, passed, total: cases.length, wrong_place, misses, line };
}

function judge(each: Case): { reason: string | null; is_wrong_place: boolean } {
  const actual = outcomeOf(each);
  const isRefused = actual.text === null;
  if (each.expected === undefined) {
    return isRefused ? right() : { reason: 'made, where an error is expected', is_wrong_place: true };
  }
  if (actual.text === each.expected) return right();
  if (isRefused && each.tags.includes('ambiguous')) return right();
  if (isRefused) return { reason: actual.said, is_wrong_place: false };
  return { reason: `gave ${JSON.stringify(actual.text).slice(0, 200)}`, is_wrong_place: true };
}

function right(): { reason: null; is_wrong_place: false } {
  return { reason: null, is_wrong_place: false };
}

function outcomeOf({ before, edits }: Case): { text: string | null; said: string } {
  const path = 'case.txt';
  const outcome = applyEditSet(
    { files: new Map([[path, before]]), paths: new Set([path]) },
    {
      schema_version: 1,
      matching: 'tolerant',
      base_sha256: {},
      edits: [{ op: 'EXACT_SEARCH_REPLACE', path, blocks: edits }],
    },
  );
  if (!outcome.ok)
    return { text: null, said: outcome.refusals.map((each) => `${each.code}: ${each.message}`).join(' ') };
  return { text: applyEdits(before, outcome.patch.files[0]?.edits ?? []), said: '' };
}

if (process.argv[1] === import.meta.filename) {
  const figures = measureCorpus(resolve(process.argv[2] ?? 'edits.json'));
  for (const { name, reason } of figures.misses) console.log(`miss  ${name}\n      ${reason}`);
  console.log(`${figures.ok ? 'kept  ' : 'MISSED'}  ${figures.line}`);
  process.exitCode = figures.ok ? 0 : 1;
}
