import type { EditPlacement, EditRefusal } from '@iama/contracts/edit/edit-outcome';
import type { Matching, SearchReplaceBlock } from '@iama/contracts/edit/patch-edit';
import { findElision } from './find-elision.ts';
import { alreadyApplied } from './match/already-applied.ts';
import { followUp } from './match/follow-up.ts';
import { nearestRegion } from './match/nearest-region.ts';
import { placeBlock } from './match/place-block.ts';
import type { BlockPlace } from './match/place-block.ts';
import type { Site } from './match/site.ts';
import { splitText } from './match/source-lines.ts';
import type { SourceLines } from './match/source-lines.ts';
import { mergeEdits, ownerName } from './owned-edit.ts';
import type { OwnedEdit, Owner } from './owned-edit.ts';

export interface OwnedBlock {
  readonly owner: Owner;
  readonly block: SearchReplaceBlock;
}

/** What became of some edits of one file. Refusals and placements are in the order of the edits. */
export interface Placed {
  readonly edits: readonly OwnedEdit[];
  readonly placements: readonly EditPlacement[];
  readonly refusals: readonly EditRefusal[];
}

const INDENTS_MATTER = /(?:\.(?:pyi?|pyx|ya?ml|sass|styl|pug|haml|slim|coffee|nim|fsx?|hs|elm|gd|mk)|\bMakefile)$/;
const MOST_SITES_SHOWN = 10;
/** Looking for the nearest lines reads the whole file; whoever gets so many of them wrong has another file in mind. */
const MOST_NEAREST = 20;

/** Find the place of every block of one file, each in the file as it is. */
export function placeBlocks(
  path: string,
  source: SourceLines,
  blocks: readonly OwnedBlock[],
  matching: Matching,
): Placed {
  const refusals: EditRefusal[] = [];
  const placements: EditPlacement[] = [];
  let edits: OwnedEdit[] = [];
  const missing: OwnedBlock[] = [];
  const fileLines = new Set(source.lines.map((line) => line.trim()));
  for (const { owner, block } of blocks) {
    const fault = faultOf(path, owner, block, fileLines);
    if (fault) {
      refusals.push(fault);
      continue;
    }
    const place = placeBlock(source, block, matching, INDENTS_MATTER.test(path));
    if (place.status === 'missing') missing.push({ owner, block });
    else if (place.status === 'ambiguous') refusals.push(ambiguous(path, source, owner, place));
    else if (isDone(source, block, place, matching))
      placements.push(placement(path, source, owner, 'already_applied', place.layer, place.sites));
    else {
      edits.push(...place.edits.map((edit) => ({ ...edit, owner, site: siteOf(place, edit) })));
      placements.push(
        placement(path, source, owner, place.edits.length > 0 ? 'applied' : 'unchanged', place.layer, place.sites),
      );
    }
  }
  for (const { owner, block } of missing) {
    const merged = mergeEdits(edits);
    const next = merged.ok ? followUp(source.text, merged.edits, block) : null;
    const done = next === null ? alreadyApplied(source, block, matching) : null;
    if (next !== null) {
      edits = [
        ...edits.filter((edit) => !next.replaced.includes(edit)),
        { ...next.edit, owner, site: next.edit.start },
      ];
      const site = { start: next.edit.start, end: next.edit.end, lines: null };
      placements.push(placement(path, source, owner, 'applied', 'exact', [site]));
    } else if (done !== null) placements.push(placement(path, source, owner, 'already_applied', 'exact', [done]));
    else refusals.push(notFound(path, source, owner, refusals.length < MOST_NEAREST ? block : null));
  }
  return { edits, placements, refusals };
}

/** The start of the place that an edit was made for. */
function siteOf({ sites }: BlockPlace & { status: 'found' }, edit: { readonly start: number }): number {
  return sites.findLast((site) => site.start <= edit.start)?.start ?? edit.start;
}

/** Added to what it searches for, the new text stands at that very place already: a second time would double it. */
function isDone(
  source: SourceLines,
  block: SearchReplaceBlock,
  place: BlockPlace & { status: 'found' },
  matching: Matching,
): boolean {
  if (place.layer !== 'exact' || place.edits.length === 0 || !block.replace.includes(block.search)) return false;
  const done = alreadyApplied(source, block, matching);
  const [site] = place.sites;
  return done !== null && site !== undefined && done.start <= site.start && done.end >= site.end;
}

