import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CreateJob } from '@iama/contracts/job/job';
import { Evidence } from '@iama/contracts/job/evidence';
import type { Spec } from '@iama/contracts/job/spec';
import { LockSettings } from '@iama/contracts/test-run/lock';
import { buildPatch } from '@iama/engine/patch/build-patch';
import { confinementForCalls } from '@iama/runner/lock/job/held-in';
import { temporaryRepository } from '@iama/runner/testing/temporary-repository';
import type { TemporaryRepository } from '@iama/runner/testing/temporary-repository';
import { treeDigest } from '@iama/runner/testing/tree-digest';
import { getArtifact } from '@iama/server/app/artifacts/get-artifact';
import { getDelivery } from '@iama/server/app/deliveries/get-delivery';
import { getProposals } from '@iama/server/app/proposals/get-proposals';
import { approveSpec } from '@iama/server/app/specs/approve-spec';
import { getSpec } from '@iama/server/app/specs/get-spec';
import { sql } from 'drizzle-orm';
import { RealMachine } from '../../support/real-machine.ts';
import { ScriptedClient } from '../../support/scripted-client.ts';
import { openSpine } from '../../support/spine.ts';
import type { Spine } from '../../support/spine.ts';

const FORGOTTEN = 'function forgotten(list) {\n  return list.length > 3;\n}\n';
const PROGRAM = `#!/usr/bin/env node
const { argv } = require('node:process');
${FORGOTTEN}const [text = '', option] = argv.slice(2);
if (text === '--help') console.log('slug <text> [--strict]');
else if (option === '--strict') { console.error('too strict'); process.exitCode = 4; }
else console.log(text.toLowerCase().replaceAll(' ', '-'));
`;
/** A program that nothing tests. */
const SLUG = {
  'package.json': JSON.stringify({ name: 'slug', bin: './slug.js' }),
  'slug.js': PROGRAM,
  'README.md': "    slug 'Hello World'\n    slug a --loud\n",
};
const SERVER = `const http = require('node:http');
${FORGOTTEN}const app = { routes: new Map(), get(path, answer) { this.routes.set(path, answer); } };
app.get('/health', () => ({ ok: true }));
app.get('/orders/:id', () => ({}));
http.createServer((request, response) => {
  const answer = app.routes.get(request.url);
  response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer ? answer() : {}));
}).listen(process.env.PORT || 4711);
`;
const SHOP = {
  'package.json': JSON.stringify({ name: 'shop', scripts: { start: 'node server.js' } }),
  'server.js': SERVER,
};
const TEMPLATE = 'const {{ name }} = {{ value }};\nmodule.exports = { {{ name }} };\n';
/** Enough time on a busy machine. */
const LOCK = LockSettings.parse({ runs: 2, budget_ms: 120_000 });
const CHOSEN = { ...LOCK, mode: 'black_box' as const };

