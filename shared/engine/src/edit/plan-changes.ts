import type { EditPlacement, EditRefusal } from '@iama/contracts/edit/edit-outcome';
import type { PatchEdit, PatchEditSet } from '@iama/contracts/edit/patch-edit';
import type { FileChange } from '../patch/file-change.ts';
import type { SourceTree } from '../recipe/recipe.ts';
import { findElision } from './find-elision.ts';
import { nameCollisions } from './name-collisions.ts';
import { ownerId } from './owned-edit.ts';
import { elided } from './place-blocks.ts';
import { planFile } from './plan-file.ts';
import type { IndexedEdit } from './plan-file.ts';
import { refusedName } from './refused-name.ts';

export interface PlannedChanges {
  readonly changes: readonly FileChange[];
  readonly placements: readonly EditPlacement[];
  readonly refusals: readonly EditRefusal[];
}

interface Plan {
  readonly changes: FileChange[];
  readonly placements: EditPlacement[];
  readonly refusals: EditRefusal[];
}

/** What a set wants done, file by file. A file has one fate: made, deleted, or changed and perhaps moved. */
export function planChanges(tree: SourceTree, set: PatchEditSet): PlannedChanges {
  const plan: Plan = { changes: [], placements: [], refusals: [] };
  const byPath = new Map<string, IndexedEdit[]>();
  set.edits.forEach((op, edit) => byPath.set(op.path, [...(byPath.get(op.path) ?? []), { edit, op }]));
  for (const [path, ops] of byPath) {
    const fault = nameFault(ops) ?? textFault(ops) ?? fateFault(path, ops);
    if (fault) plan.refusals.push(fault);
    else planPath(tree, set, plan, path, ops);
  }
  plan.refusals.push(...nameCollisions(tree.paths, plan.changes));
  return plan;
}

function planPath(tree: SourceTree, set: PatchEditSet, plan: Plan, path: string, ops: readonly IndexedEdit[]): void {
  const [first] = ops;
  if (first === undefined) return;
  const owner = { edit: first.edit, block: null };
  const text = tree.files.get(path);
  const exists = tree.paths.has(path) || text !== undefined;
  const done: EditPlacement = { ...owner, path, status: 'applied', layer: null, sites: [] };
  const made = createdText(ops);
  if (made !== null && (!exists || text === '')) {
    const elision = findElision(path, made, () => false);
    if (elision) plan.refusals.push(elided(path, owner, elision.line, elision.text));
    plan.placements.push(...ops.map(({ edit, op }) => ({ ...done, edit, block: isBlock(op) ? 0 : null })));
    const finding_id = ownerId(plan.placements.at(-1) ?? owner);
    const edits = [{ start: 0, end: 0, replacement: made, finding_id }];
    plan.changes.push(exists ? { change: 'modify', path, edits } : { change: 'create', path, text: made, finding_id });
    return;
  }
  if (made !== null && text === made) {
    const site = { start_line: 1, end_line: Math.max(1, text.split('\n').length - 1) };
    plan.placements.push({ ...done, block: isBlock(first.op) ? 0 : null, status: 'already_applied', sites: [site] });
    return;
  }
  if (first.op.op === 'CREATE_FILE') {
    const message = `${path} exists already. Edit it with EXACT_SEARCH_REPLACE, or delete it in a set of its own first.`;
    plan.refusals.push({ code: 'FILE_EXISTS', ...owner, path, message });
    return;
  }
  if (text === undefined) {
    const message = exists
      ? `${path} is binary, too large, or not UTF-8, and cannot be edited as text.`
      : missingFile(set, path, first.op);
    plan.refusals.push({ code: exists ? 'FILE_UNREADABLE' : 'FILE_MISSING', ...owner, path, message });
    return;
  }
  if (first.op.op === 'DELETE_FILE') {
    plan.placements.push(done);
    plan.changes.push({ change: 'delete', path, finding_id: ownerId(owner) });
    return;
  }
  const placed = planFile(path, text, ops, set.matching);
  plan.placements.push(...placed.placements);
  plan.refusals.push(...placed.refusals);
  const edits = placed.edits.map(({ owner: by, ...edit }) => ({ ...edit, finding_id: ownerId(by) }));
  const move = ops.find((each) => each.op.op === 'RENAME_FILE');
  if (move?.op.op !== 'RENAME_FILE') {
    plan.changes.push({ change: 'modify', path, edits });
    return;
  }
  const { new_path } = move.op;
  plan.placements.push({ ...done, edit: move.edit });
  if (tree.paths.has(new_path)) {
    const message = `${new_path} exists already, so ${path} cannot be moved there; a set that deletes it has to come first.`;
    plan.refusals.push({ code: 'FILE_EXISTS', edit: move.edit, block: null, path: new_path, message });
  }
  plan.changes.push({ change: 'rename', path, new_path, finding_id: ownerId({ edit: move.edit, block: null }), edits });
}

