import type { Hunk, Patch, PatchFile } from '@iama/contracts/patch/patch';
import type { ReadBase } from './apply-patch.ts';
import { assemblePatch } from './assemble-patch.ts';
import { makePatchFile } from './make-patch-file.ts';
import type { PatchRefusal } from './patch-refusal.ts';
import { encodeUtf8, hashText } from './text-hash.ts';
import type { EncodeText } from './text-hash.ts';

export type SelectOutcome =
  | {
      readonly ok: true;
      readonly patch: Patch;
      /** Hunks that came along because an accepted one needs them, with the reason in words. */
      readonly added: readonly { hunk: string; because: string }[];
    }
  | { readonly ok: false; readonly refusal: PatchRefusal };

/**
 * The part of a patch that a person accepts, as a patch of its own: hashes of results are worked out again from the base
 * texts, hunks keep their ids. `accepted` is closed over what hunks depend on. An empty choice gives an empty patch.
 */
export function selectHunks(
  patch: Patch,
  accepted: Iterable<string>,
  readBase: ReadBase,
  encode: EncodeText = encodeUtf8,
): SelectOutcome {
  const hunks = new Map(patch.files.flatMap((file) => file.hunks.map((hunk) => [hunk.id, hunk] as const)));
  const chosen = new Set<string>();
  const added: { hunk: string; because: string }[] = [];
  const pending = [...accepted].map((id) => ({ id, from: null as Hunk | null }));
  for (let next = pending.shift(); next; next = pending.shift()) {
    if (chosen.has(next.id)) continue;
    const hunk = hunks.get(next.id);
    if (!hunk) return refuse('UNKNOWN_HUNK', '.', `The patch has no hunk ${next.id}.`);
    chosen.add(next.id);
    if (next.from) added.push({ hunk: next.id, because: next.from.because ?? `Hunk ${next.from.id} depends on it.` });
    pending.push(...hunk.depends_on.map((id) => ({ id, from: hunk })));
  }
  const files: PatchFile[] = [];
  for (const file of patch.files) {
    const kept = file.hunks.filter((hunk) => chosen.has(hunk.id));
    if (kept.length === 0) continue;
    const base = file.change === 'create' ? null : readBase(file.path);
    if (file.change !== 'create' && base === null) {
      return refuse('BASE_MISSING', file.path, 'The file that the patch was made from is gone.');
    }
    if (base !== null && hashText(file.path, base, encode) !== file.base_sha256) {
      return refuse('BASE_CHANGED', file.path, 'The file has changed since the patch was made; make the patch again.');
    }
    const part = remake(file, kept, base, encode);
    if (part) files.push(part);
  }
  return { ok: true, patch: assemblePatch(files), added };
}

function remake(file: PatchFile, kept: readonly Hunk[], base: string | null, encode: EncodeText): PatchFile | null {
  const { path, change, new_path } = file;
  const edits = kept.flatMap((hunk) => hunk.edits).flatMap((index) => file.edits[index] ?? []);
  const finding_id = file.hunks[0]?.finding_ids[0] ?? null;
  const made = makePatchFile({ path, change, new_path, base, edits, finding_id }, encode);
  const before = new Map(kept.map((hunk) => [hunk.id, hunk]));
  return (
    made && {
      ...made,
      hunks: made.hunks.map((hunk) => {
        const { depends_on, because } = before.get(hunk.id) ?? hunk;
        return { ...hunk, depends_on, because };
      }),
    }
  );
}

function refuse(code: PatchRefusal['code'], path: string, message: string): SelectOutcome {
  return { ok: false, refusal: { code, path, message } };
}
