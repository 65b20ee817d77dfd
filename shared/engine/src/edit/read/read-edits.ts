import { isPatchStart, readCodexPatch } from './read-codex-patch.ts';
import { readEditJson } from './read-edit-json.ts';
import { isBlockStart, readFences } from './read-fences.ts';
import type { ReadEdits } from './read-outcome.ts';
import { isDiffStart, readUnifiedDiff } from './read-unified-diff.ts';

const JSON_FENCE = /^\s*(?:`{3,}|~{3,})\s*(?:json[c5]?)?\s*\n(?=\s*[[{])/m;
/** Without a fence, only what speaks of edits is taken for them. */
const BARE_JSON = /^[^\S\n]*(?=[[{][\s\S]*\bop["']?\s*:)/m;

/**
 * Edits out of what a model wrote: SEARCH/REPLACE fences in the styles in use, `*** Begin Patch` envelopes, diffs, or JSON of an
 * edit set, with prose around them. `paths` are the files there are; they help to tell a file's name from other words.
 *
 * A text that breaks off inside an edit is refused, also at its very end: what is missing could be most of the new code.
 */
export function readEdits(text: string, paths: ReadonlySet<string> = new Set()): ReadEdits {
  const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  if (/^\s*[[{]/.test(plain)) return readEditJson(plain, 1);
  // Each format may be text inside of the other; the one that starts first is the one that is meant.
  const lines = plain.split('\n');
  const first = lines.findIndex((line, at) => isPatchStart(line) || isBlockStart(line) || isDiffStart(lines, at));
  if (isPatchStart(lines[first] ?? '')) return readCodexPatch(plain);
  if (isDiffStart(lines, first)) return readUnifiedDiff(plain);
  const fences = readFences(plain, paths);
  if (fences.set !== null || fences.problems.length > 0) return fences;
  const json = JSON_FENCE.exec(plain) ?? BARE_JSON.exec(plain);
  if (json) {
    const start = json.index + json[0].length;
    return readEditJson(plain.slice(start), lineOf(plain, start));
  }
  const message =
    'There are no edits here: no SEARCH/REPLACE block, no "*** Begin Patch", no diff, no JSON of an edit set.';
  return { format: 'none', set: null, problems: [{ line: 1, message }] };
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
