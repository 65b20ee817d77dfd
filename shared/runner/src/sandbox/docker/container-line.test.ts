import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { ContainerConfinement } from '../confinement.ts';
import { clientEnvironment } from './ask-docker.ts';
import { containerLine } from './container-line.ts';
import { imageOf, imagesFor } from './images.ts';

const CONFINEMENT: ContainerConfinement = {
  level: 'container',
  memory_kib: 1024,
  cpus: 2,
  program: '/bin/echo',
  images: imagesFor('the-image'),
  is_rootless: false,
};
const RUN = {
  line: "echo 'it is'; exit 3",
  image: 'the-image',
  name: 'iama-run-1-2',
  run_id: 'run-1',
  cwd: '/runs/1/copy',
  env: { PATH: "/runs/1/co'py/bin", CI: '1' },
  writable: ['/runs/1'],
  readable: ['/home/a,b/node_modules'],
  uid: 501,
  gid: 20,
};

/** What a shell makes of the line: the words that the program gets. */
function wordsOf(run: typeof RUN, confinement = CONFINEMENT): readonly string[] {
  const line = containerLine(run, { ...confinement, program: process.execPath }).replace(
    `'run'`,
    `-e 'console.log(JSON.stringify(process.argv.slice(1)))' -- 'run'`,
  );
  return JSON.parse(spawnSync(line, { shell: true, encoding: 'utf8' }).stdout) as readonly string[];
}

describe('the line of a container', () => {
  const after = (words: readonly string[], option: string): readonly string[] =>
    words.flatMap((word, at) => (word === option ? [words[at + 1] ?? ''] : []));

  it('cuts the network, the rights and the root, limits the rest, and pulls nothing', () => {
    const words = wordsOf(RUN);
    const one = (option: string) => after(words, option).join('|');
    assert.deepEqual(words.slice(0, 4), ['run', '--rm', '--pull', 'never']);
    assert.equal(one('--network'), 'none');
    assert.ok(words.includes('--read-only'));
    assert.equal(one('--cap-drop'), 'ALL');
    assert.equal(one('--security-opt'), 'no-new-privileges');
    assert.deepEqual([one('--memory'), one('--memory-swap'), one('--cpus')], ['1024k', '1024k', '2']);
    assert.match(one('--pids-limit'), /^\d+$/);
    assert.match(one('--tmpfs'), /^\/tmp:.*nosuid.*size=/);
    assert.deepEqual([one('--name'), one('--label'), one('--user')], ['iama-run-1-2', 'iama.run=run-1', '501:20']);
    assert.equal(one('--workdir'), '/runs/1/copy');
  });

  it('shows it the run’s folder to write to and what is linked to read, under their own names', () => {
    assert.deepEqual(after(wordsOf(RUN), '--mount'), [
      'type=bind,source=/runs/1,target=/runs/1',
      'type=bind,"source=/home/a,b/node_modules","target=/home/a,b/node_modules",readonly',
    ]);
  });

  it('gives it no variable but its own, its programs before those of the image, and its exit code back', () => {
    const words = wordsOf(RUN);
    assert.deepEqual(after(words, '--env'), ['HOME=/tmp', 'CI=1']);
    const inside = spawnSync('/bin/sh', ['-c', `${words.at(-1)?.replace('exit 3', '(exit 3)')}`], { encoding: 'utf8' });
    assert.equal(words.at(-3), 'the-image');
    assert.deepEqual([inside.status, inside.stdout], [3, 'it is\n']);
    assert.match(words.at(-1) ?? '', /^PATH='\/runs\/1\/co'\\''py\/bin':"\$PATH"$/m);
  });

  it('makes the person root of the container where the engine is rootless, and nobody else could write what is theirs', () => {
    assert.deepEqual(after(wordsOf(RUN, { ...CONFINEMENT, is_rootless: true }), '--user'), ['0:0']);
  });
});

describe('images', () => {
  it('are one of each language, or the one that was chosen for all', () => {
    assert.match(imageOf(imagesFor(null), 'mocha'), /^node:/);
    assert.match(imageOf(imagesFor(null), 'pytest'), /^python:/);
    assert.match(imageOf(imagesFor(null), 'go_test'), /^golang:/);
    assert.equal(imageOf(imagesFor('mine:1'), 'pytest'), 'mine:1');
  });
});

describe('the environment of the docker program', () => {
  it('has what leads to the engine, and no token', () => {
    const parent = { PATH: '/bin', HOME: '/home/a', DOCKER_HOST: 'unix:///a.sock', NPM_TOKEN: 'secret' };
    assert.deepEqual(clientEnvironment(parent), { PATH: '/bin', HOME: '/home/a', DOCKER_HOST: 'unix:///a.sock' });
  });
});
