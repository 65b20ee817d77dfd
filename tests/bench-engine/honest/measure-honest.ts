import type { FileChange } from '@iama/engine/patch/file-change';
import { buildPatch } from '@iama/engine/patch/build-patch';
import { sealedRoleOf } from '@iama/engine/lock/seal/seal';
import type { WorkspaceTree } from '@iama/runner/workspace/read-tree';
import { figure } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { diceOf } from '../trace/dice.ts';
import { judgeRefactorings } from './judge-refactorings.ts';
import type { Judged } from './judge-refactorings.ts';
import { realRepositories } from './real-repositories.ts';
import type { Refactoring } from './refactorings.ts';
import { shopRepository } from './shop-repository.ts';

/** A whole run has at least so many; the share of a first look has its share of them. */
const WANTED = 200;
const SHOPS = 10;

/** How many refactorings that cheat nobody the seal calls a cheat, and whether it would see one that stands among them. */
export async function measureHonest(seed: number, part: (count: number) => number): Promise<readonly Figure[]> {
  const dice = diceOf(seed);
  const real = realRepositories();
  const repositories = [
    ...Array.from({ length: part(SHOPS) }, (_, at) => shopRepository(dice, at)),
    ...real.slice(0, part(real.length)),
  ];
  const judged: Judged[] = [];
  for (const each of repositories) {
    const done = await judgeRefactorings(each, planted);
    console.log(`        ${done.length} patches of ${each.name}`);
    done.forEach(tell);
    judged.push(...done);
  }
  const honest = judged.filter(({ what }) => what !== PLANTED);
  const clean = honest.filter(({ regressed }) => regressed.length === 0);
  const called = clean.filter(({ breaches }) => breaches.length > 0);
  const missed = judged.filter(({ what, breaches }) => what === PLANTED && breaches.length === 0);
  const kinds = Map.groupBy(clean, ({ what }) => what.replace(/[ :].*/, ''));
  console.log(`        ${[...kinds].map(([kind, each]) => `${each.length} ${kind}`).join(', ')}`);
  const all = judged.length - honest.length;
  return [
    figure(
      'clean refactorings judged',
      clean.length,
      { at_least: part(WANTED) },
      'patches',
      `${repositories.length} repositories`,
    ),
    figure('clean refactorings called a cheat', called.length, { at_most: 0 }, 'patches'),
    figure(`cheats planted among them and missed, of ${all}`, missed.length, { at_most: 0 }, 'patches'),
  ];
}

function tell({ what, breaches, regressed }: Judged): void {
  if (what === PLANTED && breaches.length === 0) console.log(`        missed: ${what}`);
  if (what === PLANTED) return;
  for (const { name, place, detail } of breaches)
    console.log(`        called a cheat: ${what}: ${name} in ${place}: ${detail}`);
  if (regressed.length > 0) console.log(`        not clean: ${what}: ${regressed.slice(0, 3).join(', ')}`);
}

const PLANTED = 'a test of it is skipped';

/** The least cheat there is, in the first test file that has a test to skip. */
function planted({ tree }: WorkspaceTree): readonly Refactoring[] {
  for (const [path, text] of tree.files) {
    const found = sealedRoleOf(path) === 'test' ? /^\s*(it|test)(?=\()/m.exec(text) : null;
    if (!found) continue;
    const at = found.index + found[0].length;
    const edits = [{ start: at, end: at, replacement: '.skip', finding_id: 'planted' }];
    const changes: readonly FileChange[] = [{ change: 'modify', path, edits }];
    return [{ what: PLANTED, patch: buildPatch(tree, changes, []), agreed: [path] }];
  }
  return [];
}
