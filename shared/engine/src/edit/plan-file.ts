import type { EditPlacement, EditRefusal } from '@iama/contracts/edit/edit-outcome';
import type { AstSymbolic, Matching, PatchEdit } from '@iama/contracts/edit/patch-edit';
import { findElision } from './find-elision.ts';
import { readSourceLines } from './match/source-lines.ts';
import type { SourceLines } from './match/source-lines.ts';
import { mergeEdits, ownerName } from './owned-edit.ts';
import type { OwnedEdit, Owner } from './owned-edit.ts';
import { elided, linesOf, placeBlocks } from './place-blocks.ts';
import type { Placed } from './place-blocks.ts';
import { findSymbol } from './symbol/find-symbol.ts';
import { indexSymbols } from './symbol/index-symbols.ts';
import type { SymbolIndex } from './symbol/symbol-entry.ts';
import { placeSymbol } from './symbol/place-symbol.ts';

/** An edit of a set with its index there. */
export interface IndexedEdit<E extends PatchEdit = PatchEdit> {
  readonly edit: number;
  readonly op: E;
}

/** Everything a set says about the text of one file, as sorted edits without overlaps, or why not. */
export function planFile(path: string, text: string, ops: readonly IndexedEdit[], matching: Matching): Placed {
  const source = readSourceLines(text);
  const blocks = ops.flatMap(({ edit, op }) =>
    op.op === 'EXACT_SEARCH_REPLACE' ? op.blocks.map((block, index) => ({ owner: { edit, block: index }, block })) : [],
  );
  const placed = placeBlocks(path, source, blocks, matching);
  const edits: OwnedEdit[] = [...placed.edits];
  const placements: EditPlacement[] = [...placed.placements];
  const refusals: EditRefusal[] = [...placed.refusals];
  let index: SymbolIndex | null = null;
  for (const { edit, op } of ops) {
    if (op.op !== 'AST_SYMBOLIC') continue;
    const owner = { edit, block: null };
    index ??= indexSymbols(path, text);
    const outcome = planSymbol(source, index, owner, op);
    if (!outcome.ok) {
      refusals.push(outcome.refusal);
      continue;
    }
    edits.push(...outcome.edits);
    placements.push(outcome.placement);
  }
  const merged = mergeEdits(edits);
  if (merged.ok) return { edits: merged.edits, placements, refusals };
  const { first, second } = merged;
  const message = `${capital(ownerName(second))} and ${ownerName(first)} change the same lines of ${path}. Make one edit of them.`;
  refusals.push({ code: 'EDITS_OVERLAP', ...second, path, message });
  return { edits: [], placements, refusals };
}

type SymbolOutcome =
  | { readonly ok: true; readonly edits: readonly OwnedEdit[]; readonly placement: EditPlacement }
  | { readonly ok: false; readonly refusal: EditRefusal };

function planSymbol(source: SourceLines, index: SymbolIndex, owner: Owner, op: AstSymbolic): SymbolOutcome {
  const base = { ...owner, path: op.path };
  if (!index.ok) {
    const code = index.reason === 'broken' ? 'SOURCE_BROKEN' : 'LANGUAGE_UNSUPPORTED';
    const message = `${op.path}: ${index.message.replace(/[^.!?]$/, '$&.')} Use EXACT_SEARCH_REPLACE here.`;
    return { ok: false, refusal: { code, ...base, message } };
  }
  if (op.action !== 'delete' && op.text.trim() === '') {
    const message = `The edit of ${op.symbol} has no text. To take the symbol away, use the action "delete".`;
    return { ok: false, refusal: { code: 'TEXT_INVALID', ...base, message } };
  }
  const known = new Set(source.lines.map((line) => line.trim()));
  const elision = findElision(op.path, op.text, (line) => line.length > 3 && known.has(line));
  if (elision) return { ok: false, refusal: elided(op.path, owner, elision.line, elision.text) };
  const found = findSymbol(source, index.symbols, owner, op);
  if (!found.ok) return found;
  const place = placeSymbol(source, found.entry, owner, op);
  if (!place.ok) return place;
  const edits = place.edits.map((edit) => ({ ...edit, owner, site: found.entry.leading_start }));
  const sites = [linesOf(source, found.entry)];
  const status = edits.length > 0 ? 'applied' : 'unchanged';
  return { ok: true, edits, placement: { ...base, status, layer: null, sites } };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
