import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import type { PatchEdit } from '@iama/contracts/edit/patch-edit';
import type { Patch } from '@iama/contracts/patch/patch';
import { selectHunks } from '@iama/engine/patch/select-hunks';
import { applyPatchToDisk } from '@iama/runner/apply/apply-patch-to-disk';
import { prepareEdits } from '@iama/runner/edit/prepare-edits';
import { revertJob } from '@iama/runner/revert/revert-job';
import type { Dice } from '../trace/dice.ts';
import type { Round } from './make-round.ts';
import { same } from './same.ts';

type Bytes = Map<string, string>;

/**
 * The same round in a folder: prepared, accepted in part by hunks, written, edited by a person, taken back. A file that
 * the person changed must be kept and the revert refused; otherwise every byte must be as it was.
 */
export async function checkOnDisk(round: Round, dice: Dice): Promise<void> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'iama-round-')));
  try {
    const root = join(base, 'folder');
    mkdirSync(root);
    for (const { path, text, bom } of round.files) writeFileSync(join(root, path), (bom ? '\uFEFF' : '') + text);
    writeFileSync(join(root, 'bystander.txt'), 'stays\n');
    const workspace = { root, name: 'folder', git_dir: join(root, '.git'), has_git: false };
    const before = bytesOf(root);
    const outcome = await prepareEdits(
      workspace,
      PatchEditSet.parse({ edits: round.edits satisfies readonly PatchEdit[] }),
    );
    if (!outcome.ok) throw new Error(outcome.refusals[0]?.message);
    const patch = someHunks(outcome.patch, round, dice);
    if (patch.files.length === 0) return;
    const where = { workspace, data_dir: join(base, 'data'), job_id: 'job' };
    await applyPatchToDisk({ ...where, patch });
    for (const file of patch.files) {
      const path = file.new_path ?? file.path;
      same(existsSync(join(root, path)), file.result_sha256 !== null, `${path} on disk`);
    }
    const touched = patch.files.find((file) => file.result_sha256 !== null);
    const deed = dice.pick(['nothing', 'bystander', 'touched'] as const);
    if (deed === 'bystander') write(root, 'bystander.txt', 'mine\n');
    if (deed === 'touched' && touched) write(root, touched.new_path ?? touched.path, `mine ${dice.below(1000)}`);
    const standing = bytesOf(root);
    const reverted = await revertJob(where);
    if (deed === 'touched' && touched) {
      same(reverted.status, 'refused', 'a revert over the work of a person');
      same(bytesOf(root), standing, 'a refused revert');
      return;
    }
    same(reverted.status, 'reverted', 'the revert');
    if (deed === 'bystander') before.set('bystander.txt', Buffer.from('mine\n').toString('latin1'));
    same(bytesOf(root), before, 'the files after the revert');
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

function someHunks(patch: Patch, round: Round, dice: Dice): Patch {
  const texts = new Map(round.files.map((file) => [file.path, file]));
  const chosen = patch.files.flatMap((file) => file.hunks.flatMap((hunk) => (dice.chance(0.7) ? [hunk.id] : [])));
  const selected = selectHunks(
    patch,
    chosen,
    (path) => texts.get(path)?.text ?? null,
    (path, text) => Buffer.from((texts.get(path)?.bom ? '\uFEFF' : '') + text, 'utf8'),
  );
  if (!selected.ok) throw new Error(selected.refusal.message);
  return selected.patch;
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function bytesOf(root: string): Bytes {
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name).slice(root.length + 1)] : [],
  );
  return new Map(names.toSorted().map((name) => [name, readFileSync(join(root, name)).toString('latin1')]));
}
