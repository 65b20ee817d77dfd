import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { TestRun } from '@iama/contracts/test-run/test-run';
import { fingerprintFailures } from '@iama/engine/fingerprint/fingerprint-failures';
import { secretGate } from '@iama/engine/secrets/secret-gate';
import { runInCopy } from '@iama/runner/run/run-in-copy';
import { discoverSuites } from '@iama/runner/tests-discovery/discover-suites';
import { openWorkspace } from '@iama/runner/workspace/open-workspace';
import { readTree } from '@iama/runner/workspace/read-tree';
import { figure } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { diceOf } from '../trace/dice.ts';
import type { Dice } from '../trace/dice.ts';
import { FAULTY_SHOPS } from './faulty-shops.ts';
import type { FaultyShop } from './faulty-shops.ts';
import { noiseOf } from './noise.ts';

const REAL_RUNS = 2;
const MODULES = resolve(import.meta.dirname, '../../../node_modules');

/**
 * Faults in small repositories, run by real frameworks, each fault again with other lines, times, ids and processes, and
 * then as often as `draws` says with remarks of every kind of noise in its words and its cases in another order. Such a remark makes
 * another failure of it, but the same one for all draws: two fingerprints in all.
 */
export async function measureFingerprints(seed: number, draws: number): Promise<readonly Figure[]> {
  const dice = diceOf(seed);
  const figures: Figure[] = [];
  for (const shop of FAULTY_SHOPS) {
    const ofFaults: ReadonlySet<string>[] = [];
    let runs = 0;
    for (const fault of shop.faults) {
      const prints = new Set<string>();
      let last: TestRun | null = null;
      for (let run = 0; run < REAL_RUNS; run += 1) {
        last = await runFaulty(shop, fault, run);
        prints.add(fingerprintOf(last));
      }
      for (let draw = 0; last !== null && draw < draws; draw += 1) prints.add(fingerprintOf(withNoise(last, dice)));
      runs += REAL_RUNS + draws;
      if (prints.size !== 2)
        console.log(`        ${shop.framework}: ${fault.join(' → ')} has ${prints.size} fingerprints`);
      ofFaults.push(prints);
    }
    const steady = ofFaults.filter((prints) => prints.size === 2).length;
    const all = ofFaults.flatMap((prints) => [...prints]);
    const merged = all.length - new Set(all).size;
    const name = `failures of ${shop.framework}`;
    figures.push(
      figure(
        `${name}: one fingerprint in ${runs} noisy runs`,
        (100 * steady) / shop.faults.length,
        { at_least: 100 },
        '%',
      ),
      figure(`${name}: ${shop.faults.length} faults merged`, merged, { at_most: 0 }, 'pairs'),
    );
  }
  return figures;
}

async function runFaulty(shop: FaultyShop, [from, to]: readonly [string, string], run: number): Promise<TestRun> {
  const root = await mkdtemp(join(tmpdir(), 'iama-faults-'));
  try {
    const whole = shop.files[shop.source] ?? '';
    if (!whole.includes(from)) throw new Error(`${shop.framework}: there is no ${from} to break.`);
    const moved = `${`${shop.comment} moved\n`.repeat(run * 3)}${whole.replace(from, () => to)}`;
    for (const [path, text] of Object.entries({ ...shop.files, [shop.source]: moved })) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    if (shop.framework === 'mocha') await symlink(MODULES, join(root, 'node_modules'));
    await writeFile(join(root, '.gitignore'), 'node_modules\n');
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    const workspace = await openWorkspace(root);
    const { tree } = await readTree(workspace);
    const suites = discoverSuites(tree).map(({ suite }) => suite);
    if (suites[0]?.framework !== shop.framework)
      throw new Error(`Found ${suites[0]?.framework} for ${shop.framework}.`);
    const signal = new AbortController().signal;
    const rest = {
      patch: null,
      timeout_ms: 60_000,
      gate: secretGate(new Uint8Array(32)),
      signal,
      progress: () => undefined,
    };
    return await runInCopy({ workspace, tree, phase: 'verification', suites, ...rest });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function failedOf(run: TestRun): readonly string[] {
  const ids = run.suites.flatMap(({ cases }) => cases.filter(({ status }) => status === 'failed').map(({ id }) => id));
  if (ids.length > 0) return ids;
  const broken = run.suites.filter(({ outcome }) => outcome !== 'passed').map(({ suite_id }) => suite_id);
  if (broken.length === 0) throw new Error('The fault was not seen by any test.');
  return broken;
}

function fingerprintOf(run: TestRun): string {
  return fingerprintFailures(run, failedOf(run));
}

/** A line in which the framework says what failed: pytest's marked ones, Go's with a place, the first of all others. */
const SAID =
  /^E .*$|^\s+\w+_test\.go:\d+:.*$|^panic: .*$|(?<![\s\S])(?![\s\S]*^E )(?![\s\S]*_test\.go:\d+:)(?!=== ).*$/m;

function withNoise(run: TestRun, dice: Dice): TestRun {
  const suites = run.suites.map((suite) => ({
    ...suite,
    output_tail: `${suite.output_tail}\n${noiseOf(dice)}`,
    cases: suite.cases
      .map((each) => {
        const { failure } = each;
        if (failure === null) return each;
        const remark = noiseOf(dice);
        const detail = failure.detail.replace(
          SAID,
          (line) => `${line.trimEnd()} ${remark}
`,
        );
        return { ...each, failure: { ...failure, message: `${failure.message} ${remark}`, detail } };
      })
      .toSorted(() => dice.below(3) - 1),
  }));
  return { ...run, suites };
}