function faultOf(
  path: string,
  owner: Owner,
  block: SearchReplaceBlock,
  fileLines: ReadonlySet<string>,
): EditRefusal | null {
  if (block.search === '' && block.at_end !== true) {
    return {
      code: 'SEARCH_EMPTY',
      ...owner,
      path,
      message:
        'The search is empty, and the file is not. Repeat the line above or below the place, with the new text beside it.',
    };
  }
  const searched = new Set(splitText(block.search).map((line) => line.trim()));
  const elision = findElision(
    path,
    block.replace,
    (line) => searched.has(line) || (fileLines.has(line) && line.length > 3),
  );
  return elision && elided(path, owner, elision.line, elision.text);
}

export function elided(path: string, owner: Owner, line: number, text: string): EditRefusal {
  const message = `The new text leaves code out ("${text}"), which would delete it. Write all of it, or edit only the lines that change.`;
  return { code: 'ELIDED_CODE', ...owner, path, message, line, text };
}

function notFound(path: string, source: SourceLines, owner: Owner, block: SearchReplaceBlock | null): EditRefusal {
  const elsewhere = block && outside(source, block);
  if (block !== null && elsewhere !== null) {
    const wanted = [
      ...(block.within ?? []).map((line) => `below "${line}"`),
      ...(block.at_end === true ? ['at the end of the file'] : []),
    ];
    const lines = elsewhere.map((site) => linesOf(source, site).start_line).join(', ');
    const message = `The search of ${ownerName(owner)} stands in ${path} (lines ${lines}), but not ${wanted.join(' and ')}, where it is looked for.`;
    return { code: 'SEARCH_NOT_FOUND', ...owner, path, nearest: null, message };
  }
  const nearest = block && nearestRegion(source, block.search);
  const base = { code: 'SEARCH_NOT_FOUND', ...owner, path, nearest } as const;
  const name = ownerName(owner);
  if (block === null) return { ...base, message: `The search of ${name} is not in ${path} either.` };
  if (nearest === null) {
    return {
      ...base,
      message: `Nothing like the search of ${name} is in ${path}. Read the file again and copy its lines.`,
    };
  }
  const { first_difference: difference, start_line, end_line, similarity } = nearest;
  const where = start_line === end_line ? `line ${start_line}` : `lines ${start_line} to ${end_line}`;
  const said = difference
    ? ` They part at line ${difference.line}, column ${difference.column}: the search has "${difference.expected.slice(0, 120)}", the file has "${difference.actual.slice(0, 120)}".`
    : '';
  const message = `The search of ${name} is not in ${path}. Most like it: ${where} (${Math.round(similarity * 100)} %).${said} Copy the lines of the file.`;
  return { ...base, message };
}

/** Places that fit and lie where the block does not allow them; null when the search is nowhere. */
function outside(source: SourceLines, block: SearchReplaceBlock): readonly Site[] | null {
  if (block.search === '' || (block.within === undefined && block.at_end !== true)) return null;
  const { within: _within, at_end: _atEnd, ...rest } = block;
  const place = placeBlock(source, rest, 'tolerant');
  return place.status === 'missing' ? null : place.sites.slice(0, MOST_SITES_SHOWN);
}

function ambiguous(
  path: string,
  source: SourceLines,
  owner: Owner,
  place: BlockPlace & { status: 'ambiguous' },
): EditRefusal {
  const sites = place.sites.slice(0, MOST_SITES_SHOWN).map((site) => linesOf(source, site));
  const lines = sites.map((site) => site.start_line).join(', ');
  return {
    code: 'SEARCH_AMBIGUOUS',
    ...owner,
    path,
    layer: place.layer,
    count: place.sites.length,
    sites,
    message: `The search of ${ownerName(owner)} fits ${place.sites.length} places in ${path} (lines ${lines}). Add a line above or below that only one of them has${place.layer === 'exact' ? ', or set "all"' : ''}.`,
  };
}

function placement(
  path: string,
  source: SourceLines,
  owner: Owner,
  status: EditPlacement['status'],
  layer: EditPlacement['layer'],
  sites: readonly Site[],
): EditPlacement {
  return { ...owner, path, status, layer, sites: sites.map((site) => linesOf(source, site)) };
}

export function linesOf(source: SourceLines, { start, end }: { start: number; end: number }) {
  const last = Math.max(1, source.lines.length);
  const from = Math.min(source.lineAt(start) + 1, last);
  return { start_line: from, end_line: Math.max(from, Math.min(source.lineAt(Math.max(start, end - 1)) + 1, last)) };
}
