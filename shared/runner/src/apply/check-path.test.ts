import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNewName } from './check-path.ts';

describe('the name of a new file', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'iama-names-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  for (const path of ['a.ts::$DATA', 'C:/b.ts', '~/b.ts'])
    it(`may not mean another place: ${path}`, () => assert.rejects(checkNewName(root, path), { code: 'PATH_REFUSED' }));

  it('may have a tilde anywhere else', async () => {
    for (const path of ['~b.ts', 'a/~/b.ts', 'a~']) await checkNewName(root, path);
  });
});
