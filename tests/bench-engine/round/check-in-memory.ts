import { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import type { Patch, PatchFile } from '@iama/contracts/patch/patch';
import { applyEditSet } from '@iama/engine/edit/apply-edit-set';
import { applyPatch } from '@iama/engine/patch/apply-patch';
import { checkPatch } from '@iama/engine/patch/check-patch';
import { reversePatch } from '@iama/engine/patch/reverse-patch';
import { selectLines } from '@iama/engine/patch/select-lines';
import type { AcceptedLines } from '@iama/engine/patch/select-lines';
import type { Dice } from '../trace/dice.ts';
import type { ModelLine, Round } from './make-round.ts';
import { same } from './same.ts';

export interface CheckedRound {
  readonly made: number;
  readonly refused: number;
  readonly is_made: boolean;
}

type Texts = Map<string, string>;

/** The whole set against the model, then a random part of it, then back. Throws where something differs. */
export function checkInMemory(round: Round, dice: Dice): CheckedRound {
  const base: Texts = new Map(round.files.map((file) => [file.path, file.text]));
  const blocks = round.edits.reduce(
    (sum, each) => sum + (each.op === 'EXACT_SEARCH_REPLACE' ? each.blocks.length : 0),
    0,
  );
  if (round.edits.length === 0) return { made: 0, refused: 0, is_made: false };
  const outcome = applyEditSet(
    { files: base, paths: new Set(base.keys()) },
    PatchEditSet.parse({ edits: round.edits }),
  );
  if (!outcome.ok) {
    const codes = outcome.refusals.map((each) => each.code);
    if (round.expected !== 'refused' && !round.may_refuse) same(outcome.refusals, [], 'a set that fits was refused');
    // Brackets with other blanks around them are not looked for at all.
    const allowed = round.may_refuse ? ['SEARCH_AMBIGUOUS', 'SEARCH_NOT_FOUND'] : ['SEARCH_AMBIGUOUS'];
    if (codes.some((code) => !allowed.includes(code))) same(outcome.refusals, [], 'refused for another reason');
    return { made: 0, refused: blocks, is_made: false };
  }
  if (round.expected === 'refused') same('made', 'refused', 'a set with a block of several places');
  else compare(base, apply(base, outcome.patch), round.expected);
  same(checkPatch(outcome.patch), null, 'the patch');
  const accepted = someLines(outcome.patch, dice);
  const selected = selectLines(outcome.patch, accepted, (path) => base.get(path) ?? null);
  if (!selected.ok) throw new Error(selected.refusal.message);
  same(checkPatch(selected.patch), null, 'the accepted part');
  for (const { hunk } of selected.added) accepted.set(hunk, 'all');
  const after = apply(base, selected.patch);
  same(after, byHand(base, outcome.patch, accepted), 'the accepted part');
  const reverse = reversePatch(selected.patch, (path) => base.get(path) ?? null);
  same(apply(after, reverse), base, 'back from the accepted part');
  return { made: blocks, refused: 0, is_made: outcome.patch.files.length > 0 };
}

function apply(texts: Texts, patch: Patch): Texts {
  const applied = applyPatch(patch, (path) => texts.get(path) ?? null);
  if (!applied.ok) throw new Error(`${applied.refusal.code} ${applied.refusal.path}`);
  const after = new Map(texts);
  for (const each of applied.files) {
    if (each.after === null) after.delete(each.path);
    else after.set(each.path, each.after);
  }
  return new Map([...after].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function compare(base: Texts, after: Texts, expected: ReadonlyMap<string, readonly ModelLine[] | null>): void {
  for (const [path, lines] of expected) {
    const text = after.get(path);
    if (lines === null) {
      same(text, undefined, path);
      continue;
    }
    const actual = (text ?? '').match(/[^\n]*\n|[^\n]+$/g) ?? [];
    same(
      actual.map((line) => line.replace(/\r?\n$/, '')),
      lines.map((line) => line.text),
      path,
    );
    lines.forEach((line, index) => {
      if (line.end !== null)
        same((actual[index] ?? '').slice(line.text.length), line.end, `${path}, end of line ${index + 1}`);
    });
  }
  for (const [path, text] of base) if (!expected.has(path)) same(after.get(path), text, path);
}

function someLines(patch: Patch, dice: Dice): Map<string, AcceptedLines> {
  const accepted = new Map<string, AcceptedLines>();
  for (const hunk of patch.files.flatMap((file) => file.hunks)) {
    const changed = hunk.lines.flatMap((line, index) => (/^[+-]/.test(line) ? [index] : []));
    const how = dice.pick(['none', 'all', 'all', 'some'] as const);
    if (how === 'none') continue;
    const chosen = new Set(changed.filter(() => dice.chance(0.6)));
    accepted.set(hunk.id, how === 'all' || chosen.size === 0 ? 'all' : chosen);
  }
  return accepted;
}

/** What reading the diff line by line gives. */
function byHand(base: Texts, patch: Patch, accepted: ReadonlyMap<string, AcceptedLines>): Texts {
  const after = new Map(base);
  for (const file of patch.files) {
    const chosen = file.hunks.filter((hunk) => accepted.has(hunk.id));
    if (chosen.length === 0) continue;
    const text = linesByHand(base.get(file.path) ?? '', file, accepted);
    after.delete(file.path);
    const isAllGone = file.change === 'delete' && text === '';
    if (!isAllGone) after.set(file.new_path ?? file.path, text);
  }
  return new Map([...after].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function linesByHand(base: string, file: PatchFile, accepted: ReadonlyMap<string, AcceptedLines>): string {
  const lines = base.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const end = base.slice(0, base.indexOf('\n') + 1).endsWith('\r\n') ? '\r\n' : '\n';
  const out: string[] = [];
  let at = 0;
  for (const hunk of file.hunks) {
    const start = hunk.old_lines === 0 ? hunk.old_start : hunk.old_start - 1;
    while (at < start) out.push(lines[at++] ?? '');
    const chosen = accepted.get(hunk.id) ?? new Set<number>();
    // What goes and what comes between two lines that stay; null for a line that is left out.
    let gone: (string | null)[] = [];
    let come: (string | null)[] = [];
    const close = (): void => {
      // As many as go come: the second replaces the second. Else all that comes stands below what goes.
      const isPaired = gone.length === come.length;
      const all = isPaired ? gone.flatMap((line, place) => [line, come[place] ?? null]) : [...gone, ...come];
      out.push(...all.filter((line) => line !== null));
      [gone, come] = [[], []];
    };
    hunk.lines.forEach((shown, index) => {
      if (shown.startsWith('\\')) return;
      const text = shown.slice(1) + (hunk.lines[index + 1]?.startsWith('\\') ? '' : '\n');
      const isChosen = chosen === 'all' || chosen.has(index);
      if (!shown.startsWith('+')) at += 1;
      if (shown.startsWith('-')) gone.push(isChosen ? null : text);
      else if (shown.startsWith('+')) come.push(isChosen ? text : null);
      else {
        close();
        out.push(text);
      }
    });
    close();
  }
  while (at < lines.length) out.push(lines[at++] ?? '');
  return out.map((line, index) => (index < out.length - 1 && !line.endsWith('\n') ? line + end : line)).join('');
}
