import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keptValues } from './kept-values.ts';

describe('kept values', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iama-kept-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are there for the next window, the last one written', async () => {
    const kept = keptValues(folder);
    await Promise.all([1, 2, 3].map((value) => kept.write('review 1', { value })));
    assert.deepEqual(await keptValues(folder).read('review 1'), { value: 3 });
    assert.equal(await kept.read('review 2'), undefined);
  });

  it('leave nothing behind when they are forgotten', async () => {
    const kept = keptValues(folder);
    await kept.write('a/../b', [1]);
    assert.deepEqual(await kept.read('a/../b'), [1]);
    await kept.write('a/../b', undefined);
    assert.equal(await kept.read('a/../b'), undefined);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('are forgotten together for one job, whatever they say about it', async () => {
    const kept = keptValues(folder);
    for (const key of ['review a', 'comments a', 'review ab', 'followed_jobs']) await kept.write(key, 1);
    await kept.forgetAbout('a');
    assert.deepEqual(readdirSync(folder).toSorted(), ['followed_jobs.json', 'review%20ab.json']);
    await keptValues(join(folder, 'not made yet')).forgetAbout('a');
  });

  it('take a file that makes no sense for none', async () => {
    writeFileSync(join(folder, 'x.json'), '{"half');
    assert.equal(await keptValues(folder).read('x'), undefined);
  });
});
