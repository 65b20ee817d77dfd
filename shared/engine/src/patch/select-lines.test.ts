import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Patch } from '@iama/contracts/patch/patch';
import type { Finding } from '@iama/contracts/recipe';
import { applyPatch } from './apply-patch.ts';
import { buildPatch } from './build-patch.ts';
import { checkPatch } from './check-patch.ts';
import { inPlace } from './edits-of-lines.ts';
import type { FileChange } from './file-change.ts';
import { NO_NEWLINE } from './make-hunks.ts';
import { selectLines } from './select-lines.ts';
import type { AcceptedLines } from './select-lines.ts';

const treeOf = (files: Record<string, string>) => ({
  files: new Map(Object.entries(files)),
  paths: new Set(Object.keys(files)),
});

/** The text that comes out, null for a file that is gone. */
function resultOf(base: string | null, patch: Patch, accepted: ReadonlyMap<string, AcceptedLines>): string | null {
  const selected = selectLines(patch, accepted, () => base);
  assert.ok(selected.ok, JSON.stringify(selected));
  assert.equal(checkPatch(selected.patch), null);
  const applied = applyPatch(selected.patch, () => base);
  assert.ok(applied.ok, JSON.stringify(applied));
  const [file] = applied.files;
  return file === undefined ? base : file.after;
}

/** The same by hand: the base's lines, and in each hunk what is shown, taken or left. */
function byHand(base: string, patch: Patch, accepted: ReadonlyMap<string, AcceptedLines>): string {
  const lines = base.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const out: string[] = [];
  let at = 0;
  for (const hunk of patch.files[0]?.hunks ?? []) {
    const start = hunk.old_lines === 0 ? hunk.old_start : hunk.old_start - 1;
    while (at < start) out.push(lines[at++] ?? '');
    const chosen = accepted.get(hunk.id) ?? new Set<number>();
    let run: { sign: string; text: string; isIn: boolean }[] = [];
    const close = () => {
      out.push(...inPlace(run).flatMap(({ text, isIn }) => (isIn ? [text] : [])));
      run = [];
    };
    hunk.lines.forEach((shown, index) => {
      if (shown === NO_NEWLINE) return;
      const sign = shown.charAt(0);
      const text = shown.slice(1) + (hunk.lines[index + 1] === NO_NEWLINE ? '' : '\n');
      const isChosen = chosen === 'all' || chosen.has(index);
      if (sign !== '+') at += 1;
      if (sign === ' ') close();
      if (sign === ' ') out.push(text);
      else run.push({ sign, text, isIn: (sign === '+') === isChosen });
    });
    close();
  }
  while (at < lines.length) out.push(lines[at++] ?? '');
  return out.map((line, index) => (index < out.length - 1 && !line.endsWith('\n') ? `${line}\n` : line)).join('');
}

const someLine = fc.constantFrom('a', 'b', 'c', '', '  x', 'd');
const someText = fc
  .tuple(fc.array(someLine, { maxLength: 40 }), fc.constantFrom('', 'z'))
  .map(([lines, last]) => lines.map((line) => `${line}\n`).join('') + last);
const someCase = someText.chain((base) =>
  fc.record({
    base: fc.constant(base),
    wishes: fc.array(
      fc.record({
        at: fc.nat(base.length),
        length: fc.nat(12),
        text: fc.constantFrom('', 'N', 'N\n', '\nM\nO', 'P\nQ\n'),
      }),
      { maxLength: 6 },
    ),
    choices: fc.infiniteStream(fc.nat(3)),
  }),
);

function patchOf(base: string, wishes: readonly { at: number; length: number; text: string }[]): Patch {
  const edits: { start: number; end: number; replacement: string; finding_id: string }[] = [];
  for (const [index, wish] of wishes.toSorted((a, b) => a.at - b.at).entries()) {
    const start = Math.max(wish.at, edits.at(-1)?.end ?? 0);
    const end = Math.max(start, Math.min(base.length, start + wish.length));
    edits.push({ start, end, replacement: wish.text, finding_id: `f${index}` });
  }
  return buildPatch(treeOf({ 'a.txt': base }), [{ change: 'modify', path: 'a.txt', edits }], []);
}

