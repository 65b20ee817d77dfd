import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';

const CLI = fileURLToPath(new URL('../../cli/bin/iama.js', import.meta.url));
const FORGOTTEN = 'function forgotten(list) {\n  return list.length > 3;\n}\n';

interface Lists {
  readonly covered: readonly { readonly probe: string; readonly answer: string }[];
  readonly uncovered: readonly { readonly what: string }[];
  readonly none_because: string | null;
}

/** Nothing tests either of them. */
const REPOSITORIES: Readonly<
  Record<string, { files: Readonly<Record<string, string>>; main: string; held: string[]; not: string[] }>
> = {
  'a program of the command line': {
    files: {
      'package.json': JSON.stringify({ name: 'slug', bin: './slug.js' }),
      'slug.js': [
        '#!/usr/bin/env node',
        "const { argv } = require('node:process');",
        `${FORGOTTEN}const [text = '', option] = argv.slice(2);`,
        "if (text === '--help') console.log('slug <text> [--strict]');",
        "else console.log(text.toLowerCase().replaceAll(' ', '-'));",
        '',
      ].join('\n'),
      'README.md': "    slug 'Hello World'\n",
    },
    main: 'slug.js',
    held: ['slug --help', 'slug --version', 'slug "Hello World"'],
    not: ['slug --strict'],
  },
  'a server': {
    files: {
      'package.json': JSON.stringify({ name: 'shop', scripts: { start: 'node server.js' } }),
      'server.js': [
        "const http = require('node:http');",
        `${FORGOTTEN}const app = { routes: new Map(), get(path, answer) { this.routes.set(path, answer); } };`,
        "app.get('/health', () => ({ ok: true }));",
        "app.get('/orders/:id', () => ({}));",
        'http.createServer((request, response) => {',
        '  const answer = app.routes.get(request.url);',
        "  response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });",
        '  response.end(JSON.stringify(answer ? answer() : {}));',
        '}).listen(process.env.PORT);',
        '',
      ].join('\n'),
    },
    main: 'server.js',
    held: ['GET /health'],
    not: ['GET /orders/:id'],
  },
};

describe('a job above a black box, by the command line', function () {
  this.timeout(120_000);
  let plane: ControlPlane;
  let root: string;
  before(async () => {
    plane = await startControlPlane();
  });
  after(() => plane.stop());
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'iama-box-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const iama = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const env = { ...process.env, IAMA_HOME: join(root, 'home'), IAMA_DATA_DIR: plane.data_dir, NODE_OPTIONS: '' };
      const options = { cwd: join(root, 'repository'), env, maxBuffer: 64 * 1024 * 1024 };
      const child = execFile(process.execPath, [CLI, ...args], options, (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      );
    });

  for (const [what, { files, main, held, not }] of Object.entries(REPOSITORIES)) {
    it(`changes ${what} only after both lists were accepted, and has them in its evidence`, async function () {
      const repository = join(root, 'repository');
      await mkdir(repository);
      for (const [path, text] of Object.entries(files)) await writeFile(join(repository, path), text);
      const git = (...args: string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: repository });
      git('init', '--quiet');
      git('add', '--all');
      git('commit', '--quiet', '--no-gpg-sign', '-m', 'Begin');

      const refactor = [
        'refactor',
        '--recipe',
        'unused-code',
        '--black-box',
        '--lock-budget',
        '120',
        '--yes',
        '--json',
      ];
      const asked = await iama(...refactor);
      const records = asked.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      const job = records.find(({ type }) => type === 'job')?.['job'] as { id: string } | undefined;
      assert(job, asked.stderr);
      const job_id = job.id;
      const question = records.find((record) => 'black_box' in record)?.['black_box'] as Lists | undefined;
      if (question === undefined) {
        // Where runs cannot be held in, nothing is asked: then there is no net, and the job says so.
        assert.match(asked.stderr, /NO_TESTS_FOUND[^]*cannot hold test runs in/);
        return this.skip();
      }
      assert.equal((JSON.parse(asked.stderr) as { code: string }).code, 'BLACK_BOX_NOT_ACCEPTED', asked.stderr);
      assert.equal(asked.code, 3);
      assert.deepEqual(
        question.covered.map(({ probe }) => probe),
        held,
      );
      assert.deepEqual(
        question.uncovered.map(({ what: each }) => each),
        not,
      );
      assert.equal((await iama('resume', job_id, '--yes', '--json')).code, 3);

      const resumed = await iama('resume', job_id, '--yes', '--accept-black-box', '--json');
      assert.equal(resumed.code, 0, resumed.stderr);
      const last = JSON.parse(resumed.stdout.trim().split('\n').at(-1) ?? '') as {
        evidence: { verdict: string; lock: { mode: string; accepted_black_box: boolean; black_box: Lists } };
      };
      assert.equal(last.evidence.verdict, 'verified');
      const { mode, accepted_black_box, black_box } = last.evidence.lock;
      assert.deepEqual([mode, accepted_black_box], ['black_box', true]);
      assert.deepEqual([black_box.covered, black_box.uncovered], [question.covered, question.uncovered]);

      const bundle = join(root, 'evidence');
      assert.equal((await iama('evidence', job_id, '--out', bundle)).code, 0);
      assert.equal((await iama('verify', bundle, '--against', '.')).code, 0);
      const page = await readFile(join(bundle, 'evidence.md'), 'utf8');
      assert.match(page, /\*\*Black box\.\*\*[^]*## Covered[^]*## Not covered/);
      for (const each of [...held, ...not]) assert.ok(page.includes(`\`${each}\``), each);

      assert.equal((await iama('apply', job_id)).code, 0);
      assert.doesNotMatch(await readFile(join(repository, main), 'utf8'), /forgotten/);
    });
  }
});