describe('a job that asks programs at their border', function () {
  this.timeout(120_000);
  let spine: Spine;
  let repository: TemporaryRepository;
  let client: ScriptedClient;

  before(async function () {
    // Elsewhere nothing is asked, and the lists say so.
    if ((await confinementForCalls()) === null) this.skip();
    spine = await openSpine();
  });
  afterEach(() => {
    client.close();
    repository.remove();
  });
  after(() => spine?.close());

  async function begin(files: Readonly<Record<string, string>>, over: Partial<CreateJob>): Promise<RealMachine> {
    repository = temporaryRepository(files);
    client = await ScriptedClient.begin(spine, {
      target: { kind: 'folder', path: '.' },
      recipe_id: 'unused-code',
      ...over,
    });
    return new RealMachine(client, repository);
  }
  const spec = (): Promise<Spec> => getSpec(spine, client.actor, { job_id: client.job_id });
  const approve = async (accept_black_box?: string): Promise<unknown> => {
    const { revision_token } = await spec();
    return await approveSpec(spine, client.actor, { job_id: client.job_id, revision_token, accept_black_box });
  };
  /** Up to the question, which is answered. */
  async function accepted(machine: RealMachine): Promise<void> {
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    await client.waitForState('WAITING_SPEC_APPROVAL', 2);
    await approve((await spec()).black_box?.baseline_run_id);
    await machine.do('characterize', 2);
    await machine.do('run_tests', 2);
  }
  async function evidenceOf(): Promise<Evidence> {
    const input = { job_id: client.job_id };
    const { evidence_artifact_id: artifact_id } = await getDelivery(spine, client.actor, input);
    return Evidence.parse((await getArtifact(spine, client.actor, { ...input, artifact_id })).body);
  }
  const edited = async (machine: RealMachine, path: string, from: string, replacement: string): Promise<string[]> => {
    const text = readFileSync(join(repository.root, path), 'utf8');
    const start = text.indexOf(from);
    const edits = [{ start, end: start + from.length, replacement, finding_id: 'f' }];
    const tree = { files: new Map([[path, text]]), paths: new Set([path]) };
    const patch = buildPatch(tree, [{ change: 'modify', path, edits }], []);
    const made = { patch, patch_sha256: 'b'.repeat(64), findings: [], kept: [], excluded: [] };
    await machine.do('run_recipe', 1, () => ({ status: 'completed', result: { kind: 'run_recipe', ...made } }));
    await machine.do('run_tests', 3);
    await client.waitForState('SELF_HEALING');
    return client.events.flatMap(({ type, data }) => (type === 'attempt_end' ? data.failed_tests : []));
  };

  it('of a program without a test: waits until both lists are accepted, and gives evidence of what is held', async () => {
    const machine = await begin(SLUG, { lock: CHOSEN });
    const before = treeDigest(repository.root);
    await machine.agree();
    const { proposals } = await getProposals(spine, client.actor, { job_id: client.job_id });
    assert.deepEqual(proposals[0]?.lock, { runs: 2, budget_ms: 120_000, mode: 'black_box' });
    await machine.do('characterize');
    await machine.do('run_tests');
    await client.waitForState('WAITING_SPEC_APPROVAL', 2);
    const { black_box, approved_at } = await spec();
    assert(black_box);
    assert.equal(approved_at, null);
    assert.equal(black_box.confidence, null);
    assert.deepEqual(
      black_box.covered.map(({ probe, answer, exact }) => [probe, answer, exact]),
      [
        ['slug --help', 'exit code 0', true],
        ['slug --version', 'exit code 0', true],
        ['slug "Hello World"', 'exit code 0', true],
        ['slug a --loud', 'exit code 0', true],
      ],
    );
    assert.deepEqual(
      black_box.uncovered.map(({ what }) => what),
      ['slug --strict'],
    );
    await assert.rejects(approve(), { code: 'BLACK_BOX_NOT_ACCEPTED', message: /4 answers .* slug --strict/ });
    await assert.rejects(approve(randomUUID()), { code: 'BLACK_BOX_NOT_ACCEPTED' });
    await approve(black_box.baseline_run_id);
    await machine.do('characterize', 2);
    await machine.do('run_tests', 2);
    await machine.do('run_recipe');
    await machine.do('run_tests', 3);
    await client.waitForState('DELIVERED');
    const { verdict, lock } = await evidenceOf();
    assert.equal(verdict, 'verified');
    assert.deepEqual([lock?.mode, lock?.accepted_black_box], ['black_box', true]);
    assert.deepEqual(lock?.black_box?.covered, black_box.covered);
    assert.deepEqual(lock.black_box.uncovered, black_box.uncovered);
    const all = { passed: 4, failed: 0, skipped: 0 };
    assert.deepEqual([lock.before, lock.after], [all, all]);
    assert.deepEqual(treeDigest(repository.root), before);
    const rows = await spine.db.execute<{ data: unknown }>(
      sql`SELECT data FROM audit_events WHERE job_id = ${client.job_id} AND action = 'job.approve_spec' ORDER BY at`,
    );
    assert.deepEqual(
      [...rows].map(({ data }) => data),
      [
        { revision: 1 },
        {
          revision: 1,
          accepted_black_box: { baseline_run_id: black_box.baseline_run_id, covered: 4, uncovered: 1 },
        },
      ],
    );
  });

  it('fails an edit after which a program answers otherwise, by the name of what was asked', async () => {
    const machine = await begin(SLUG, { lock: CHOSEN });
    await accepted(machine);
    assert.deepEqual(await edited(machine, 'slug.js', "' ', '-'", "' ', '_'"), ['black_box:.::slug "Hello World"']);
  });

  it('fails an edit after which a route of a server answers otherwise', async () => {
    const machine = await begin(SHOP, { lock: CHOSEN });
    await accepted(machine);
    assert.deepEqual(await edited(machine, 'server.js', 'ok: true', 'ok: false'), ['black_box:.::GET /health']);
  });

  it('does so by itself where the code says too little of itself, unless the person wants it pinned by calls', async () => {
    const files = {
      ...SLUG,
      'lib/a.js': TEMPLATE,
      'lib/b.js': TEMPLATE,
      'lib/c.js': TEMPLATE,
      'slug.js': PROGRAM.replace(
        FORGOTTEN,
        `${FORGOTTEN}const read = () => { const { one } = require('./lib/a.js'); return one; };\nif (process.argv[2] === 'read') read();\n`,
      ),
    };
    const machine = await begin(files, { lock: LOCK });
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    await client.waitForState('WAITING_SPEC_APPROVAL', 2);
    const { black_box } = await spec();
    assert.ok(
      black_box?.confidence && black_box.confidence >= 20 && black_box.confidence < 40,
      JSON.stringify(black_box),
    );
    client.close();
    repository.remove();
    const calls = await begin(files, { lock: { ...LOCK, mode: 'characterization' }, allow_unverified: true });
    await calls.agree();
    await calls.do('characterize');
    await client.waitForState('REFACTORING');
  });

  it('by itself, and finds no program, is held to the built-in tests that pass before the edit', async () => {
    const read = "const read = () => { const { one } = require('./lib/a.js'); return one; };\n";
    const files = {
      'package.json': JSON.stringify({ name: 'slug' }),
      'lib/a.js': TEMPLATE,
      'lib/b.js': TEMPLATE,
      'lib/c.js': TEMPLATE,
      'slug.js': `${FORGOTTEN}${read}const double = (n) => n * 2;\nmodule.exports = { double };\nif (process.argv[2] === 'read') read();\n`,
    };
    const machine = await begin(files, { lock: { ...LOCK, threshold: 0 } });
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    await machine.do('run_recipe');
    await machine.do('run_tests', 2);
    await client.waitForState('DELIVERED');
    const { verdict, lock } = await evidenceOf();
    assert.equal(verdict, 'verified');
    assert.equal(lock?.mode, 'characterization');
    assert.ok(lock.after.passed > 0 && lock.after.failed === 0);
  });

  it('that finds no program to ask says so, and holds nothing in its name', async () => {
    const machine = await begin({ 'package.json': '{}', 'a.js': PROGRAM }, { lock: CHOSEN });
    await machine.agree();
    await machine.do('characterize');
    await machine.do('run_tests');
    await client.waitForState('BASELINE_VALIDATION_FAILED');
    const { failure } = await client.job();
    assert.equal(failure?.code, 'NO_TESTS_FOUND');
    assert.match(failure.detail, /has no program to ask/);
  });
});
