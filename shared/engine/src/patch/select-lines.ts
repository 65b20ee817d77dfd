import type { Hunk, Patch, PatchFile, TextEdit } from '@iama/contracts/patch/patch';
import type { ReadBase } from './apply-patch.ts';
import { assemblePatch } from './assemble-patch.ts';
import { editsOfLines } from './edits-of-lines.ts';
import { indexLines } from './line-index.ts';
import { makePatchFile } from './make-patch-file.ts';
import type { PatchRefusal } from './patch-refusal.ts';
import type { SelectOutcome } from './select-hunks.ts';
import { selectHunks } from './select-hunks.ts';
import { encodeUtf8 } from './text-hash.ts';
import type { EncodeText } from './text-hash.ts';

/** What is accepted of a hunk: all of it, or added and removed lines by their index in `lines`. */
export type AcceptedLines = 'all' | ReadonlySet<number>;

/**
 * The part of a patch that a person accepts line by line, as a patch of its own with new hashes. A removed line that is
 * not accepted stays, an added one is left out; a deletion of which lines stay becomes a change.
 *
 * What an accepted hunk or line needs comes along whole, as in `selectHunks`: another hunk cannot say which of its lines
 * it was needed for. Hunks that are accepted in part get new ids; what depended on them still does.
 */
export function selectLines(
  patch: Patch,
  accepted: ReadonlyMap<string, AcceptedLines>,
  readBase: ReadBase,
  encode: EncodeText = encodeUtf8,
): SelectOutcome {
  const asked = [...accepted].filter(([, lines]) => lines === 'all' || lines.size > 0);
  const outcome = selectHunks(
    patch,
    asked.map(([id]) => id),
    readBase,
    encode,
  );
  if (!outcome.ok) return outcome;
  const kept = new Set(outcome.patch.files.flatMap((file) => file.hunks.map((hunk) => hunk.id)));
  const needed = neededWhole(patch, kept);
  const partly = new Map<string, ReadonlySet<number>>();
  for (const [id, lines] of asked) if (lines !== 'all' && !needed.has(id)) partly.set(id, lines);
  const files: PatchFile[] = [];
  const renamed = new Map<string, readonly string[]>();
  for (const file of patch.files) {
    const hunks = file.hunks.filter((hunk) => kept.has(hunk.id));
    if (hunks.length === 0) continue;
    const base = file.change === 'create' ? '' : readBase(file.path);
    if (base === null) return refuse('BASE_MISSING', file.path, 'The file that the patch was made from is gone.');
    const fault = faultOf(hunks, partly, file.path);
    if (fault) return { ok: false, refusal: fault };
    const part = remake(file, hunks, partly, base, encode, renamed);
    if (part) files.push(part);
  }
  const there = new Set(files.flatMap((file) => file.hunks.map((hunk) => hunk.id)));
  const followed = files.map((file) => ({ ...file, hunks: file.hunks.map((hunk) => followIds(hunk, renamed, there)) }));
  const whole = [...needed.keys()].filter((id) => accepted.get(id) !== 'all' && accepted.has(id));
  const added = whole.map((hunk) => ({ hunk, because: needed.get(hunk) ?? '' }));
  return { ok: true, patch: assemblePatch(followed), added: [...outcome.added, ...added] };
}

/** Hunks that others of the chosen ones depend on, with the reason. */
function neededWhole(patch: Patch, kept: ReadonlySet<string>): ReadonlyMap<string, string> {
  const needed = new Map<string, string>();
  for (const hunk of patch.files.flatMap((file) => file.hunks)) {
    if (!kept.has(hunk.id)) continue;
    for (const id of hunk.depends_on) needed.set(id, hunk.because ?? `Hunk ${hunk.id} depends on it.`);
  }
  return needed;
}

function faultOf(
  hunks: readonly Hunk[],
  partly: ReadonlyMap<string, ReadonlySet<number>>,
  path: string,
): PatchRefusal | null {
  for (const hunk of hunks) {
    const wrong = [...(partly.get(hunk.id) ?? [])].find((index) => !/^[+-]/.test(hunk.lines[index] ?? ''));
    if (wrong === undefined) continue;
    return { code: 'UNKNOWN_HUNK', path, message: `Line ${wrong} of hunk ${hunk.id} is no added or removed line.` };
  }
  return null;
}

function remake(
  file: PatchFile,
  hunks: readonly Hunk[],
  partly: ReadonlyMap<string, ReadonlySet<number>>,
  base: string,
  encode: EncodeText,
  renamed: Map<string, readonly string[]>,
): PatchFile | null {
  const index = indexLines(base);
  const own = new Map<string, readonly TextEdit[]>();
  for (const hunk of hunks) {
    const lines = partly.get(hunk.id);
    const edits = hunk.edits.flatMap((each) => file.edits[each] ?? []);
    own.set(hunk.id, lines === undefined ? edits : editsOfLines(index, hunk, lines, edits));
  }
  const edits = [...own.values()].flat();
  const finding_id = file.hunks[0]?.finding_ids[0] ?? null;
  const deletes = file.change === 'delete' && partly.size > 0 && hunks.some((hunk) => partly.has(hunk.id));
  const isLess = deletes && edits.some((edit) => edit.replacement !== '' || edit.end - edit.start < base.length);
  const made = makePatchFile(
    {
      path: file.path,
      change: isLess ? 'modify' : file.change,
      new_path: file.new_path,
      base: file.change === 'create' ? null : base,
      edits: file.change === 'create' ? [...edits].slice(0, 1) : edits,
      finding_id,
    },
    encode,
  );
  if (!made) return null;
  const origins = made.hunks.map((hunk) => hunks.filter((old) => isFrom(made, hunk, old, own.get(old.id) ?? [])));
  for (const old of hunks) {
    renamed.set(
      old.id,
      made.hunks.flatMap((hunk, at) => (origins[at]?.includes(old) ? [hunk.id] : [])),
    );
  }
  return {
    ...made,
    hunks: made.hunks.map((hunk, at) => {
      const from = origins[at] ?? [];
      const depends_on = [...new Set([...hunk.depends_on, ...from.flatMap((old) => old.depends_on)])];
      return { ...hunk, depends_on, because: from.find((old) => old.because !== null)?.because ?? hunk.because };
    }),
  };
}

/** A hunk without edits stands for the file itself; any other comes from the hunk that one of its edits was made for. */
function isFrom(file: PatchFile, hunk: Hunk, old: Hunk, edits: readonly TextEdit[]): boolean {
  if (hunk.edits.length === 0) return old.id === hunk.id;
  return hunk.edits.some((at) => {
    const edit = file.edits[at];
    return (
      edit !== undefined && edits.some((each) => each.start === edit.start && each.replacement === edit.replacement)
    );
  });
}

function followIds(hunk: Hunk, renamed: ReadonlyMap<string, readonly string[]>, there: ReadonlySet<string>): Hunk {
  const followed = hunk.depends_on
    .flatMap((id) => renamed.get(id) ?? [id])
    .filter((id) => id !== hunk.id && there.has(id));
  return { ...hunk, depends_on: [...new Set(followed)] };
}

function refuse(code: PatchRefusal['code'], path: string, message: string): SelectOutcome {
  return { ok: false, refusal: { code, path, message } };
}
