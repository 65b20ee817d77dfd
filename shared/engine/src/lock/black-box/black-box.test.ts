import assert from 'node:assert/strict';
import { compareProbes } from './compare-probes.ts';
import { folderToAsk } from './folder-to-ask.ts';
import { planProbes } from './plan-probes.ts';
import type { Answer, Probe } from './probe.ts';
import { settleProbes } from './settle-probes.ts';
import { uncoveredOptions } from './uncovered-options.ts';

const README = `# Slug
Slug makes addresses.

    slug "Hello world" --lower
    $ npx slug --sep _ 'a b'
    slug file.txt > out.txt
    slug --help
    slugs are nice
`;
const FILES: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: '@me/slug',
    bin: { slug: './bin/slug.js', gone: './dist/gone.js' },
    scripts: { start: 'node server.js', demo: 'node bin/slug.js --demo 3' },
  }),
  'README.md': README,
  'bin/slug.js': '#!/usr/bin/env node\n',
  'server.js': [
    "app.get('/health', (request, reply) => reply.send('ok'));",
    "app.get('/orders/:id', (request, reply) => reply.send('one'));",
    "app.post('/orders', (request, reply) => reply.send('made'));",
    "fastify.route({ method: 'GET', url: '/routes', handler: () => 1 });",
    "const prices = cache.get('/no/route');",
    '',
  ].join('\n'),
};
const tree = (files: Readonly<Record<string, string>>) => ({
  files: new Map(Object.entries(files)),
  paths: new Set(Object.keys(files)),
});
const idsOf = (probes: readonly Probe[]): readonly string[] => probes.map(({ id }) => id);

describe('the package that is asked', () => {
  const files = {
    'package.json': JSON.stringify({ bin: './cli.js' }),
    'packages/one/package.json': JSON.stringify({ scripts: { start: 'node .' } }),
    'packages/two/package.json': '{}',
    'packages/one/src/a.js': '',
    'packages/two/src/a.js': '',
  };
  it('is the nearest above the target that has a program', () => {
    assert.equal(folderToAsk(tree(files), { kind: 'file', path: 'packages/one/src/a.js' }), 'packages/one');
    assert.equal(folderToAsk(tree(files), { kind: 'folder', path: 'packages/two/src' }), '.');
    assert.equal(folderToAsk(tree(files), { kind: 'folder', path: '.' }), '.');
  });

  it('is the nearest there is where none has a program, and the folder itself without any', () => {
    const { 'package.json': _root, 'packages/one/package.json': _one, ...rest } = files;
    assert.equal(folderToAsk(tree(rest), { kind: 'folder', path: 'packages/two/src' }), 'packages/two');
    assert.equal(folderToAsk(tree({ 'src/a.js': '' }), { kind: 'file', path: 'src/a.js' }), 'src');
  });
});

describe('probes at the border of a program', () => {
  const { probes, start, uncovered } = planProbes(tree(FILES), '.');

  it('are what most programs take, what the repository’s texts and scripts start them with, and routes', () => {
    assert.deepEqual(idsOf(probes), [
      'slug --help',
      'slug --version',
      'slug --demo 3',
      'slug "Hello world" --lower',
      'slug --sep _ "a b"',
      'GET /health',
      'GET /routes',
    ]);
    assert.equal(start, 'node server.js');
    const [, , demo, hello] = probes;
    assert.deepEqual([demo?.from, hello?.from], ['npm run demo', 'README.md:4']);
  });

  it('leave what would change something, needs a value, or has to be built, and say so', () => {
    assert.deepEqual(
      uncovered.map(({ what, reason }) => `${what}: ${reason}`),
      [
        'gone: Its file dist/gone.js is not there; it may have to be built.',
        'GET /orders/:id: It needs a value in its address that nobody named. (server.js:2)',
        'POST /orders: It may change something: only GET is asked. (server.js:3)',
      ],
    );
  });

  it('are none for a package that starts nothing', () => {
    assert.deepEqual(planProbes(tree({ 'package.json': '{ "name": "a" }' }), '.'), {
      probes: [],
      start: null,
      uncovered: [],
    });
    assert.deepEqual(planProbes(tree({}), '.').probes, []);
  });
});

describe('answers to probes', () => {
  const probe = (id: string, ...args: string[]): Probe => ({
    kind: 'command',
    id,
    program: 'slug',
    path: 'bin/slug.js',
    args,
    from: '',
  });
  const said = (stdout: string, exit_code = 0): Answer => ({ kind: 'command', exit_code, stdout, stderr: '' });
  const round = (...answers: readonly (readonly [string, Answer])[]) => new Map(answers);

  it('are pinned byte for byte where they are the same each time, and without noise where that is all that differs', () => {
    const { kept, dropped } = settleProbes(
      [probe('same'), probe('timed'), probe('dice'), probe('late')],
      [
        round(['same', said('line 5')], ['timed', said('took 12 ms')], ['dice', said('red')]),
        round(['same', said('line 5')], ['timed', said('took 9 ms')], ['dice', said('blue')]),
      ],
    );
    assert.deepEqual(
      kept.map(({ probe: { id }, exact }) => [id, exact]),
      [
        ['same', true],
        ['timed', false],
      ],
    );
    assert.deepEqual(
      dropped.map(({ reason }) => reason),
      ['It answers otherwise from run to run.', 'It was not asked: the run ended before.'],
    );
  });

  it('that are other ones are found, part by part; noise is none where it was none', () => {
    const pinned = settleProbes(
      [probe('exact'), probe('noisy')],
      [
        round(['exact', said('line 5')], ['noisy', said('took 12 ms')]),
        round(['exact', said('line 5')], ['noisy', said('took 13 ms')]),
      ],
    ).kept;
    assert.deepEqual(compareProbes(pinned, round(['exact', said('line 5')], ['noisy', said('took 99 ms')])), []);
    assert.deepEqual(compareProbes(pinned, round(['exact', said('line 6', 1)], ['noisy', said('gave 99 ms')])), [
      { id: 'exact', what: 'exit_code', before: '0', after: '1' },
      { id: 'exact', what: 'stdout', before: 'line 5', after: 'line 6' },
      { id: 'noisy', what: 'stdout', before: 'took <duration>', after: 'gave <duration>' },
    ]);
    const [gone] = compareProbes(pinned, round(['noisy', said('took 1 ms')])).filter(({ what }) => what === 'kind');
    assert.deepEqual(gone, { id: 'exact', what: 'kind', before: 'command', after: 'none' });
  });

  it('tell which options a help names and nobody uses', () => {
    const pinned = [
      { probe: probe('slug --help', '--help'), answer: said('--lower  small\n--sep <x>\n--strict'), exact: true },
      { probe: probe('slug --sep=_', '--sep=_', '--lower'), answer: said(''), exact: true },
    ];
    assert.deepEqual(
      uncoveredOptions(pinned).map(({ what }) => what),
      ['slug --strict'],
    );
  });
});
