import type { Patch, PatchFile } from '@iama/contracts/patch/patch';
import { applyEdits } from './apply-edits.ts';
import { composeEdits } from './compose-edits.ts';
import type { PatchRefusal } from './patch-refusal.ts';
import { encodeUtf8, hashText } from './text-hash.ts';
import type { EncodeText } from './text-hash.ts';

/** What a path holds now and what it shall hold; null means no file. A rename gives two of these. */
export interface AppliedFile {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

export type ApplyOutcome =
  | { readonly ok: true; readonly files: readonly AppliedFile[] }
  | { readonly ok: false; readonly refusal: PatchRefusal };

/** The decoded text at a path, or null when there is no file. */
export type ReadBase = (path: string) => string | null;

/**
 * Work out the whole patch in memory. Nothing is applied unless everything fits: bases unchanged to the byte, paths free,
 * edits in range, results as promised. A text whose decoding loses bytes does not reproduce its hash and is refused too.
 */
export function applyPatch(patch: Patch, readBase: ReadBase, encode: EncodeText = encodeUtf8): ApplyOutcome {
  const files: AppliedFile[] = [];
  const freed = new Set(patch.files.flatMap((file) => (file.change === 'delete' ? [file.path] : [])));
  const named = new Set<string>();
  for (const file of patch.files) {
    const applied = applyFile(file, readBase, freed, encode);
    if (!Array.isArray(applied)) return { ok: false, refusal: applied };
    for (const each of applied) {
      const merged = named.has(each.path);
      if (merged) return { ok: false, refusal: refusal('MALFORMED', each.path, 'The patch names this path twice.') };
      named.add(each.path);
      files.push(each);
    }
  }
  return { ok: true, files };
}

function applyFile(
  file: PatchFile,
  readBase: ReadBase,
  freed: ReadonlySet<string>,
  encode: EncodeText,
): AppliedFile[] | PatchRefusal {
  const { path, change, new_path } = file;
  const isWhole = change === 'create' ? file.base_sha256 === null : file.base_sha256 !== null;
  if (
    !isWhole ||
    (change === 'delete') !== (file.result_sha256 === null) ||
    (change === 'rename') !== (new_path !== null)
  )
    return refusal(
      'MALFORMED',
      path,
      `The patch describes the ${change} of this file in a way that contradicts itself.`,
    );
  const before = readBase(path);
  if (change === 'create' && before !== null) {
    return refusal('PATH_EXISTS', path, 'A file with this name exists already; move it away or leave this change out.');
  }
  if (change !== 'create' && before === null) {
    return refusal('BASE_MISSING', path, 'The file that the patch was made from is gone.');
  }
  if (before !== null && hashText(path, before, encode) !== file.base_sha256) {
    return refusal('BASE_CHANGED', path, 'The file has changed since the patch was made; make the patch again.');
  }
  if (new_path !== null && readBase(new_path) !== null && !freed.has(new_path)) {
    return refusal('PATH_EXISTS', new_path, 'A file stands where the patch wants to move one.');
  }
  const composed = composeEdits(path, before ?? '', file.edits);
  if (!composed.ok) return composed.refusal;
  if (change === 'delete') return [{ path, before, after: null }];
  const after = applyEdits(before ?? '', composed.edits);
  if (hashText(path, after, encode) !== file.result_sha256) {
    return refusal('RESULT_MISMATCH', path, 'The edits do not give the bytes that the patch promises.');
  }
  if (new_path === null) return [{ path, before, after }];
  return [
    { path, before, after: null },
    { path: new_path, before: null, after },
  ];
}

function refusal(code: PatchRefusal['code'], path: string, message: string): PatchRefusal {
  return { code, path, message };
}
