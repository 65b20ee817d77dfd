import type { FileChange } from '../patch/file-change.ts';
import type { SyntaxNode } from '../syntax/node.ts';
import type { SourceFile } from '../syntax/source-file.ts';
import { emitFile } from './emit/emit-file.ts';
import { planFile } from './plan/plan-file.ts';
import type { Program } from './program.ts';
import type { RewriteResult } from './result.ts';
import { beginWork } from './work/begin-work.ts';
import { newRound } from './work/work.ts';

export function removeMarked(program: Program): RewriteResult {
  const { work } = beginWork(program, new Set<SyntaxNode>());
  work.round = newRound();
  const files: SourceFile[] = [...program.files.values()];
  for (const file of files) planFile(work, file);
  const changes: FileChange[] = [];
  for (const file of files) {
    const edits = emitFile(work, file, (_node, seed) => seed);
    if (edits.length > 0) changes.push({ change: 'modify', path: file.path, edits });
  }
  return { changes, deeds: [], left: [], seeds: new Map() };
}
