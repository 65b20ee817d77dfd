import type { TextEdit } from '@iama/contracts/patch/patch';
import type { Finding, Kept } from '@iama/contracts/recipe';
import { applyEdits } from '../../patch/apply-edits.ts';
import type { FileChange } from '../../patch/file-change.ts';
import { hasRuff } from '../python/ruff/ruff-host.ts';
import { lineCounter } from '../unused-code/directives.ts';
import type { RecipeRequest, RecipeResult } from '../recipe.ts';
import { languageAt } from './covered-files.ts';
import type { FileOutcome, Proposal } from './proposal.ts';
import { shareBlankLines } from './share-blank-lines.ts';
import { symbolSpan } from './symbol-span.ts';

export interface OverFiles {
  readonly files: readonly string[];
  readonly skipped: readonly { path: string; reason: string }[];
  readonly propose: (path: string, text: string) => FileOutcome | Promise<FileOutcome>;
  /** Why a text may not become another one; null when it may. Asked with all of a file's edits, and with fewer if it refuses. */
  readonly check: (path: string, before: string, after: string) => string | null | Promise<string | null>;
}

interface Named extends Proposal {
  readonly id: string;
  readonly path: string;
}

/**
 * Ask for the proposals of every file and make one result of them: stable ids, groups left out whole, edits that the check
 * refuses taken back with the reason.
 */
export async function runOverFiles(request: RecipeRequest, over: OverFiles): Promise<RecipeResult> {
  const { tree, target, exclude } = request;
  const kept: Kept[] = [];
  const skipped = [...over.skipped];
  const all: Named[] = [];
  for (const path of over.files) {
    const text = tree.files.get(path) ?? '';
    const outcome = (await canCheck(path)) ? await over.propose(path, text) : { skip: NO_CHECKER };
    if ('skip' in outcome) {
      skipped.push({ path, reason: outcome.skip });
      continue;
    }
    const span = target.kind === 'symbol' ? symbolSpan(path, text, target.symbol) : { start: 0, end: text.length };
    const isAsked = ({ at }: { at: number }) => span !== null && at >= span.start && at <= span.end;
    const lineOf = lineCounter(text);
    all.push(...shareBlankLines(text, named(path, outcome.proposals).filter(isAsked)));
    for (const { symbol, at, reason } of outcome.holds.filter(isAsked))
      kept.push({ path, symbol, line: lineOf(at), reason });
  }
  const left = new Set(exclude);
  leaveGroups(all, left);
  const lines = new Map(over.files.map((path) => [path, lineCounter(tree.files.get(path) ?? '')]));
  const takeBack = (proposal: Named, reason: string): void => {
    left.add(proposal.id);
    kept.push({
      path: proposal.path,
      symbol: proposal.symbol,
      line: lines.get(proposal.path)?.(proposal.at) ?? null,
      reason,
    });
  };
  const changes = await settle(request, over, all, left, takeBack);
  const made = all.filter(({ id }) => !left.has(id));
  const findings: Finding[] = made.map(({ id, kind, path, symbol, at, message, group }) => {
    return { id, kind, path, symbol, line: lines.get(path)?.(at) ?? 1, message, group: group ?? null };
  });
  return { findings, kept: kept.toSorted(byPlace), changes, skipped };
}

const NO_CHECKER = 'what checks changed Python (ruff) is not part of this package; the command line has it';

async function canCheck(path: string): Promise<boolean> {
  return languageAt(path) !== 'python' || (await hasRuff());
}

/** Numbers tell proposals apart that say the same; all get one, so that leaving one out renames no other. */
function named(path: string, proposals: readonly Proposal[]): Named[] {
  const seen = new Map<string, number>();
  return proposals
    .toSorted((a, b) => a.at - b.at)
    .map((proposal) => {
      const id = `${proposal.kind}:${path}:${proposal.symbol ?? ''}:${proposal.key}`;
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      return { ...proposal, path, id: count === 1 ? id : `${id}#${count}` };
    });
}

function leaveGroups(all: readonly Named[], left: Set<string>): void {
  const groups = new Set(all.flatMap(({ id, group }) => (group !== undefined && left.has(id) ? [group] : [])));
  for (const { id, group } of all) if (group !== undefined && groups.has(group)) left.add(id);
}

async function settle(
  { tree }: RecipeRequest,
  { check }: OverFiles,
  all: readonly Named[],
  left: Set<string>,
  takeBack: (proposal: Named, reason: string) => void,
): Promise<FileChange[]> {
  for (;;) {
    const size = left.size;
    const byPath = Map.groupBy(
      all.filter(({ id }) => !left.has(id)),
      ({ path }) => path,
    );
    const changes: FileChange[] = [];
    for (const [path, proposals] of byPath) {
      const text = tree.files.get(path) ?? '';
      const reasonFor = async (some: readonly Named[]) => await check(path, text, applyEdits(text, editsOf(some)));
      for (const each of overlapping(proposals)) takeBack(each, 'Another change wants the same text.');
      if (left.size > size) continue;
      const reason = await reasonFor(proposals);
      if (reason === null) changes.push({ change: 'modify', path, edits: editsOf(proposals) });
      else {
        const guilty: Named[] = [];
        for (const each of proposals) if ((await reasonFor([each])) !== null) guilty.push(each);
        for (const each of guilty.length > 0 ? guilty : proposals) takeBack(each, reason);
      }
    }
    leaveGroups(all, left);
    if (left.size === size) return changes;
  }
}

function editsOf(proposals: readonly Named[]): TextEdit[] {
  return proposals
    .flatMap(({ id, edits }) => edits.map((edit) => ({ ...edit, finding_id: id })))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Proposals whose text an earlier one has taken. */
function overlapping(proposals: readonly Named[]): Named[] {
  const spans = proposals
    .flatMap((proposal) => proposal.edits.map(({ start, end }) => ({ start, end, proposal })))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  const refused = new Set<Named>();
  let end = 0;
  for (const span of spans) {
    if (span.start < end) refused.add(span.proposal);
    else if (!refused.has(span.proposal)) end = span.end;
  }
  return [...refused];
}

function byPlace(a: Kept, b: Kept): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : (a.line ?? 0) - (b.line ?? 0);
}
