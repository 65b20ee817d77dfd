import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyPatch as jsdiffApply, parsePatch } from 'diff';
import { Patch } from '@iama/contracts/patch/patch';
import type { TextEdit } from '@iama/contracts/patch/patch';
import type { Finding } from '@iama/contracts/recipe';
import { applyEdits } from './apply-edits.ts';
import { applyPatch } from './apply-patch.ts';
import { buildPatch } from './build-patch.ts';
import { checkPatch } from './check-patch.ts';
import type { FileChange } from './file-change.ts';
import { renderUnifiedDiff } from './render-unified-diff.ts';
import { reversePatch } from './reverse-patch.ts';
import { selectHunks } from './select-hunks.ts';

/** Texts with all line endings, blank lines, astral characters, with and without a final newline. */
const someText = fc
  .array(
    fc.tuple(
      fc.constantFrom('', 'a', 'bb', 'let x = 1;', '  }', 'é😀', 'same'),
      fc.constantFrom('\n', '\r\n', '\n', '\r'),
    ),
    {
      maxLength: 40,
    },
  )
  .chain((lines) => fc.constantFrom('', 'last').map((last) => lines.map(([line, end]) => line + end).join('') + last));

/** Sorted edits without overlaps that never cut a surrogate pair, each asked for by one of five findings. */
function someEdits(text: string): fc.Arbitrary<TextEdit[]> {
  return fc
    .array(
      fc.record({
        at: fc.nat({ max: text.length }),
        length: fc.oneof(fc.constant(0), fc.nat({ max: 30 })),
        replacement: fc.constantFrom('', '', 'x', 'x\n', '\r\ny', 'same\n', 'one\ntwo\n', '😀'),
        finding: fc.nat({ max: 4 }),
      }),
      { maxLength: 8 },
    )
    .map((wishes) => {
      const edits: TextEdit[] = [];
      for (const wish of wishes.toSorted((a, b) => a.at - b.at)) {
        const start = Math.max(whole(text, wish.at), edits.at(-1)?.end ?? 0);
        const end = Math.max(start, whole(text, Math.min(text.length, start + wish.length)));
        edits.push({ start, end, replacement: wish.replacement, finding_id: `f${wish.finding}` });
      }
      // An insertion where another edit starts comes first: the order that composing gives.
      return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
    });
}

function whole(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}

const findings: Finding[] = [0, 1, 2, 3, 4].map((n) => ({
  id: `f${n}`,
  kind: 'test',
  path: 'a.ts',
  symbol: null,
  line: 1,
  message: `finding ${n}`,
  group: n < 2 ? 'pair' : null,
}));

const treeOf = (files: Record<string, string>) => ({
  files: new Map(Object.entries(files)),
  paths: new Set(Object.keys(files)),
});
const reader = (files: Record<string, string>) => (path: string) => files[path] ?? null;
const modify = (path: string, edits: readonly TextEdit[]): FileChange => ({ change: 'modify', path, edits });

/** Base files with one change each: a and b are edited, c may be renamed with edits, d deleted, e created. */
const someChanges = fc
  .record({ a: someText, b: someText, c: someText, d: someText, e: someText, kinds: fc.nat({ max: 7 }) })
  .chain(({ a, b, c, d, e, kinds }) =>
    fc.record({ a: someEdits(a), b: someEdits(b), c: someEdits(c) }).map((edits) => {
      const files = { 'a.ts': a, 'dir/b.ts': b, 'c.js': c, 'd.js': d };
      const changes: FileChange[] = [modify('dir/b.ts', edits.b), modify('a.ts', edits.a)];
      if (kinds & 1)
        changes.push({ change: 'rename', path: 'c.js', new_path: 'c.mjs', finding_id: 'f2', edits: edits.c });
      if (kinds & 2) changes.push({ change: 'delete', path: 'd.js', finding_id: 'f3' });
      if (kinds & 4) changes.push({ change: 'create', path: 'e.js', text: e, finding_id: 'f4' });
      return { files, changes };
    }),
  );

