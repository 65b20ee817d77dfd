import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ApiError } from '@iama/client/api-error';
import type { Client } from '@iama/client/create-client';
import { createClient } from '@iama/client/create-client';
import { memoryTokenStore } from '@iama/client/token-store';
import type { Spec } from '@iama/contracts/job/spec';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { createSampleJob, workSampleJob } from './sample-job.ts';

const CLI = fileURLToPath(new URL('../../cli/bin/iama.js', import.meta.url));

describe('a specification that people edit', function () {
  this.timeout(60_000);
  let plane: ControlPlane;
  let client: Client;
  let folder: string;
  let job_id: string;
  before(async () => {
    plane = await startControlPlane();
    client = await localAccount(plane);
  });
  after(() => plane.stop());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'iama-spec-'));
    job_id = await waitingJob(client);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const spec = (): Promise<Spec> => client.call('spec.get', { params: { job_id } });
  const say = ({ revision_token, sdd }: Spec, statement: string): Promise<Spec> =>
    client.call('spec.edit', {
      params: { job_id },
      body: { revision_token, sdd: sdd.map((item, place) => (place === 0 ? { ...item, statement } : item)) },
    });

  async function iama(args: readonly string[], editor = 'false') {
    const env = { ...process.env, IAMA_HOME: join(folder, 'home'), IAMA_DATA_DIR: plane.data_dir, NODE_OPTIONS: '' };
    const child = spawn(process.execPath, [CLI, 'spec', job_id, ...args], {
      env: { ...env, VISUAL: '', EDITOR: editor },
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr] = [text(child.stdout), text(child.stderr)];
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, stdout: await stdout, stderr: await stderr };
  }

  it('answers the slower of two with what stands and what differs, and keeps the history', async () => {
    const base = await spec();
    const second = await say(base, 'The quicker one.');
    const error: unknown = await say(base, 'The slower one.').catch((reason: unknown) => reason);
    assert.ok(error instanceof ApiError);
    assert.deepEqual([error.status, error.code], [409, 'SPEC_REVISION_CONFLICT']);
    const payload = error.problem?.diff_payload;
    assert.deepEqual([payload?.current, payload?.base_revision], [second, 1]);
    assert.equal(payload?.difference?.sdd.changed[0]?.after.statement, 'The quicker one.');
    const { items } = await client.call('spec.revisions', { params: { job_id } });
    assert.deepEqual(
      items.map(({ revision }) => revision),
      [2, 1],
    );
    const first = await client.call('spec.get', { params: { job_id }, query: { revision: 1 } });
    assert.deepEqual(first, base);
    const body = { revision_token: base.revision_token };
    await assert.rejects(client.call('spec.approve', { params: { job_id }, body }), { code: 'SPEC_REVISION_CONFLICT' });
  });

  it('is printed by `iama spec`, and taken back from a file', async () => {
    const printed = await iama([]);
    assert.equal(printed.code, 0, printed.stderr);
    const file = join(folder, 'spec.md');
    await writeFile(file, `${printed.stdout.replace('- **Keep** ', '- **Keep** As I say: ')}`);
    const sent = await iama(['--file', 'spec.md']);
    assert.equal(sent.code, 0, sent.stderr);
    assert.match(sent.stdout, /Revision 2/);
    const { sdd } = await spec();
    assert.match(sdd.find(({ kind }) => kind === 'keep')?.statement ?? '', /^As I say: /);
  });

  it('opens in the editor of the person, who is told each line that cannot be read', async () => {
    const edited = await iama(['--edit'], `sed -i 's/^- [*][*]Change[*][*] /&Just this: /'`);
    assert.equal(edited.code, 0, edited.stderr);
    assert.match((await spec()).sdd[0]?.statement ?? '', /^Just this: /);
    assert.match((await iama(['--edit'], 'true')).stdout, /Nothing was changed/);
    const broken = await iama(['--edit'], `sed -i 's/^- [*][*]Change[*][*]/- Change/'`);
    assert.equal(broken.code, 2);
    assert.match(broken.stderr, /SPEC_TEXT_INVALID[^]*line \d+: /);
    const kept = /--file (\S+\.md)/.exec(broken.stderr)?.[1] ?? '';
    assert.match(await readFile(kept, 'utf8'), /^- Change Just this/m);
  });

  it('loses nothing when somebody was quicker: the text is kept, and one with both is ready to be sent', async () => {
    const printed = await iama([]);
    const file = join(folder, 'mine.md');
    await writeFile(file, printed.stdout.replace('- **Keep** ', '- **Keep** Mine: '));
    await say(await spec(), 'Theirs.');
    const refused = await iama(['--file', file]);
    assert.equal(refused.code, 6, refused.stderr);
    assert.match(refused.stderr, /SPEC_REVISION_CONFLICT[^]*theirs: changes change-1 \(statement\)/);
    assert.ok(refused.stderr.includes(file));
    const merged = /--file (\S+\.md)/.exec(refused.stderr)?.[1] ?? '';
    const sent = await iama(['--file', merged]);
    assert.equal(sent.code, 0, sent.stderr);
    const { sdd, revision } = await spec();
    assert.deepEqual([revision, sdd[0]?.statement], [3, 'Theirs.']);
    assert.match(sdd.find(({ kind }) => kind === 'keep')?.statement ?? '', /^Mine: /);
  });
});

/** The account that the command line signs in with by itself. */
async function localAccount({ url, data_dir }: ControlPlane): Promise<Client> {
  const tokens = memoryTokenStore();
  const client = createClient({ base_url: url, tokens });
  const body = JSON.parse(await readFile(join(data_dir, 'local-account.json'), 'utf8')) as {
    email: string;
    password: string;
  };
  await tokens.write((await client.call('auth.login', { body })).tokens);
  return client;
}

async function waitingJob(client: Client): Promise<string> {
  const { id } = await createSampleJob(client);
  const params = { job_id: id };
  const worker = workSampleJob(client, id);
  await client.call('jobs.start', { params });
  await worker.reached('WAITING_STRATEGY');
  await client.call('proposals.select', { params, body: { level: 'STANDARD' } });
  await worker.close();
  return id;
}
