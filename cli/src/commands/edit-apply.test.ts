import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import pc from 'picocolors';
import { z } from 'zod';
import { CliError } from '../errors/cli-error.ts';
import type { App } from './app.ts';
import { editApply } from './edit-apply.ts';
import { revert } from './revert.ts';

const ANSWER = ['a.py', '<<<<<<< SEARCH', 'return 1', '=======', 'return 2', '>>>>>>> REPLACE', ''].join('\n');
const Record = z.object({ job_id: z.string().nullable(), written: z.boolean(), unified_diff: z.string() });

describe('iama edit apply', () => {
  let repository: TemporaryRepository;
  let records: unknown[];
  let app: App;

  beforeEach(() => {
    repository = temporaryRepository({ 'a.py': 'def f():\n    return 1\n' });
    writeFileSync(join(repository.root, '../answer.md'), ANSWER);
    records = [];
    const data = repository.data_dir;
    app = {
      cwd: repository.root,
      folders: { config: data, data, local_server: data },
      takeInterrupts: () => new AbortController().signal,
      terminal: {
        json: true,
        interactive: false,
        width: 80,
        paint: pc.createColors(false),
        line: () => undefined,
        remark: () => undefined,
        status: () => undefined,
        record: (value) => records.push(value),
      },
    };
  });
  afterEach(() => repository.remove());

  const run = (write: boolean) => editApply(app, '../answer.md', { write, strict: false });
  const text = () => readFileSync(join(repository.root, 'a.py'), 'utf8');

  it('shows the diff and writes nothing unless it is told to, and can be taken back', async () => {
    await run(false);
    assert.match(Record.parse(records.at(-1)).unified_diff, /-    return 1\n\+    return 2\n/);
    assert.equal(text(), 'def f():\n    return 1\n');
    await run(true);
    const { job_id, written } = Record.parse(records.at(-1));
    assert.equal(written, true);
    assert.equal(text(), 'def f():\n    return 2\n');
    await run(true);
    assert.equal(Record.parse(records.at(-1)).written, false);
    await revert(app, job_id ?? '');
    assert.equal(text(), 'def f():\n    return 1\n');
  });

  it('takes names from the folder where one stands, and makes no second file of one', async () => {
    repository.write('app/b.py', 'def f():\n    return 1\n');
    app = { ...app, cwd: join(repository.root, 'app') };
    writeFileSync(join(repository.root, '../answer.md'), ANSWER.replace('a.py', 'b.py').replace('return 1', ''));
    await assert.rejects(editApply(app, '../../answer.md', { write: true, strict: false }), { code: 'EDITS_REFUSED' });
    writeFileSync(join(repository.root, '../answer.md'), ANSWER.replace('a.py', 'b.py'));
    await editApply(app, '../../answer.md', { write: true, strict: false });
    assert.equal(readFileSync(join(repository.root, 'app/b.py'), 'utf8'), 'def f():\n    return 2\n');
  });

  it('refuses what does not fit, with the reason, and input that is no edit', async () => {
    repository.write('a.py', 'def f():\n    return 3\n');
    await assert.rejects(run(true), (error) => {
      assert.ok(error instanceof CliError);
      assert.equal(error.code, 'EDITS_REFUSED');
      assert.match(error.details.join('\n'), /SEARCH_NOT_FOUND.*line 2/);
      return true;
    });
    writeFileSync(join(repository.root, '../answer.md'), 'I have changed it for you.');
    await assert.rejects(run(true), { code: 'EDITS_UNREADABLE' });
    await assert.rejects(editApply(app, 'none.md', { write: false, strict: false }), { code: 'INPUT_UNREADABLE' });
    assert.equal(text(), 'def f():\n    return 3\n');
  });
});
