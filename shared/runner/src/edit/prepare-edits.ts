import type { EditRefusal } from '@iama/contracts/edit/edit-outcome';
import type { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import { applyEditSet } from '@iama/engine/edit/apply-edit-set';
import type { EditSetOutcome } from '@iama/engine/edit/apply-edit-set';
import { checkPath } from '../apply/check-path.ts';
import { readImage } from '../apply/read-image.ts';
import { RunnerError } from '../errors/runner-error.ts';
import { decodeText } from '../workspace/decode-text.ts';
import { encodeText } from '../workspace/encode-text.ts';
import { listFiles } from '../workspace/list-files.ts';
import { MAX_FILE_BYTES } from '../workspace/read-tree.ts';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * Work an edit set out on the files as they are on disk: the patch that it means, or everything that is wrong with it.
 * Reads only the files it names, and writes nothing. The patch goes to `applyPatchToDisk`, whole or in part.
 */
export async function prepareEdits(workspace: Workspace, set: PatchEditSet): Promise<EditSetOutcome> {
  const paths = new Set((await listFiles(workspace)).files.map((entry) => entry.path));
  const files = new Map<string, string>();
  const boms = new Set<string>();
  const refused = new Map<string, Refused>();
  for (const path of namedPaths(set)) {
    const read = await readFor(workspace.root, path);
    if (read.kind === 'none') {
      // Listed, and gone from disk.
      paths.delete(path);
      continue;
    }
    paths.add(path);
    if (read.kind === 'refused') refused.set(path, read);
    else files.set(path, read.text);
    if (read.kind === 'text' && read.bom) boms.add(path);
  }
  const encode = (path: string, text: string): Uint8Array => encodeText(text, boms.has(path));
  const outcome = applyEditSet({ files, paths }, set, encode);
  if (outcome.ok || refused.size === 0) return outcome;
  return { ...outcome, refusals: outcome.refusals.map((refusal) => explained(refusal, refused)) };
}

interface Refused {
  readonly kind: 'refused';
  readonly code: 'PATH_REFUSED' | 'FILE_UNREADABLE';
  readonly reason: string;
}

type Read =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string; readonly bom: boolean }
  | Refused;

async function readFor(root: string, path: string): Promise<Read> {
  try {
    await checkPath(root, path);
  } catch (error) {
    if (error instanceof RunnerError && error.code === 'PATH_REFUSED') {
      return { kind: 'refused', code: 'PATH_REFUSED', reason: error.message };
    }
    throw error;
  }
  const image = await readImage(root, path);
  if (image === null) return { kind: 'none' };
  if (image.bytes.length > MAX_FILE_BYTES) {
    const reason = `${path} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MiB and is not edited.`;
    return { kind: 'refused', code: 'FILE_UNREADABLE', reason };
  }
  const decoded = decodeText(image.bytes);
  if (!decoded.ok)
    return { kind: 'refused', code: 'FILE_UNREADABLE', reason: `${path} cannot be edited. ${decoded.reason}` };
  return { kind: 'text', text: decoded.text, bom: decoded.bom };
}

/** The engine knows only that it has no text; the disk says why. */
function explained(refusal: EditRefusal, refused: ReadonlyMap<string, Refused>): EditRefusal {
  const known = refused.get(refusal.path);
  if (known === undefined || (refusal.code !== 'FILE_UNREADABLE' && refusal.code !== 'FILE_EXISTS')) return refusal;
  const { edit, block, path } = refusal;
  return { code: known.code, edit, block, path, message: known.reason };
}

function namedPaths(set: PatchEditSet): ReadonlySet<string> {
  const named = set.edits.flatMap((each) => (each.op === 'RENAME_FILE' ? [each.path, each.new_path] : [each.path]));
  return new Set([...named, ...Object.keys(set.base_sha256)]);
}
