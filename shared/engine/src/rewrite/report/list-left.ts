import { evaluate } from '../evaluate/evaluate.ts';
import { isDead } from '../plan/drop.ts';
import type { Left } from '../result.ts';
import { seedOf } from '../plan/drop.ts';
import { rootOf } from '../work/walk.ts';
import type { Refused } from '../work/begin-work.ts';
import type { Work } from '../work/work.ts';
import { lineOf } from './line-of.ts';

/** Marks that could not be carried out, and conditions that are decided and stay all the same. */
export function listLeft(work: Work, refused: readonly Refused[]): Left[] {
  const left: Left[] = [];
  for (const { node, seed, reason } of refused) {
    const file = work.files.get(rootOf(node));
    if (file && !isDead(work, node))
      left.push({ path: file.path, line: lineOf(file.text, node.start), message: reason, seed });
  }
  for (const node of work.touched) {
    if (node.role !== 'if' && node.role !== 'switch' && node.role !== 'conditional') continue;
    const file = work.files.get(rootOf(node));
    const test = node.role === 'switch' ? node.subject : node.test;
    if (!file || !test || work.round.plans.has(node) || isDead(work, node)) continue;
    const { truth, value } = evaluate(work, file, test);
    if (node.role === 'switch' ? value === undefined : truth === undefined) continue;
    left.push({
      path: file.path,
      line: lineOf(file.text, node.start),
      message: 'The condition is decided, but it stays: taking it apart here would change what runs.',
      seed: seedOf(work, node),
    });
  }
  return left;
}
