import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROUNDS = 12;

/** Both wait for each other before and after each try, so that they try at the same moment, again and again. */
const TWIN = `
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
const [module, root, me] = process.argv.slice(1);
const { ownDataDir } = await import(module);
const together = (dir, what) => {
  writeFileSync(dir + what + me, '');
  while (!existsSync(dir + what + (1 - me)));
};
const owned = [];
for (let round = 0; round < ${ROUNDS}; round += 1) {
  const dir = root + '/' + round;
  mkdirSync(dir, { recursive: true });
  together(dir, '.ready');
  let held = null;
  try { held = ownDataDir(dir); } catch (error) { if (error.reason !== 'in_use') throw error; }
  owned.push(held !== null);
  together(dir, '.done');
  held?.release();
}
console.log(JSON.stringify(owned));
`;

describe('the owner of a data folder', function () {
  this.timeout(30_000);
  let root: string;
  beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'iama-own-'))));
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('is exactly one of two that ask at the same moment', async () => {
    const module = new URL('./own-data-dir.ts', import.meta.url).href;
    const ask = async (me: string) => {
      const args = ['--input-type=module', '--eval', TWIN, module, root, me];
      return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout) as readonly boolean[];
    };
    const [first, second] = await Promise.all([ask('0'), ask('1')]);
    assert.equal(first.length, ROUNDS);
    assert.deepEqual(
      first,
      second.map((each) => !each),
    );
  });
});