function outcome(files: Record<string, string>, patch: Patch): Record<string, string> {
  const applied = applyPatch(patch, reader(files));
  assert.ok(applied.ok, JSON.stringify(applied));
  const result = { ...files };
  for (const { path, after } of applied.files) {
    if (after === null) delete result[path];
    else result[path] = after;
  }
  return result;
}

/** What should come out, worked out without hunks, hashes or patches. */
function model(files: Record<string, string>, changes: readonly FileChange[]): Record<string, string> {
  const result = { ...files };
  for (const change of changes) {
    const base = files[change.path] ?? '';
    if (change.change === 'modify') result[change.path] = applyEdits(base, change.edits);
    if (change.change === 'create') result[change.path] = change.text;
    if (change.change === 'delete' || change.change === 'rename') delete result[change.path];
    if (change.change === 'rename') result[change.new_path] = applyEdits(base, change.edits);
  }
  return result;
}

describe('a patch', () => {
  it('gives what its changes say, and its reverse gives the base back, byte for byte', () => {
    fc.assert(
      fc.property(someChanges, ({ files, changes }) => {
        const patch = Patch.parse(buildPatch(treeOf(files), changes, findings));
        assert.equal(checkPatch(patch), null);
        const result = outcome(files, patch);
        assert.deepEqual(result, model(files, changes));
        assert.deepEqual(outcome(result, reversePatch(patch, reader(files))), files);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps every accepted hunk and no other, closed over what belongs together', () => {
    fc.assert(
      fc.property(
        someChanges,
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        ({ files, changes }, wanted) => {
          const patch = buildPatch(treeOf(files), changes, findings);
          const hunks = patch.files.flatMap((file) => file.hunks);
          const accepted = hunks.filter((_, index) => wanted[index]).map((hunk) => hunk.id);
          const selected = selectHunks(patch, accepted, reader(files));
          assert.ok(selected.ok);
          const part = Patch.parse(selected.patch);
          assert.equal(checkPatch(part), null);
          const chosen = new Set([...accepted, ...selected.added.map((each) => each.hunk)]);
          assert.deepEqual(new Set(part.files.flatMap((file) => file.hunks.map((hunk) => hunk.id))), chosen);
          for (const hunk of hunks.filter((each) => chosen.has(each.id))) {
            for (const needed of hunk.depends_on) assert.ok(chosen.has(needed));
          }
          const naive = patch.files.flatMap((file): FileChange[] => {
            const kept = file.hunks.filter((hunk) => chosen.has(hunk.id));
            if (kept.length === 0) return [];
            const edits = kept.flatMap((hunk) => hunk.edits).flatMap((index) => file.edits[index] ?? []);
            return changes.flatMap((change): FileChange[] => {
              if (change.path !== file.path) return [];
              return [change.change === 'modify' || change.change === 'rename' ? { ...change, edits } : change];
            });
          });
          const result = outcome(files, part);
          assert.deepEqual(result, model(files, naive));
          assert.deepEqual(outcome(result, reversePatch(part, reader(files))), files);
          const all = selectHunks(
            patch,
            hunks.map((hunk) => hunk.id),
            reader(files),
          );
          assert.deepEqual(all.ok && all.patch, patch);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('renders a unified diff that another tool turns into the same texts', () => {
    fc.assert(
      fc.property(
        someText.chain((text) => fc.tuple(fc.constant(text), someEdits(text))),
        ([text, edits]) => {
          const files = { 'a.ts': text };
          const patch = buildPatch(treeOf(files), [modify('a.ts', edits)], findings);
          const diff = renderUnifiedDiff(patch);
          const [parsed] = parsePatch(diff);
          const theirs =
            patch.files.length === 0 ? text : jsdiffApply(text, parsed ?? '', { autoConvertLineEndings: false });
          assert.equal(theirs, applyEdits(text, edits), diff);
        },
      ),
      { numRuns: 600 },
    );
  });

  it('shows the line that is pulled up when the newlines before it go', () => {
    const text = 'let x = 1;\nconst a = 2;\nconst b = 3;\n';
    const edits: TextEdit[] = [
      { start: 8, end: 11, replacement: '', finding_id: 'f0' },
      { start: 11, end: 24, replacement: '', finding_id: 'f1' },
    ];
    const [hunk] = buildPatch(treeOf({ 'a.ts': text }), [modify('a.ts', edits)], findings).files[0]?.hunks ?? [];
    assert.deepEqual(hunk?.lines, ['-let x = 1;', '-const a = 2;', '-const b = 3;', '+let x = const b = 3;']);
  });

  it('ties hunks whose findings share a group, and says why', () => {
    const text = Array.from({ length: 30 }, (_, n) => `line ${n}\n`).join('');
    const cut = (line: string, finding_id: string): TextEdit => {
      const start = text.indexOf(`${line}\n`);
      return { start, end: start + line.length + 1, replacement: '', finding_id };
    };
    const edits = [cut('line 1', 'f0'), cut('line 15', 'f1'), cut('line 28', 'f2')];
    const patch = buildPatch(treeOf({ 'a.ts': text }), [modify('a.ts', edits)], findings);
    const [first, second, third] = patch.files[0]?.hunks ?? [];
    assert.ok(first && second && third);
    assert.deepEqual(first.depends_on, [second.id]);
    assert.equal(first.because, 'Needed with a.ts: finding 1');
    assert.deepEqual(second.depends_on, [first.id]);
    assert.deepEqual(third.depends_on, []);
    const selected = selectHunks(patch, [first.id], reader({ 'a.ts': text }));
    assert.ok(selected.ok);
    assert.deepEqual(selected.added, [{ hunk: second.id, because: 'Needed with a.ts: finding 1' }]);
    assert.equal(selected.patch.lines_removed, 2);
  });

  it('shows deleted lines as deleted lines, without repeating their neighbours', () => {
    const text = 'one\ntwo\nthree\nfour\nfive\n';
    const edits = [
      { start: 4, end: 8, replacement: '', finding_id: 'f2' },
      { start: 14, end: 19, replacement: '', finding_id: 'f3' },
    ];
    const patch = buildPatch(treeOf({ 'a b.ts': text }), [modify('a b.ts', edits)], findings);
    assert.equal(
      renderUnifiedDiff(patch),
      'diff --git a/a b.ts b/a b.ts\n--- a/a b.ts\t\n+++ b/a b.ts\t\n@@ -1,5 +1,3 @@\n one\n-two\n three\n-four\n five\n',
    );
  });

  it('renders creation, deletion, renames and missing final newlines the way git does', () => {
    const files = { 'old.js': 'x\n', 'gone.js': 'bye', 'empty.js': '' };
    const patch = buildPatch(
      treeOf(files),
      [
        { change: 'rename', path: 'old.js', new_path: 'new.mjs', finding_id: 'f0', edits: [] },
        { change: 'delete', path: 'gone.js', finding_id: 'f1' },
        { change: 'delete', path: 'empty.js', finding_id: 'f1' },
        { change: 'create', path: 'made.js', text: 'hello\nworld', finding_id: 'f2' },
      ],
      [],
    );
    assert.equal(
      renderUnifiedDiff(patch),
      [
        'diff --git a/empty.js b/empty.js\ndeleted file mode 100644\n',
        'diff --git a/gone.js b/gone.js\ndeleted file mode 100644\n--- a/gone.js\n+++ /dev/null\n@@ -1 +0,0 @@\n-bye\n',
        '\\ No newline at end of file\n',
        'diff --git a/made.js b/made.js\nnew file mode 100644\n--- /dev/null\n+++ b/made.js\n@@ -0,0 +1,2 @@\n',
        '+hello\n+world\n\\ No newline at end of file\n',
        'diff --git a/old.js b/new.mjs\nrename from old.js\nrename to new.mjs\n',
      ].join(''),
    );
    assert.deepEqual(
      patch.files.map((file) => file.hunks.length),
      [1, 1, 1, 1],
    );
  });

  it('hashes the bytes that stand on disk: a BOM counts', () => {
    const withBom = (_path: string, text: string) =>
      new Uint8Array([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(text)]);
    const edit = { start: 0, end: 1, replacement: 'B', finding_id: 'f0' };
    const patch = buildPatch(treeOf({ 'a.ts': 'A\n' }), [modify('a.ts', [edit])], [], withBom);
    // printf '\xef\xbb\xbfA\n' | sha256sum
    assert.equal(patch.files[0]?.base_sha256, '34458efc6b3e8689be7b17dffa5c40d9c1b72807c93cd35c96f8a6e1b4484a7c');
    assert.equal(applyPatch(patch, reader({ 'a.ts': 'A\n' })).ok, false);
    const applied = applyPatch(patch, reader({ 'a.ts': 'A\n' }), withBom);
    assert.deepEqual(applied.ok && applied.files, [{ path: 'a.ts', before: 'A\n', after: 'B\n' }]);
  });
});

describe('a patch that does not fit', () => {
  const files = { 'a.ts': 'let a = 1;\n' };
  const edit = { start: 4, end: 5, replacement: 'b', finding_id: 'f0' };
  const patch = buildPatch(treeOf(files), [modify('a.ts', [edit])], []);
  const refusalOf = (changed: Patch, base: Record<string, string>) => {
    const applied = applyPatch(changed, reader(base));
    return applied.ok ? 'applied' : applied.refusal.code;
  };
  const withFile = (change: object): Patch => ({
    ...patch,
    files: patch.files.map((file) => ({ ...file, ...change })),
  });

  it('is refused when the base is gone or has other bytes', () => {
    assert.equal(refusalOf(patch, {}), 'BASE_MISSING');
    assert.equal(refusalOf(patch, { 'a.ts': 'let a = 1;\r\n' }), 'BASE_CHANGED');
    assert.equal(refusalOf(patch, files), 'applied');
  });

  it('is refused when edits overlap, reach outside the text, cut a character, or give other bytes', () => {
    assert.equal(refusalOf(withFile({ edits: [edit, { ...edit, end: 8 }] }), files), 'EDITS_OVERLAP');
    assert.equal(refusalOf(withFile({ edits: [{ ...edit, end: 99 }] }), files), 'EDIT_OUT_OF_RANGE');
    assert.equal(refusalOf(withFile({ edits: [{ ...edit, replacement: 'c' }] }), files), 'RESULT_MISMATCH');
    const pair = { 'a.ts': '😀' };
    const cut = [{ start: 1, end: 2, replacement: '', finding_id: 'f0' }];
    assert.throws(() => buildPatch(treeOf(pair), [modify('a.ts', cut)], []), /EDIT_OUT_OF_RANGE/);
  });

  it('is refused when a new file would replace one', () => {
    const create: FileChange = { change: 'create', path: 'n.ts', text: 'x', finding_id: 'f0' };
    assert.equal(refusalOf(buildPatch(treeOf({}), [create], []), { 'n.ts': '' }), 'PATH_EXISTS');
    assert.throws(() => buildPatch(treeOf({ 'n.ts': '' }), [create], []), /PATH_EXISTS/);
    const rename: FileChange = { change: 'rename', path: 'a.ts', new_path: 'n.ts', finding_id: 'f0', edits: [] };
    assert.equal(refusalOf(buildPatch(treeOf(files), [rename], []), { ...files, 'n.ts': '' }), 'PATH_EXISTS');
  });

  it('is refused when it contradicts itself', () => {
    assert.equal(refusalOf(withFile({ result_sha256: null }), files), 'MALFORMED');
    assert.equal(refusalOf(withFile({ change: 'create' }), files), 'MALFORMED');
    assert.equal(refusalOf({ ...patch, files: [...patch.files, ...patch.files] }, files), 'MALFORMED');
    assert.throws(() => buildPatch(treeOf(files), [modify('a.ts', [edit]), modify('a.ts', [])], []), /MALFORMED/);
  });

  it('refuses a hunk that it does not have', () => {
    const selected = selectHunks(patch, ['h-none'], reader(files));
    assert.equal(selected.ok ? 'selected' : selected.refusal.code, 'UNKNOWN_HUNK');
  });
});
