import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { Evidence } from '@iama/contracts/job/evidence';
import { Job } from '@iama/contracts/job/job';
import pc from 'picocolors';
import { z } from 'zod';
import { makeShop } from '@iama/runner/sample/make-shop';
import { runCommand } from './run-command.ts';
import type { Ran } from './run-command.ts';
import { startServer } from './start-server.ts';
import { differences, fingerprintTree } from './tree-fingerprint.ts';

const CLI = fileURLToPath(new URL('../bin/iama.js', import.meta.url));
const Shown = z.object({ job: Job, evidence: Evidence.nullable() });
const Jobs = z.object({ items: z.array(Job) });

/** The main job from end to end on a repository of its own; true when every claim held. */
export async function runDemo(root: string, signal: AbortSignal): Promise<boolean> {
  const began = performance.now();
  const claims: { text: string; holds: boolean }[] = [];
  const claim = (text: string, holds: boolean): void => {
    claims.push({ text, holds });
    say(`  ${holds ? pc.green('ok') : pc.red('FAILED')}  ${text}`);
  };
  const shop = join(root, 'corner-shop');
  const env = cleanEnvironment(join(root, 'home'));
  await mkdir(shop);

  heading('A control plane of its own');
  const server = await startServer(join(root, 'server'), env);
  try {
    say(`  ${server.url}, with a database in a temporary folder (${since(began)})`);
    const withServer = { ...env, IAMA_URL: server.url, IAMA_DATA_DIR: join(root, 'server') };
    const iama = (args: readonly string[], show: boolean): Promise<Ran> => {
      signal.throwIfAborted();
      if (show) say(pc.dim(`\n$ iama ${args.join(' ')}`));
      return runCommand(process.execPath, [CLI, ...args], { cwd: shop, env: withServer, show });
    };
    await register(withServer);

    heading('A repository');
    await makeShop(shop, env);
    const before = await fingerprintTree(shop);
    const testsBefore = await countTests(shop, env);
    say(`  corner-shop: ${before.entries.size} paths, ${testsBefore.pass} tests pass, ${testsBefore.fail} fail`);

    heading('The job');
    const ran = await iama(['refactor', '--recipe', 'unused-code', '--level', 'COMPREHENSIVE', '--yes'], true);
    claim('the job was delivered', ran.code === 0);
    if (ran.code !== 0) return false;
    const list = Jobs.parse(JSON.parse((await iama(['jobs', '--json', '--limit', '1'], false)).stdout));
    const job_id = list.items[0]?.id ?? '';
    const shown = Shown.parse(JSON.parse((await iama(['show', job_id, '--json'], false)).stdout));
    claim('its evidence says verified', shown.evidence?.verdict === 'verified');
    const [first, second] = shown.evidence?.attempts ?? [];
    claim(
      'a test noticed that the first attempt went too far, and the second one leaves that out',
      first?.verdict === 'regressed' && second?.verdict === 'verified' && second.excluded.length > 0,
    );
    const lock = shown.evidence?.lock;
    claim(
      'its tests ran three times before the edit, and what they stand on was sealed',
      lock?.runs === 3 && lock.flaky.length === 0 && lock.seal.files > 0,
    );
    const untouched = differences(before, await fingerprintTree(shop));
    claim('no file has changed so far', untouched.length === 0);

    heading('The diff');
    await iama(['diff', job_id], true);
    await iama(['diff', job_id, '--stat'], true);

    heading('Apply, test, revert');
    const applied = await iama(['apply', job_id], true);
    const after = await fingerprintTree(shop);
    const changed = differences(before, after);
    claim(`apply changed ${changed.length} paths`, applied.code === 0 && changed.length > 0);
    claim(
      '.git is untouched',
      changed.every((path) => path !== '.git' && !path.startsWith('.git/')),
    );
    const testsAfter = await countTests(shop, env);
    claim(
      `the repository's own tests pass on the changed files (${testsAfter.pass} of ${testsBefore.pass})`,
      testsAfter.fail === 0 && testsAfter.pass === testsBefore.pass,
    );
    const reverted = await iama(['revert', job_id], true);
    const end = await fingerprintTree(shop);
    claim('revert took everything back', reverted.code === 0);
    claim(
      `all ${before.entries.size} paths are byte-identical, .git included (sha256 ${end.sha256.slice(0, 16)})`,
      end.sha256 === before.sha256,
    );

    heading('Summary');
    const { evidence } = shown;
    const last = evidence?.attempts.at(-1);
    say(`  ${last?.lines_removed ?? 0} lines removed, ${last?.lines_added ?? 0} added, in ${changed.length} paths`);
    say(`  ${evidence?.verification?.passed ?? 0} tests passed before and after the change`);
    say(`  ${pinnedWords(evidence?.lock)}`);
    say(
      `  ${evidence?.attempts.length ?? 0} attempts, ${last?.excluded.length ?? 0} changes left out because of a failed test`,
    );
  } finally {
    await server.stop();
  }
  const holds = claims.every((each) => each.holds);
  const verdict = holds ? pc.green('every claim holds') : pc.red('a claim does not hold');
  say(`  ${claims.filter((each) => each.holds).length} of ${claims.length} claims: ${verdict}, in ${since(began)}`);
  return holds;
}

/** Nothing is written where runs cannot be held in; then the evidence has the reason. */
function pinnedWords(lock: Evidence['lock']): string {
  if (!lock) return 'nothing pinned';
  const tests = lock.pinned.reduce((sum, file) => sum + file.tests, 0);
  const { noticed, tried } = lock.faults;
  if (lock.none_because !== null) return `no test was written: ${lock.none_because.replace(/\.$/, '')}`;
  const measured = tried === 0 ? 'there was no time to measure them' : `${noticed} of ${tried} faults noticed`;
  return `${tests} tests written of what the code did before; ${measured}`;
}

/** The person's own settings must not reach the demo: no global git configuration, no login, no server address. */
function cleanEnvironment(home: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, IAMA_URL: _url, DATABASE_URL: _database, ...rest } = process.env;
  return { ...rest, IAMA_HOME: home, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
}

async function register(env: NodeJS.ProcessEnv): Promise<void> {
  const password = randomBytes(18).toString('base64url');
  const args = [CLI, 'login', '--register', '--email', 'demo@example.test', '--password-stdin'];
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.end(password);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`Signing in failed with exit code ${code ?? 1}.`);
}

/** Run the repository's tests as its owner would, and count. */
async function countTests(cwd: string, env: NodeJS.ProcessEnv): Promise<{ pass: number; fail: number }> {
  const { stdout } = await runCommand(process.execPath, ['--test', '--test-reporter=tap'], { cwd, env, show: false });
  const figure = (name: string): number => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(stdout)?.[1] ?? -1);
  return { pass: figure('pass'), fail: figure('fail') };
}

function heading(text: string): void {
  say(`\n${pc.bold(pc.cyan(text))}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function since(began: number): string {
  return `${((performance.now() - began) / 1000).toFixed(1)} s`;
}
