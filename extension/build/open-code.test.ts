import assert from 'node:assert/strict';
import { access, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { NoCodeError, findCode, openCode } from './open-code.ts';

describe('npm run code', function () {
  this.timeout(20_000);
  let place: string;
  const options = (code: string) => ({
    vsix: '/somewhere/iama.vsix',
    code,
    folder: join(place, 'new'),
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  });

  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'iama-open-code-'));
  });
  afterEach(() => rm(place, { recursive: true, force: true }));

  async function fakeCode(name: string, last_line: string): Promise<string> {
    const file = join(place, name);
    await writeFile(file, `#!/bin/sh\necho "$@" >> "${place}/calls"\n${last_line}\n`);
    await chmod(file, 0o755);
    return file;
  }

  it('installs the package apart from the person’s own editor, then opens a fresh repository', async () => {
    await fakeCode('code', 'exit 0');
    const PATH = `${place}${delimiter}${process.env['PATH'] ?? ''}`;
    const sample = await openCode(options(findCode({ PATH, CODE: '' })));
    const calls = (await readFile(join(place, 'calls'), 'utf8')).trim().split('\n');
    const apart = `--user-data-dir ${place}/new/profile --extensions-dir ${place}/new/extensions`;
    assert.deepEqual(calls, [
      `${apart} --install-extension /somewhere/iama.vsix --force`,
      `${apart} --new-window ${sample}`,
    ]);
    await access(join(sample, '.git'));
    await access(join(sample, 'package.json'));
  });

  it('takes another program that CODE names', async () => {
    const CODE = await fakeCode('codium', 'exit 0');
    await openCode(options(findCode({ CODE, PATH: '' })));
    assert.equal((await readFile(join(place, 'calls'), 'utf8')).trim().split('\n').length, 2);
  });

  it('says what to do when there is no code', () => {
    assert.throws(
      () => findCode({ PATH: place }),
      (error) => {
        assert.ok(error instanceof NoCodeError);
        assert.match(error.message, /Install 'code' command in PATH.*Install from VSIX/);
        return true;
      },
    );
  });

  it('says which call failed, and opens nothing after it', async () => {
    const CODE = await fakeCode('code', 'exit 3');
    await assert.rejects(openCode(options(CODE)), /--install-extension .* ended with exit code 3/);
    assert.equal((await readFile(join(place, 'calls'), 'utf8')).trim().split('\n').length, 1);
  });
});
