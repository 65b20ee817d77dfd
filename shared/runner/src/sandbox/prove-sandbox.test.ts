import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { confineLine } from './confine-line.ts';
import { findConfinement, placesOf } from './find-confinement.ts';
import { findDocker } from './find-docker.ts';
import { proveSandbox } from './prove-sandbox.ts';
import type { SandboxReport } from './prove-sandbox.ts';

const heldOf = (report: SandboxReport) => Object.fromEntries(report.proofs.map((each) => [each.property, each.held]));
const quiet = (): void => undefined;

describe('the sandbox of a native run', function () {
  this.timeout(60_000);

  it('holds every property where the system has namespaces', async function () {
    if ((await findConfinement()).level !== 'namespaces') this.skip();
    assert.deepEqual(heldOf(await proveSandbox(quiet)), {
      write_outside_fails: true,
      dependencies_are_read_only: true,
      network_is_cut: true,
      timeout_ends_the_tree: true,
      memory_is_limited: true,
      environment_is_reduced: true,
      output_is_intact: true,
    });
  });

  it('says so where a property does not hold, and leaves no process of its attempt', async () => {
    const report = await proveSandbox(quiet, { level: 'limits', memory_kib: null });
    const held = heldOf(report);
    assert.deepEqual(
      [held['write_outside_fails'], held['network_is_cut'], held['memory_is_limited']],
      [false, false, false],
    );
    assert.deepEqual([held['environment_is_reduced'], held['output_is_intact']], [true, true]);
    assert.equal(spawnSync('pgrep', ['-f', String.raw`sleep 86400\.`]).status, 1);
  });
});

describe('a confined line', function () {
  this.timeout(20_000);
  let base: string;
  beforeEach(async function () {
    if ((await findConfinement()).level !== 'namespaces') this.skip();
    base = realpathSync(mkdtempSync(join(tmpdir(), "iama con'fine ")));
  });
  afterEach(() => {
    if (base) rmSync(base, { recursive: true, force: true });
  });
  const run = (line: string, writable: string) => {
    const confined = confineLine(line, { level: 'namespaces', memory_kib: null }, placesOf([writable]));
    return spawnSync(confined, { shell: true, cwd: writable, encoding: 'utf8' });
  };

  it('passes quotes, the exit code and the folder it stands in through', () => {
    const inside = join(base, 'in side');
    mkdirSync(inside);
    const { status, stdout } = run(`printf "%s|" "it's" "$PWD"; touch ok; exit 7`, inside);
    assert.equal(status, 7);
    assert.equal(stdout, `it's|${inside}|`);
    assert(existsSync(join(inside, 'ok')));
  });

  it('cannot be opened again from inside, whoever the person is', () => {
    const inside = join(base, 'inside');
    mkdirSync(inside);
    const { stdout } = run(
      `mount -o remount,rw / 2>/dev/null; umount ${JSON.stringify(inside)} 2>/dev/null; echo x > ../out 2>/dev/null; id -u`,
      inside,
    );
    assert.equal(stdout.trim(), execFileSync('id', ['-u'], { encoding: 'utf8' }).trim());
    assert(!existsSync(join(base, 'out')));
  });

  it('shows the run only its own processes', () => {
    const inside = join(base, 'inside');
    mkdirSync(inside);
    run('ls /proc | grep -c "^[0-9]" > count', inside);
    assert(Number(readFileSync(join(inside, 'count'), 'utf8')) < 10);
  });
});

describe('finding Docker', () => {
  it('gives the reason when there is none', async () => {
    const found = await findDocker('/nowhere');
    assert.deepEqual(found, { available: false, version: null, reason: 'There is no docker on PATH.' });
  });
});
