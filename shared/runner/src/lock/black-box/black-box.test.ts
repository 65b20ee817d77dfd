import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryRepository } from '../../testing/temporary-repository.ts';
import type { TemporaryRepository } from '../../testing/temporary-repository.ts';
import { treeDigest } from '../../testing/tree-digest.ts';
import { findConfinement } from '../../sandbox/find-confinement.ts';
import { openWorkspace } from '../../workspace/open-workspace.ts';
import { readBlackBox, writeBlackBox } from './black-box-file.ts';
import { checkBlackBox, lockBlackBox } from './lock-black-box.ts';
import type { BlackBoxRequest } from './lock-black-box.ts';

const PROGRAM = `#!/usr/bin/env node
const [first = '', second] = process.argv.slice(2);
if (first === '--help') console.log('slug <text> [--strict]');
else if (first === '--version') console.log('1.2.3');
else if (first === '--where') console.log(__dirname);
else if (first === '--now') console.log('at ' + new Date().toISOString());
else if (first === '--dice') console.log(Math.random());
else if (first === '--wait') setInterval(() => {}, 1000);
else if (second === '--strict') { console.error('too strict'); process.exitCode = 4; }
else console.log(first.toLowerCase().replaceAll(' ', '-'));
`;
const SERVER = `const http = require('node:http');
const app = { routes: new Map(), get(path, answer) { this.routes.set(path, answer); } };
app.get('/health', () => ({ ok: true }));
app.get('/orders/:id', () => ({}));
http.createServer((request, response) => {
  const answer = app.routes.get(request.url);
  response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer ? answer() : {}));
}).listen(4711);
`;
const FILES = {
  'package.json': JSON.stringify({ name: 'slug', bin: './slug.js', scripts: { start: 'node server.js' } }),
  'slug.js': PROGRAM,
  'server.js': SERVER,
  'README.md': ["slug 'Hello World'", 'slug a --strict', 'slug --where', 'slug --now', 'slug --dice'].join('\n'),
};

const NOW = '2026-11-30T12:00:00.000Z';

describe('a black box', function () {
  this.timeout(90_000);
  let repository: TemporaryRepository;
  beforeEach(() => (repository = temporaryRepository(FILES)));
  afterEach(() => repository.remove());

  const request = async (): Promise<BlackBoxRequest> => ({
    workspace: await openWorkspace(repository.root),
    folder: '.',
    confinement: await findConfinement(),
    timeout_ms: 60_000,
    signal: new AbortController().signal,
    progress: () => undefined,
  });

  it('is asked at its border: what it answers each time is pinned, and the rest is named', async () => {
    const before = treeDigest(repository.root);
    const { pinned, dropped, uncovered } = await lockBlackBox(await request(), 2);
    const answers = new Map(pinned.map(({ probe, answer }) => [probe.id, answer]));
    assert.deepEqual(answers.get('slug "Hello World"'), {
      kind: 'command',
      exit_code: 0,
      stdout: 'hello-world\n',
      stderr: '',
    });
    assert.deepEqual(answers.get('slug a --strict'), {
      kind: 'command',
      exit_code: 4,
      stdout: '',
      stderr: 'too strict\n',
    });
    assert.partialDeepStrictEqual(answers.get('slug --where'), { stdout: '<repository>\n' });
    assert.deepEqual(answers.get('GET /health'), {
      kind: 'request',
      status: 200,
      content_type: 'application/json',
      body: '{"ok":true}',
    });
    assert.deepEqual(
      pinned.flatMap(({ probe, exact }) => (exact ? [] : [probe.id])),
      ['slug --now'],
    );
    assert.deepEqual(
      dropped.map(({ probe, reason }) => [probe.id, reason]),
      [['slug --dice', 'It answers otherwise from run to run.']],
    );
    assert.equal(pinned.length, 7);
    assert.ok(uncovered.some(({ what }) => what === 'GET /orders/:id'));
    assert.deepEqual(treeDigest(repository.root), before);
  });

  it('is the same after an edit that changes nothing, and shows what another one changes', async () => {
    const locked = await lockBlackBox(await request(), 2);
    repository.write('slug.js', PROGRAM.replace('first.toLowerCase()', '(first.toLowerCase())'));
    assert.deepEqual(await checkBlackBox(await request(), locked), []);
    repository.write('slug.js', PROGRAM.replace("' ', '-'", "' ', '_'"));
    repository.write('server.js', SERVER.replace('ok: true', 'ok: false'));
    assert.deepEqual(await checkBlackBox(await request(), locked), [
      { id: 'slug "Hello World"', what: 'stdout', before: 'hello-world\n', after: 'hello_world\n' },
      { id: 'GET /health', what: 'body', before: '{"ok":true}', after: '{"ok":false}' },
    ]);
  });

  it('that does not end, or does not listen, is left out with the reason', async () => {
    repository.write('README.md', 'slug --wait\n');
    repository.write(
      'server.js',
      `${SERVER.replace('.listen(4711)', '')}\nprocess.exit(2); // app.get('/health', () => 1)\n`,
    );
    const { dropped } = await lockBlackBox({ ...(await request()), answer_ms: 1000 }, 1);
    const reasons = Object.fromEntries(dropped.map(({ probe, reason }) => [probe.id, reason]));
    assert.match(reasons['slug --wait'] ?? '', /did not end within 1 s/);
    assert.match(reasons['GET /health'] ?? '', /The server ended/);
  });

  it('is written down whole, once, and not believed when the file was changed', async () => {
    const locked = await lockBlackBox(await request(), 1);
    const said = { schema_version: 1 as const, kind: 'black_box' as const, folder: '.', accepted_at: NOW };
    const record = { ...said, ...locked, tool_versions: { ...locked.tool_versions } };
    const file = join(repository.data_dir, 'box.json');
    await writeBlackBox(file, record);
    assert.deepEqual(await readBlackBox(file), record);
    await assert.rejects(writeBlackBox(file, record), { code: 'BUNDLE_EXISTS' });
    await writeFile(file, (await readFile(file, 'utf8')).replace('hello-world', 'hallo-world'));
    await assert.rejects(readBlackBox(file), { code: 'BUNDLE_UNREADABLE', message: /was changed/ });
    await assert.rejects(readBlackBox(join(repository.root, 'README.md')), { code: 'BUNDLE_UNREADABLE' });
  });

  it('is none where a package has nothing to start', async () => {
    repository.write('package.json', '{ "name": "slug" }');
    await assert.rejects(lockBlackBox(await request(), 1), {
      code: 'TARGET_NOT_LOADABLE',
      message: /no program to ask/,
    });
  });
});
