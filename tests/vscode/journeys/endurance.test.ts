import assert from 'node:assert/strict';
import type { Figure } from '../../bench-engine/figure.ts';
import { measureKills } from '../../bench-vscode/kills.ts';
import { measureReloads } from '../../bench-vscode/reloads.ts';

/** Printed, so that a failure can be had again: `npm run bench:vscode -- kills --seed <n>`. */
const SEED = Date.now() % 1_000_000;

const missed = (figures: readonly Figure[]): readonly string[] =>
  figures.filter(({ ok }) => !ok).map(({ name, line }) => `${name}: ${line}`);

/** A few of what `npm run bench:vscode` does by the hundred. */
describe('a person whose window goes', function () {
  this.timeout(300_000);

  it('finds the review as it was after reloads in the middle of a job', async () => {
    assert.deepEqual(missed(await measureReloads(2, console.log)), []);
  });

  it(`finds files whole and the job going on after kills of the extension host (seed ${SEED})`, async () => {
    assert.deepEqual(missed(await measureKills(3, SEED, console.log)), []);
  });
});
