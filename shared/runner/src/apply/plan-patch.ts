import type { Patch, PatchFile } from '@iama/contracts/patch/patch';
import { applyEdits } from '@iama/engine/patch/apply-edits';
import { RunnerError } from '../errors/runner-error.ts';
import { decodeText } from '../workspace/decode-text.ts';
import { encodeText } from '../workspace/encode-text.ts';
import { sha256 } from '../workspace/sha256.ts';
import { checkNewName, checkPath } from './check-path.ts';
import { readImage } from './read-image.ts';
import type { ReadImage } from './read-image.ts';
import type { PlannedFile } from './transaction-plan.ts';

/** New files are plain: nothing a recipe creates has to be executable. */
const NEW_FILE_MODE = 0o644;

export interface PatchedFile extends PlannedFile {
  readonly before_bytes: Uint8Array | null;
  readonly after_bytes: Uint8Array | null;
}

/** The sum of some patches, and the bytes of every state that they go through, so that each can be taken back alone. */
export interface PlannedPatches {
  readonly files: readonly PatchedFile[];
  readonly images: readonly Uint8Array[];
}

/**
 * What patches would make of the files under `root`, each standing on the one before, with every hash checked; nothing is
 * written. A file that one makes and a later one deletes is left out. Throws what `planPatch` throws.
 */
export async function planPatches(root: string, patches: readonly Patch[]): Promise<PlannedPatches> {
  const sum = new Map<string, PatchedFile>();
  const images: Uint8Array[] = [];
  for (const patch of patches) {
    for (const step of await planStep(root, patch, sum)) {
      const { before, before_bytes } = sum.get(step.path) ?? step;
      sum.set(step.path, { ...step, before, before_bytes });
      images.push(...[step.before_bytes, step.after_bytes].filter((bytes) => bytes !== null));
    }
  }
  const files = [...sum.values()].filter(({ before, after }) => before !== null || after !== null);
  return { files: files.toSorted(byPath), images };
}

/**
 * What a patch would make of the files under `root`, with every hash checked; nothing is written.
 * Throws PATH_REFUSED, WORKSPACE_CHANGED (with all files that differ from what the patch was made from) and
 * PATCH_DOES_NOT_APPLY.
 */
export async function planPatch(root: string, patch: Patch): Promise<readonly PatchedFile[]> {
  return (await planStep(root, patch, new Map())).toSorted(byPath);
}

/** `standing` holds what earlier patches would make of files; all others are as they are on disk. */
async function planStep(
  root: string,
  patch: Patch,
  standing: ReadonlyMap<string, PatchedFile>,
): Promise<PatchedFile[]> {
  const planned = new Map<string, PatchedFile>();
  const changed: string[] = [];
  const freed = new Set(patch.files.flatMap((file) => (file.change === 'delete' ? [file.path] : [])));
  const read = async (path: string): Promise<ReadImage | null> => {
    const known = standing.get(path);
    if (known === undefined) return await readImage(root, path);
    return known.after && known.after_bytes && { ...known.after, bytes: known.after_bytes };
  };
  for (const file of patch.files) {
    await checkPath(root, file.path);
    const before = await read(file.path);
    if ((before?.sha256 ?? null) !== file.base_sha256) changed.push(file.path);
    const target = file.change === 'rename' ? file.new_path : null;
    if (file.change === 'create') await checkNewName(root, file.path);
    if (target !== null) {
      await checkPath(root, target);
      await checkNewName(root, target);
      if (!freed.has(target) && (await read(target)) !== null) changed.push(target);
    }
    if (changed.length > 0) continue;
    for (const each of imagesOf(file, before)) {
      planned.set(each.path, merged(planned.get(each.path), each));
    }
  }
  if (changed.length > 0) throw workspaceChanged(changed);
  return [...planned.values()];
}

function byPath(a: PlannedFile, b: PlannedFile): number {
  return a.path < b.path ? -1 : 1;
}

/** One file may be deleted and another one moved to its place. Anything else names a path twice by mistake. */
function merged(known: PatchedFile | undefined, added: PatchedFile): PatchedFile {
  if (known === undefined) return added;
  const [from, to] = known.after === null ? [known, added] : [added, known];
  if (from.after !== null || to.before !== null) throw inconsistent(added.path, 'the patch names it twice');
  return { ...to, before: from.before, before_bytes: from.before_bytes };
}

function imagesOf(file: PatchFile, before: ReadImage | null): readonly PatchedFile[] {
  const gone = { path: file.path, before, after: null, before_bytes: before?.bytes ?? null, after_bytes: null };
  if (file.change === 'delete') return [gone];
  const bytes = resultOf(file, before);
  const after = { sha256: sha256(bytes), mode: before?.mode ?? NEW_FILE_MODE };
  if (after.sha256 !== file.result_sha256) throw inconsistent(file.path, 'its edits do not give the promised result');
  if (file.change !== 'rename') return [{ ...gone, after, after_bytes: bytes }];
  if (file.new_path === null) throw inconsistent(file.path, 'it is renamed without a new name');
  return [gone, { path: file.new_path, before: null, after, before_bytes: null, after_bytes: bytes }];
}

function resultOf(file: PatchFile, before: ReadImage | null): Uint8Array {
  if (before === null) return encodeText(applyEdits('', file.edits), false);
  if (file.edits.length === 0) return before.bytes;
  const decoded = decodeText(before.bytes);
  if (!decoded.ok) throw inconsistent(file.path, decoded.reason);
  return encodeText(applyEdits(decoded.text, file.edits), decoded.bom);
}

function inconsistent(path: string, reason: string): RunnerError {
  return new RunnerError(
    'PATCH_DOES_NOT_APPLY',
    `The patch does not apply to ${path}: ${reason}.`,
    'Nothing was changed. Start the job again.',
    [path],
  );
}

function workspaceChanged(paths: readonly string[]): RunnerError {
  const shown = paths.slice(0, 5).join(', ') + (paths.length > 5 ? ` and ${paths.length - 5} more` : '');
  return new RunnerError(
    'WORKSPACE_CHANGED',
    `Changed since the patch was made: ${shown}.`,
    'Nothing was written. Put these files back as they were, or start the job again on the files as they are now.',
    paths,
  );
}
