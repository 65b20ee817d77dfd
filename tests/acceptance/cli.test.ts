import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';

const CLI = fileURLToPath(new URL('../../cli/bin/iama.js', import.meta.url));
const SOURCE = `export const used = () => 1;\n\nfunction unused() {\n  return 2;\n}\n`;

interface BundledEvidence {
  readonly lock: {
    readonly runs: number;
    readonly none_because: string | null;
    readonly pinned: readonly { readonly path: string }[];
  };
  readonly events: readonly unknown[];
}

/** A test of the repository that asks this server, so that a run stands still until we answer. */
interface Gate {
  readonly url: string;
  readonly asked: Promise<void>;
  open(): void;
  close(): Promise<void>;
}

describe('the command line', function () {
  this.timeout(120_000);
  let plane: ControlPlane;
  let gate: Gate;
  let root: string;
  let repository: string;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    plane = await startControlPlane();
  });
  after(() => plane.stop());
  beforeEach(async () => {
    gate = await startGate();
    root = await mkdtemp(join(tmpdir(), 'iama-cli-'));
    repository = join(root, 'repository');
    env = { ...process.env, IAMA_HOME: join(root, 'home'), IAMA_DATA_DIR: plane.data_dir, NODE_OPTIONS: '' };
    await makeRepository(repository, gate.url);
  });
  afterEach(async () => {
    await gate.close();
    await rm(root, { recursive: true, force: true });
  });

  const iama = (...args: string[]): ChildProcess =>
    spawn(process.execPath, [CLI, ...args], { cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const gitStatus = (): string => execFileSync('git', ['status', '--porcelain'], { cwd: repository, encoding: 'utf8' });

  it('ends at once, in the middle of a job, when the older Node that handed over to it is killed', async () => {
    const child = spawn(process.execPath, [CLI, 'refactor', '--recipe', 'unused-code', '--yes', '--unconfined'], {
      cwd: repository,
      env: { ...env, IAMA_HANDED_OVER: '1' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await gate.asked;
    const gone = once(child, 'exit');
    // What it sees of its parent's death: the line between the two ends.
    child.disconnect();
    assert.deepEqual(await gone, [null, 'SIGKILL']);
    assert.equal(gitStatus(), '');
  });

  it('takes a job up again after kill -9, delivers it, applies it and takes it back', async () => {
    // Enough time on a busy machine.
    const first = iama('refactor', '--recipe', 'unused-code', '--yes', '--unconfined', '--json', '--lock-budget', '60');
    const job = recordOf(first, (record) => record['type'] === 'job');
    await gate.asked;
    const job_id = String(((await job)['job'] as { id: string }).id);
    const gone = once(first, 'exit');
    first.kill('SIGKILL');
    await gone;
    assert.equal(gitStatus(), '');

    gate.open();
    const resumed = await finished(iama('resume', job_id, '--yes', '--json'));
    assert.equal(resumed.code, 0, resumed.stderr);
    const result = JSON.parse(resumed.stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
    assert.equal((result['evidence'] as { verdict: string }).verdict, 'verified');
    assert.equal(gitStatus(), '');

    const bundle = join(root, 'evidence');
    const written = await finished(iama('evidence', job_id, '--out', bundle));
    assert.equal(written.code, 0, written.stderr);
    const intact = await finished(iama('verify', bundle, '--against', '.'));
    assert.equal(intact.code, 0, intact.stderr);
    const { lock, events } = JSON.parse(await readFile(join(bundle, 'evidence.json'), 'utf8')) as BundledEvidence;
    assert.equal(lock.runs, 3);
    // Where runs cannot be held in, nothing is written, and the reason is there.
    if (lock.none_because === null)
      assert.deepEqual(
        lock.pinned.map(({ path }) => path),
        ['index.js'],
      );
    else assert.match(lock.none_because, /cannot hold test runs in/);
    assert.ok(events.length > 10);
    const page = join(bundle, 'evidence.md');
    await writeFile(page, (await readFile(page, 'utf8')).replace('Verified', 'verified'));
    const changed = await finished(iama('verify', bundle));
    assert.equal(changed.code, 1);
    assert.match(changed.stderr, /BUNDLE_CHANGED.*evidence\.md/s);

    assert.equal((await finished(iama('apply', job_id))).code, 0);
    assert.equal(await readFile(join(repository, 'index.js'), 'utf8'), 'export const used = () => 1;\n');
    const show = await finished(iama('show', job_id, '--json'));
    assert.equal((JSON.parse(show.stdout) as { delivery: { status: string } }).delivery.status, 'applied');
    assert.equal((await finished(iama('revert', job_id))).code, 0);
    assert.equal(await readFile(join(repository, 'index.js'), 'utf8'), SOURCE);
    assert.equal(gitStatus(), '');

    const usage = await finished(iama('usage'));
    assert.match(usage.stdout, /^Plan {2}FREE\n[█░]{20} {2}\d+ % used today\nAbout \d+ typical refactors left today\./);
    const details = await finished(iama('usage', '--details', '--json'));
    const { jobs } = JSON.parse(details.stdout) as { jobs: { job_id: string; reason: string | null }[] };
    assert.equal(jobs.find((each) => each.job_id === job_id)?.reason, 'verified');
  });

  it('signs in with a code that is confirmed on another screen, and says why it was not', async () => {
    const { client, email } = await plane.newAccount();
    for (const decision of ['deny', 'approve'] as const) {
      const child = iama('login', '--device', '--json');
      const asked = recordOf(child, (record) => record['type'] === 'device_code');
      const ending = finished(child);
      const user_code = String((await asked)['user_code']);
      await client.call('auth.device_decide', { body: { user_code, decision } });
      const { code, stdout, stderr } = await ending;
      if (decision === 'deny') assert.equal((JSON.parse(stderr) as { code: string }).code, 'ACCESS_DENIED');
      else assert.equal(code, 0, stderr);
      assert.equal(stdout.includes(email), decision === 'approve');
    }
    const mixed = await finished(iama('login', '--device', '--email', email));
    assert.equal(mixed.code, 2);
  });

  it('keeps the job on Ctrl-C and says how to go on', async () => {
    const child = iama('refactor', '--recipe', 'unused-code', '--yes', '--unconfined');
    const ending = finished(child);
    await gate.asked;
    child.kill('SIGINT');
    const { code, stderr } = await ending;
    assert.equal(code, 130);
    assert.match(stderr, /iama resume [0-9a-f-]{36}/);
    const job_id = /iama resume ([0-9a-f-]{36})/.exec(stderr)?.[1] ?? '';
    gate.open();
    assert.equal((await finished(iama('resume', job_id, '--yes'))).code, 0);
  });

  it('tries a job again that a change of the files has stopped', async () => {
    const first = iama('refactor', '--recipe', 'unused-code', '--yes', '--unconfined', '--json');
    const job = recordOf(first, (record) => record['type'] === 'job');
    const ending = finished(first);
    await gate.asked;
    await writeFile(join(repository, 'index.js'), `${SOURCE}// mine\n`);
    gate.open();
    const { stderr } = await ending;
    const problem = JSON.parse(stderr) as Record<string, string>;
    assert.equal(problem['code'], 'WORKSPACE_CHANGED');
    const job_id = String(((await job)['job'] as { id: string }).id);
    assert.match(problem['next'] ?? '', new RegExp(`iama retry ${job_id}`));
    const again = await finished(iama('retry', job_id, '--yes', '--json'));
    assert.equal(again.code, 0, again.stderr);
    const result = JSON.parse(again.stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
    assert.equal((result['evidence'] as { verdict: string }).verdict, 'verified');
    assert.equal((await finished(iama('apply', job_id))).code, 0);
    assert.equal(await readFile(join(repository, 'index.js'), 'utf8'), 'export const used = () => 1;\n\n// mine\n');
  });

  it('sends a delivered diff back, and delivers the next one without what was rejected', async () => {
    gate.open();
    await writeFile(join(repository, 'other.js'), 'export const other = 1;\nfunction needed() {}\n');
    commitAll(repository);
    assert.equal((await finished(iama('refactor', '--recipe', 'unused-code', '--yes', '--unconfined'))).code, 0);
    const jobs = await finished(iama('jobs', '--json', '--limit', '1'));
    const job_id = (JSON.parse(jobs.stdout) as { items: { id: string }[] }).items[0]?.id ?? '';
    assert.match((await finished(iama('diff', job_id))).stdout, /-function needed/);

    const all = await finished(iama('request-changes', job_id, '--file', 'other.js', '--file', 'index.js', '--json'));
    assert.equal((JSON.parse(all.stderr) as { code: string }).code, 'EVERYTHING_REJECTED');
    assert.equal((await finished(iama('request-changes', job_id))).code, 2);

    const why = 'Called from a template.';
    const again = await finished(iama('request-changes', job_id, '--file', 'other.js', '--comment', why));
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stdout, /review of attempt 1 {2}1 hunk rejected/);
    assert.ok(again.stdout.includes(why));
    const diff = await finished(iama('diff', job_id));
    assert.match(diff.stdout, /-function unused/);
    assert.doesNotMatch(diff.stdout, /needed/);
    assert.equal((await finished(iama('apply', job_id))).code, 0);
    assert.match(await readFile(join(repository, 'other.js'), 'utf8'), /needed/);
  });

  it('writes nothing when a file has changed since the patch was made', async () => {
    gate.open();
    commitAll(repository);
    assert.equal((await finished(iama('refactor', '--recipe', 'unused-code', '--yes', '--unconfined'))).code, 0);
    const jobs = await finished(iama('jobs', '--json', '--limit', '1'));
    const job_id = (JSON.parse(jobs.stdout) as { items: { id: string }[] }).items[0]?.id ?? '';
    await writeFile(join(repository, 'index.js'), `${SOURCE}// mine\n`);
    const { code, stderr } = await finished(iama('apply', job_id, '--json'));
    assert.equal(code, 6);
    assert.equal((JSON.parse(stderr) as { code: string }).code, 'WORKSPACE_CHANGED');
    assert.equal(await readFile(join(repository, 'index.js'), 'utf8'), `${SOURCE}// mine\n`);
  });

  for (const [what, args, code, exit] of [
    ['an unknown recipe', ['--recipe', 'unusd-code', '--yes'], 'UNKNOWN_RECIPE', 2],
    ['a target outside', ['--recipe', 'unused-code', '--yes', '--target', '../..'], 'TARGET_OUTSIDE_WORKSPACE', 3],
    ['a target that is not there', ['--recipe', 'unused-code', '--yes', '--target', 'indx.js'], 'TARGET_NOT_FOUND', 3],
    ['no repository', [tmpdir(), '--recipe', 'unused-code', '--yes'], 'NOT_A_REPOSITORY', 3],
    ['nobody to ask', ['--recipe', 'unused-code'], 'DECISION_NEEDED', 2],
    ['an unknown option', ['--recipe', 'unused-code', '--fast'], 'USAGE', 2],
  ] as const) {
    it(`answers ${what} with ${code} and makes no job`, async () => {
      const before = await jobIds();
      const { code: exited, stdout, stderr } = await finished(iama('refactor', ...args, '--json'));
      assert.equal(exited, exit);
      assert.equal(stdout, '');
      const problem = JSON.parse(stderr) as Record<string, string>;
      assert.equal(problem['code'], code);
      assert.ok(problem['detail'] && problem['next']);
      assert.deepEqual(await jobIds(), before);
    });
  }

  async function jobIds(): Promise<readonly string[]> {
    const { stdout } = await finished(iama('jobs', '--json'));
    return (JSON.parse(stdout) as { items: { id: string }[] }).items.map(({ id }) => id);
  }
});

async function makeRepository(folder: string, gate_url: string): Promise<void> {
  await mkdir(join(folder, 'test'), { recursive: true });
  const manifest = { name: 'sample', private: true, type: 'module', scripts: { test: 'node --test' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'index.js'), SOURCE);
  const test = [
    `import assert from 'node:assert/strict';`,
    `import { test } from 'node:test';`,
    `import { used } from '../index.js';`,
    `test('is one, when the gate is open', async () => {`,
    `  await fetch('${gate_url}');`,
    `  assert.equal(used(), 1);`,
    `});`,
  ];
  await writeFile(join(folder, 'test', 'index.test.js'), `${test.join('\n')}\n`);
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  commitAll(folder);
}

/** Tests that ask our gate are let out, and for that git must be able to bring everything back. */
function commitAll(folder: string): void {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder });
  git('add', '--all');
  git('commit', '--quiet', '--no-gpg-sign', '--allow-empty', '-m', 'Go on');
}

async function startGate(): Promise<Gate> {
  const held = new Set<ServerResponse>();
  let isOpen = false;
  let ask = (): void => {};
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  const server: Server = createServer((_, response) => {
    ask();
    if (isOpen) response.end('open');
    else held.add(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    open() {
      isOpen = true;
      for (const response of held) response.end('open');
      held.clear();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function finished(child: ChildProcess): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

/** The first line of NDJSON that matches; the rest is read and dropped, so that the writer never blocks. */
function recordOf(
  child: ChildProcess,
  matches: (record: Record<string, unknown>) => boolean,
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('its output is not piped');
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      const record = JSON.parse(line) as Record<string, unknown>;
      if (matches(record)) resolve(record);
    });
    lines.on('close', () => reject(new Error('it ended before that line')));
  });
}
