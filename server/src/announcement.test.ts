import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announce, withdraw } from './announcement.ts';

describe('the announcement of a control plane', () => {
  let home = '';
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'iama-announce-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('is for its owner only, and goes with the one that made it', async () => {
    const env = { IAMA_HOME: home };
    const path = join(home, 'data', 'local-control-plane.json');
    await announce('/a/.iama', env);
    assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), { data_dir: '/a/.iama' });
    assert.equal(statSync(path).mode & 0o077, 0);
    await withdraw('/b/.iama', env);
    assert.ok(existsSync(path), 'another clone’s is left');
    await withdraw('/a/.iama', env);
    assert.ok(!existsSync(path));
    await withdraw('/a/.iama', env);
  });
});