describe('accepting single lines', () => {
  it('gives what reading the diff line by line gives', () => {
    fc.assert(
      fc.property(someCase, ({ base, wishes, choices }) => {
        const patch = patchOf(base, wishes);
        const accepted = new Map<string, AcceptedLines>();
        for (const hunk of patch.files[0]?.hunks ?? []) {
          const mode = choices.next().value;
          if (mode === 0) continue;
          const changed = hunk.lines.flatMap((line, index) => (/^[+-]/.test(line) ? [index] : []));
          accepted.set(hunk.id, mode === 1 ? 'all' : new Set(changed.filter(() => choices.next().value > 1)));
        }
        assert.equal(resultOf(base, patch, accepted), byHand(base, patch, accepted));
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps a line that stays at its place among those that are replaced', () => {
    const base = 'a\nb\nc\n';
    const patch = patchOf(base, [{ at: 0, length: 6, text: 'A\nB\nC\n' }]);
    const hunk = patch.files[0]?.hunks[0];
    assert.deepEqual(hunk?.lines, ['-a', '-b', '-c', '+A', '+B', '+C']);
    assert.equal(resultOf(base, patch, new Map([[hunk?.id ?? '', new Set([0, 2, 3, 5])]])), 'A\nb\nC\n');
  });

  it('leaves the rest of a new file out, and the rest of a deleted one in place', () => {
    const made = buildPatch(treeOf({}), [{ change: 'create', path: 'n.txt', text: 'a\nb\nc\n', finding_id: 'f' }], []);
    const [hunk] = made.files[0]?.hunks ?? [];
    assert.equal(resultOf(null, made, new Map([[hunk?.id ?? '', new Set([0, 2])]])), 'a\nc\n');
    const base = 'a\nb\nc\n';
    const gone = buildPatch(treeOf({ 'g.txt': base }), [{ change: 'delete', path: 'g.txt', finding_id: 'f' }], []);
    const [all] = gone.files[0]?.hunks ?? [];
    assert.equal(resultOf(base, gone, new Map([[all?.id ?? '', new Set([1])]])), 'a\nc\n');
    assert.equal(resultOf(base, gone, new Map([[all?.id ?? '', new Set([0, 1, 2])]])), null);
  });

  it('keeps Windows line ends, also where a last line gets a neighbour', () => {
    const base = 'a\r\nb';
    const edits = [{ start: 3, end: 4, replacement: 'B\r\nC', finding_id: 'f' }];
    const patch = buildPatch(treeOf({ 'a.txt': base }), [{ change: 'modify', path: 'a.txt', edits }], []);
    const hunk = patch.files[0]?.hunks[0];
    const added = hunk?.lines.findIndex((line) => line.startsWith('+C')) ?? -1;
    assert.equal(resultOf(base, patch, new Map([[hunk?.id ?? '', new Set([added])]])), 'a\r\nb\r\nC');
  });

  const lines = Array.from({ length: 40 }, (_, index) => `line ${index}\n`);
  const text = lines.join('');
  const at = (line: number): number => lines.slice(0, line).join('').length;
  const changes: FileChange[] = [
    {
      change: 'modify',
      path: 'a.txt',
      edits: [
        { start: at(2), end: at(4), replacement: 'two\nthree\n', finding_id: 'one' },
        { start: at(20), end: at(22), replacement: 'twenty\nmore\n', finding_id: 'two' },
      ],
    },
  ];
  const findings: Finding[] = ['one', 'two'].map((id) => ({
    id,
    kind: 'test',
    path: 'a.txt',
    symbol: null,
    line: 1,
    message: id,
    group: 'pair',
  }));

  it('takes what the lines need along whole, and keeps what depends on what under new ids', () => {
    const patch = buildPatch(treeOf({ 'a.txt': text }), changes, findings);
    const [first, second] = patch.files[0]?.hunks ?? [];
    assert.ok(first && second);
    const index = first.lines.findIndex((line) => line === '+two');
    const selected = selectLines(patch, new Map([[first.id, new Set([index])]]), () => text);
    assert.ok(selected.ok);
    // Each needs the other, so the first is needed whole as well.
    assert.deepEqual(selected.added.map((each) => each.hunk).toSorted(), [first.id, second.id].toSorted());
    assert.deepEqual(selected.patch, patch);

    const oneWay = structuredClone(patch);
    const needed = oneWay.files[0]?.hunks[1];
    assert.ok(needed);
    needed.depends_on = [];
    const part = selectLines(oneWay, new Map([[first.id, new Set([index])]]), () => text);
    assert.ok(part.ok);
    const [made, kept] = part.patch.files[0]?.hunks ?? [];
    assert.notEqual(made?.id, first.id);
    assert.deepEqual(made?.depends_on, [second.id]);
    assert.equal(kept?.id, second.id);
  });

  it('is refused for a line that is only shown, a hunk that is not there, and a base that moved on', () => {
    const patch = buildPatch(treeOf({ 'a.txt': text }), changes, []);
    const id = patch.files[0]?.hunks[0]?.id ?? '';
    const codeOf = (accepted: [string, AcceptedLines][], base: string | null = text): string => {
      const outcome = selectLines(patch, new Map(accepted), () => base);
      return outcome.ok ? 'selected' : outcome.refusal.code;
    };
    assert.equal(codeOf([[id, new Set([0])]]), 'UNKNOWN_HUNK');
    assert.equal(codeOf([['h-none', 'all']]), 'UNKNOWN_HUNK');
    assert.equal(codeOf([[id, 'all']], `${text}more\n`), 'BASE_CHANGED');
    assert.equal(codeOf([[id, 'all']], null), 'BASE_MISSING');
    assert.equal(codeOf([[id, new Set()]]), 'selected');
  });
});
