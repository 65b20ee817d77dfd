import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildInHostSuite } from './build-in-host-suite.ts';
import type { InHostEnd } from './read-results.ts';
import { readResults } from './read-results.ts';
import { runInHost } from './run-in-host.ts';
import { startVscode } from './start-vscode.ts';

const MIXED = `import assert from 'node:assert/strict';
import { window } from 'vscode';
describe('mixed', () => {
  it('is fine', () => assert.equal(typeof window.showInformationMessage, 'function'));
  it('is wrong', () => assert.equal(1, 2));
  it.skip('is left out', () => {});
});
`;

describe('a suite in the extension host', function () {
  this.timeout(180_000);
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'iama-in-host-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('is red when one of its tests fails, and nothing of VS Code runs afterwards', async () => {
    const source = join(root, 'mixed.test.ts');
    await writeFile(source, MIXED);
    const suite = await buildInHostSuite(join(root, 'built'), [source]);
    const vscode = await startVscode({ in_host: true });
    const running = await processesAtHome(vscode.home);
    let end: InHostEnd;
    try {
      end = await runInHost(vscode, { suite, folder: root, extension_id: 'none' });
    } finally {
      await vscode.stop();
    }
    assert.notDeepEqual(running, [], 'this test looks for the wrong processes');
    assert.equal(end.exit_code, 1);
    assert.deepEqual(end.tally, { passed: 1, failed: 1, skipped: 1 });
    assert.match(end.tests.find(({ state }) => state === 'failed')?.error ?? '', /1 !== 2/);
    assert.deepEqual(await processesAtHome(vscode.home), []);
    assert.deepEqual(
      (await readdir(tmpdir())).filter((name) => vscode.home.endsWith(name)),
      [],
    );
  });

  it('is red when it wrote nothing, ran nothing or ended red after green tests', async () => {
    const file = join(root, 'results.json');
    assert.equal((await readResults(file, 0)).exit_code, 1);
    await writeFile(file, '{"tests":[]}');
    assert.equal((await readResults(file, 0)).tally.failed, 1);
    await writeFile(file, '{"tests":[{"title":"a","state":"passed","error":null}]}');
    assert.equal((await readResults(file, 0)).exit_code, 0);
    assert.equal((await readResults(file, 1)).tally.failed, 1);
  });
});

/** Processes that have this home, wherever they stand in the tree of processes. */
async function processesAtHome(home: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found: string[] = [];
  for (const pid of pids) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (environment.split('\0').includes(`HOME=${home}`)) found.push(pid);
  }
  return found;
}
