import { applyEdits } from '../patch/apply-edits.ts';
import type { FileChange } from '../patch/file-change.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import { readSource } from '../syntax/read-source.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { emitFile } from './emit/emit-file.ts';
import type { Program } from './program.ts';
import { listDeeds } from './report/list-deeds.ts';
import { listLeft } from './report/list-left.ts';
import type { Deed, RewriteResult, SeedOutcome } from './result.ts';
import { settle } from './settle.ts';
import { beginWork } from './work/begin-work.ts';
import type { Refused } from './work/begin-work.ts';
import { rootOf } from './work/walk.ts';

interface Attempt {
  readonly result: RewriteResult;
  /** Files whose new text has a syntax error, with the reader's words. */
  readonly broken: ReadonlyMap<SourceFile, string>;
}

const UNREADABLE = 'Removing it here would leave code that cannot be read';

/**
 * Carries out the marks of a program, and everything that follows from them. Every changed file is read again;
 * marks that would leave it broken are left out, and everything is worked out anew without them.
 */
export function removeMarked(program: Program): RewriteResult {
  const without = new Map<SyntaxNode, string>();
  for (;;) {
    const { result, broken } = attempt(program, without);
    if (broken.size === 0) return result;
    const before = without.size;
    for (const [file, message] of broken) excludeFrom(program, file, message, without);
    if (without.size === before) return nothing(program, broken);
  }
}

function attempt(program: Program, without: ReadonlyMap<SyntaxNode, string>): Attempt {
  const { work, refused } = beginWork(program, new Set(without.keys()));
  settle(work);
  const deeds = listDeeds(work);
  const changes: FileChange[] = [];
  const broken = new Map<SourceFile, string>();
  for (const file of program.files.values()) {
    const deleted = deeds.get(file.root);
    if (deleted) {
      changes.push({ change: 'delete', path: file.path, finding_id: deleted.id });
      continue;
    }
    if (!work.touched.has(file.root)) continue;
    const edits = emitFile(work, file, (node, seed) => deedAt(deeds, node)?.id ?? seed);
    if (edits.length === 0) continue;
    const again = readSource(file.path, applyEdits(file.text, edits));
    if (again.ok) changes.push({ change: 'modify', path: file.path, edits });
    else broken.set(file, again.message);
  }
  const all: Refused[] = [...refused];
  for (const [node, reason] of without) all.push({ node, seed: program.marks.get(node)?.seed ?? '', reason });
  const result: RewriteResult = {
    changes: changes.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    deeds: [...deeds.values()],
    left: listLeft(work, all),
    seeds: outcomes(program, all),
  };
  return { result, broken };
}

function deedAt(deeds: ReadonlyMap<SyntaxNode, Deed>, node: SyntaxNode): Deed | null {
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    const deed = deeds.get(at);
    if (deed) return deed;
  }
  return null;
}

/** Finds the marks of a file that break it on their own; when none does alone, all of them stay. */
function excludeFrom(program: Program, file: SourceFile, message: string, without: Map<SyntaxNode, string>): void {
  const own = [...program.marks.keys()].filter((node) => rootOf(node) === file.root && !without.has(node));
  const candidates = own.length > 0 ? own : [...program.marks.keys()].filter((node) => !without.has(node));
  const reason = `${UNREADABLE}: ${message}`;
  const guilty = candidates.filter((node) => {
    const others = new Map([
      ...without,
      ...candidates.filter((other) => other !== node).map((other) => [other, ''] as const),
    ]);
    return attempt(program, others).broken.has(file);
  });
  for (const node of guilty.length > 0 ? guilty : candidates) without.set(node, reason);
}

function outcomes(program: Program, refused: readonly Refused[]): Map<string, SeedOutcome> {
  const seeds = new Map<string, SeedOutcome>();
  for (const mark of program.marks.values()) seeds.set(mark.seed, { became: 'removed' });
  for (const { seed, reason } of refused) seeds.set(seed, { became: 'left', reason });
  return seeds;
}

function nothing(program: Program, broken: ReadonlyMap<SourceFile, string>): RewriteResult {
  const reason = `${UNREADABLE}: ${[...broken.values()].join(' ')}`;
  const seeds = new Map([...program.marks.values()].map((mark) => [mark.seed, { became: 'left', reason } as const]));
  return { changes: [], deeds: [], left: [], seeds };
}