function missingFile(set: PatchEditSet, path: string, op: PatchEdit): string {
  const source = set.edits.find((each) => each.op === 'RENAME_FILE' && each.new_path === path)?.path;
  if (source !== undefined) return `${path} is where the set moves ${source}. Name it ${source} in all edits.`;
  const isGone = op.op === 'DELETE_FILE' || op.op === 'RENAME_FILE';
  return `There is no file ${path}. Check the path${isGone ? '' : ', or create it with CREATE_FILE'}.`;
}

function isBlock(op: PatchEdit): boolean {
  return op.op === 'EXACT_SEARCH_REPLACE';
}

/** An empty search is how many formats say "a new file"; null when the edits are about text that is there. */
function createdText(ops: readonly IndexedEdit[]): string | null {
  const [first] = ops;
  if (ops.length !== 1 || first === undefined) return null;
  if (first.op.op === 'CREATE_FILE') return first.op.text;
  if (first.op.op !== 'EXACT_SEARCH_REPLACE' || first.op.blocks.length !== 1) return null;
  const [block] = first.op.blocks;
  return block?.search === '' && block.at_end !== true ? block.replace : null;
}

function nameFault(ops: readonly IndexedEdit[]): EditRefusal | null {
  for (const { edit, op } of ops) {
    for (const name of op.op === 'RENAME_FILE' ? [op.path, op.new_path] : [op.path]) {
      const reason = refusedName(name);
      if (reason !== null)
        return {
          code: 'PATH_REFUSED',
          edit,
          block: null,
          path: op.path,
          message: `${name} is never written: ${reason}.`,
        };
    }
  }
  return null;
}

function textFault(ops: readonly IndexedEdit[]): EditRefusal | null {
  for (const { edit, op } of ops) {
    const isBad = textsOf(op).findIndex((text) => !text.isWellFormed() || text.includes('\0'));
    if (isBad === -1) continue;
    const block = op.op === 'EXACT_SEARCH_REPLACE' ? isBad >> 1 : null;
    const message = 'The text holds half of a character or NUL, which no file of text does. Write it again.';
    return { code: 'TEXT_INVALID', edit, block, path: op.path, message };
  }
  return null;
}

/** Of a block first what it searches for, then what it puts there. */
function textsOf(op: PatchEdit): string[] {
  if (op.op === 'EXACT_SEARCH_REPLACE') return op.blocks.flatMap((block) => [block.search, block.replace]);
  return op.op === 'CREATE_FILE' || op.op === 'AST_SYMBOLIC' ? [op.text] : [];
}

/** Made or deleted files have no other edits; a file moves once. */
function fateFault(path: string, ops: readonly IndexedEdit[]): EditRefusal | null {
  const whole = ops.find(({ op }) => op.op === 'CREATE_FILE' || op.op === 'DELETE_FILE');
  const moves = ops.filter(({ op }) => op.op === 'RENAME_FILE');
  const last = ops.at(-1);
  if (last === undefined || (moves.length < 2 && (whole === undefined || ops.length === 1))) return null;
  const message = `The set wants ${path} ${whole?.op.op === 'DELETE_FILE' ? 'deleted' : whole ? 'made' : 'moved'} and changed otherwise too. Say one thing of each file.`;
  return { code: 'EDITS_CONFLICT', edit: last.edit, block: null, path, message };
}
