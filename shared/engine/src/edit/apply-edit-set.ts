import type { EditPlacement, EditRefusal } from '@iama/contracts/edit/edit-outcome';
import type { ChangedSymbol, PatchEditSet } from '@iama/contracts/edit/patch-edit';
import type { Patch } from '@iama/contracts/patch/patch';
import { applyEdits } from '../patch/apply-edits.ts';
import { buildPatch } from '../patch/build-patch.ts';
import type { FileChange } from '../patch/file-change.ts';
import { encodeUtf8, hashText } from '../patch/text-hash.ts';
import type { EncodeText } from '../patch/text-hash.ts';
import type { SourceTree } from '../recipe/recipe.ts';
import { changedSymbols, namelessChange, symbolGate } from './gate/changed-symbols.ts';
import { parseGate } from './gate/parse-gate.ts';
import type { FileStates } from './gate/parse-gate.ts';
import { linkByNames } from './link/link-by-names.ts';
import { ownerFindings } from './owner-findings.ts';
import { planChanges } from './plan-changes.ts';

export type EditSetOutcome =
  | {
      readonly ok: true;
      /** Without files when everything was there already. */
      readonly patch: Patch;
      readonly placements: readonly EditPlacement[];
      /** In files whose language has a symbol index. */
      readonly changed_symbols: readonly ChangedSymbol[];
    }
  | {
      readonly ok: false;
      /** Everything that is wrong, not just the first thing; ordered by edit. */
      readonly refusals: readonly EditRefusal[];
      /** What would have been found, for whoever mends the rest. */
      readonly placements: readonly EditPlacement[];
    };

/**
 * Turn an edit set into a patch, or say all that is wrong with it. Nothing is guessed: every base is the one the edits were
 * made from, every block means one place, nothing that parsed stops parsing, and what changes is what was declared.
 * `tree.files` must hold the text of the files that the set names; a path that is only in `tree.paths` cannot be read.
 */
export function applyEditSet(tree: SourceTree, set: PatchEditSet, encode: EncodeText = encodeUtf8): EditSetOutcome {
  const stale = staleBases(tree, set, encode);
  const { changes, placements, refusals } = planChanges(tree, set);
  const ordered = placements.toSorted((a, b) => a.edit - b.edit || (a.block ?? 0) - (b.block ?? 0));
  const refuse = (all: readonly EditRefusal[]): EditSetOutcome => ({
    ok: false,
    refusals: all.toSorted((a, b) => (a.edit ?? Infinity) - (b.edit ?? Infinity) || (a.block ?? 0) - (b.block ?? 0)),
    placements: ordered,
  });
  if (stale.length + refusals.length > 0) return refuse([...stale, ...refusals]);
  const states = changes.map((change) => statesOf(tree, change));
  const broken = states.flatMap((state) => parseGate(state) ?? []);
  if (broken.length > 0) return refuse(broken);
  const changed = states.map((state) => ({ path: state.path, symbols: changedSymbols(state) }));
  const symbols = changed.flatMap((each) => each.symbols ?? []);
  if (set.changed_symbols) {
    const unreadable = changed.filter((each) => each.symbols === null).map((each) => each.path);
    const indexed = new Set(set.changed_symbols.map((each) => each.path).filter((path) => !unreadable.includes(path)));
    const nameless = states.filter(namelessChange).map(({ path }) => path);
    const refusal = symbolGate(set.changed_symbols, symbols, indexed, nameless);
    if (refusal) return refuse([refusal]);
  }
  const built = buildPatch(tree, changes, ownerFindings(set, placements), encode);
  const patch = linkByNames(built, states, tree.paths);
  return { ok: true, patch, placements: ordered, changed_symbols: symbols };
}

function staleBases(tree: SourceTree, set: PatchEditSet, encode: EncodeText): EditRefusal[] {
  return Object.entries(set.base_sha256).flatMap(([path, hash]): EditRefusal[] => {
    const text = tree.files.get(path);
    // A file that no edit names need not have been read.
    if (text === undefined && tree.paths.has(path) && !set.edits.some((each) => each.path === path)) return [];
    if (text !== undefined && hashText(path, text, encode) === hash) return [];
    const message = `${path} is not the file that the edits were made from. Read it again and make them anew.`;
    return [{ code: 'BASE_STALE', edit: null, block: null, path, message }];
  });
}

function statesOf(tree: SourceTree, change: FileChange): FileStates {
  const before = tree.files.get(change.path) ?? null;
  const base = { path: change.path, path_after: change.change === 'rename' ? change.new_path : change.path };
  if (change.change === 'create') return { ...base, before: null, after: change.text };
  if (change.change === 'delete') return { ...base, before, after: null };
  return { ...base, before, after: applyEdits(before ?? '', change.edits) };
}
