import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { PatchEditSet } from '@iama/contracts/edit/patch-edit';
import { applyPatchToDisk } from '../apply/apply-patch-to-disk.ts';
import { revertJob } from '../revert/revert-job.ts';
import { temporaryRepository } from '../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../testing/temporary-repository.ts';
import { treeDigest } from '../testing/tree-digest.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { prepareEdits } from './prepare-edits.ts';

const JOB = 'job-1';
const search = (path: string, from: string, to: string) => ({
  op: 'EXACT_SEARCH_REPLACE',
  path,
  blocks: [{ search: from, replace: to }],
});

describe('an edit set on disk', () => {
  let repository: TemporaryRepository;
  let workspace: Workspace;

  beforeEach(async () => {
    repository = temporaryRepository({
      'crlf.ts': 'one();\r\ntwo();\r\n',
      'mixed.ts': 'one();\ntwo();\r\nthree();\n',
      'bom.ts': '\uFEFFone();\ntwo();',
      'wide.txt': Buffer.from('\uFEFFwide', 'utf16le'),
      'latin.txt': Buffer.from([0x66, 0xfc, 0x72]),
      'old.ts': 'old();\n',
      '.gitignore': 'local.env\n',
    });
    repository.write('local.env', 'KEY=1\n');
    workspace = await openWorkspace(repository.root);
  });
  afterEach(() => repository.remove());

  const prepare = (edits: readonly object[]) => prepareEdits(workspace, PatchEditSet.parse({ edits }));
  const bytes = (path: string) => readFileSync(join(repository.root, path), 'utf8');

  it('keeps line ends, byte order mark and a missing final newline, and is taken back byte for byte', async () => {
    const before = treeDigest(repository.root);
    const outcome = await prepare([
      search('crlf.ts', 'one();\ntwo();', 'one();\nhalf();\ntwo();'),
      search('mixed.ts', 'two();', 'TWO();\nthen();'),
      search('bom.ts', 'two();\n', 'TWO();\n'),
      search('local.env', 'KEY=1', 'KEY=2'),
      { op: 'RENAME_FILE', path: 'old.ts', new_path: 'deep/er/new.ts' },
      { op: 'CREATE_FILE', path: 'made.ts', text: 'made();\n' },
    ]);
    assert.ok(outcome.ok, JSON.stringify(outcome));
    const where = { workspace, data_dir: repository.data_dir, job_id: JOB };
    await applyPatchToDisk({ ...where, patch: outcome.patch });
    assert.equal(bytes('crlf.ts'), 'one();\r\nhalf();\r\ntwo();\r\n');
    assert.equal(bytes('mixed.ts'), 'one();\nTWO();\r\nthen();\r\nthree();\n');
    assert.equal(bytes('bom.ts'), '\uFEFFone();\nTWO();');
    assert.equal(bytes('local.env'), 'KEY=2\n');
    assert.equal(bytes('deep/er/new.ts'), 'old();\n');
    assert.equal((await revertJob(where)).status, 'reverted');
    assert.deepEqual(treeDigest(repository.root), before);
  });

  it('says of each file that it cannot edit why, and touches none', async () => {
    symlinkSync('crlf.ts', join(repository.root, 'link.ts'));
    symlinkSync('/tmp', join(repository.root, 'out'));
    const outcome = await prepare([
      search('crlf.ts', 'one', 'ONE'),
      search('wide.txt', 'a', 'b'),
      search('latin.txt', 'a', 'b'),
      search('link.ts', 'one', 'ONE'),
      search('gone.ts', 'a', 'b'),
      { op: 'CREATE_FILE', path: 'out/made.ts', text: 'x' },
    ]);
    assert.ok(!outcome.ok);
    const said = outcome.refusals.map(({ code, path, message }) => `${code} ${path} ${message}`);
    assert.match(said[0] ?? '', /^FILE_UNREADABLE wide\.txt .*UTF-16LE/);
    assert.match(said[1] ?? '', /^FILE_UNREADABLE latin\.txt .*not valid UTF-8/);
    assert.match(said[2] ?? '', /^PATH_REFUSED link\.ts .*symbolic link/);
    assert.match(said[3] ?? '', /^FILE_MISSING gone\.ts/);
    assert.match(said[4] ?? '', /^PATH_REFUSED out\/made\.ts .*symbolic link/);
    assert.equal(said.length, 5);
  });

  it('never makes a file whose name is another in other case, also beside files that git ignores', async () => {
    for (const path of ['Local.env', 'OLD.ts', 'Local.ENV/x.ts']) {
      const outcome = await prepare([{ op: 'CREATE_FILE', path, text: 'x\n' }]);
      if (!outcome.ok) {
        assert.deepEqual(
          outcome.refusals.map((each) => each.code),
          ['PATH_REFUSED'],
          path,
        );
        continue;
      }
      const patch = outcome.patch;
      await assert.rejects(
        applyPatchToDisk({ workspace, data_dir: repository.data_dir, job_id: JOB, patch }),
        { code: 'PATH_REFUSED' },
        path,
      );
    }
  });
});
