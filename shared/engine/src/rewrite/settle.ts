import { deleteFiles } from './cleanup/delete-files.ts';
import { findEmptied } from './cleanup/find-emptied.ts';
import { findUnused } from './cleanup/find-unused.ts';
import { findFacts } from './facts/find-facts.ts';
import { foldFirstWrites } from './facts/fold-first-writes.ts';
import { planFile } from './plan/plan-file.ts';
import { newRound } from './work/work.ts';
import type { Work } from './work/work.ts';

/** A chain of conclusions longer than this is a fault of ours; what is known by then is carried out. */
const MOST_ROUNDS = 200;

/** Plans, and concludes from the plans, until there is nothing new. */
export function settle(work: Work): void {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    work.round = newRound();
    for (const file of work.program.files.values()) planFile(work, file);
    const news = [deleteFiles(work), findFacts(work), foldFirstWrites(work), findEmptied(work), findUnused(work)];
    if (!news.includes(true)) return;
  }
}
