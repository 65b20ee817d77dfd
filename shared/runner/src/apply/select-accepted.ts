import type { Patch } from '@iama/contracts/patch/patch';
import { selectLines } from '@iama/engine/patch/select-lines';
import type { AcceptedLines } from '@iama/engine/patch/select-lines';
import { RunnerError } from '../errors/runner-error.ts';
import { decodeText } from '../workspace/decode-text.ts';
import { encodeText } from '../workspace/encode-text.ts';
import { restorePatch } from '../secrets/restore-patch.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { checkPath } from './check-path.ts';
import { readImage } from './read-image.ts';

export interface AcceptedPart {
  readonly patch: Patch;
  /** Hunks that came along because an accepted one needs them, with the reason in words. */
  readonly added: readonly { readonly hunk: string; readonly because: string }[];
}

/**
 * The part of a patch that a person accepts, worked out on the files as they are on disk. `lines` names the hunks of which
 * only some changed lines are accepted, by their index. Writes nothing.
 * Throws WORKSPACE_CHANGED when a file is not as the patch expects, PATCH_DOES_NOT_APPLY for an unknown hunk.
 */
export async function selectAccepted(
  workspace: Workspace,
  data_dir: string,
  delivered: Patch,
  hunkIds: readonly string[],
  lines: Readonly<Record<string, readonly number[]>> = {},
): Promise<AcceptedPart> {
  const patch = await restorePatch(workspace, data_dir, delivered);
  const texts = new Map<string, { text: string; bom: boolean }>();
  for (const file of patch.files) {
    await checkPath(workspace.root, file.path);
    const image = await readImage(workspace.root, file.path);
    const decoded = image === null ? null : decodeText(image.bytes);
    if (decoded?.ok) texts.set(file.path, decoded);
  }
  const partly = new Map(Object.entries(lines).map(([id, indexes]) => [id, new Set(indexes)] as const));
  const outcome = selectLines(
    patch,
    new Map(hunkIds.map((id): [string, AcceptedLines] => [id, partly.get(id) ?? 'all'])),
    (path) => texts.get(path)?.text ?? null,
    (path, text) => encodeText(text, texts.get(path)?.bom ?? false),
  );
  if (outcome.ok) return { patch: outcome.patch, added: outcome.added };
  const { code, path, message } = outcome.refusal;
  const changed = code === 'BASE_CHANGED' || code === 'BASE_MISSING' || code === 'PATH_EXISTS';
  throw new RunnerError(
    changed ? 'WORKSPACE_CHANGED' : 'PATCH_DOES_NOT_APPLY',
    `${path}: ${message}`,
    changed
      ? 'Nothing was written. Start the job again on the files as they are now.'
      : 'Choose among the hunks of `iama diff`.',
    [path],
  );
}
