import { mkdir, readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import type { TestCase } from '@iama/contracts/test-run/test-run';
import { throwIfCancelled } from '../../errors/throw-if-cancelled.ts';
import { holdCommand } from '../../sandbox/hold-command.ts';
import { quote } from '../../sandbox/quote.ts';
import { PYTEST_LINE } from '../../tests-discovery/discover-suites.ts';
import { UNITTEST_LINE } from '../../tests-discovery/unittest-suites.ts';
import { readPytest } from '../results/read-pytest.ts';
import { readRecords } from '../results/read-records.ts';
import { tidyCases } from '../results/tidy-case.ts';
import { HOOKS, ownMark, pytestOptions, suiteEnvironment } from '../suite-environment.ts';
import type { SuiteRequest } from '../suite-request.ts';
import { startAsked } from './ask-process.ts';
import type { AskedProcess } from './ask-process.ts';

export interface WarmRun {
  readonly cases: readonly TestCase[];
  readonly duration_ms: number;
}

/**
 * A test tool that waits with everything loaded that no edit of the copy changes. Each run happens in a fork of it, with the files as
 * they are on disk by then, held in as every run of the suite is.
 */
export interface WarmSuite {
  /**
   * What the suite's own run would tell now, or only up to the first failure; null when it is gone, and the suite has to be run as
   * usual. Throws CANCELLED.
   */
  run(timeout_ms: number, more?: { readonly to_first_failure: boolean }): Promise<WarmRun | null>;
  /** Returns when none of its processes is left. */
  close(): Promise<void>;
}

/** Starting and loading; more than that is no gain. */
const READY_MS = 20_000;
/** It ends runs itself at their time-out; so much later it has not. */
const LATE_MS = 3000;

/**
 * Of pytest and unittest where processes can be forked, run by their own lines and outside of containers; null for all else, and
 * where it cannot be had. `files`: relative to the suite's folder; none for all of it. What it loads is found out by a first run, so
 * the files have to be as they are meant to be. The caller closes it. Throws CANCELLED.
 */
export async function openWarmSuite(request: SuiteRequest, files: readonly string[]): Promise<WarmSuite | null> {
  const { suite, line } = request.discovered;
  const isPlain = (suite.framework === 'pytest' ? PYTEST_LINE : UNITTEST_LINE) === line;
  const isPython = suite.framework === 'pytest' || suite.framework === 'unittest';
  if (!isPython || !isPlain || process.platform !== 'linux' || request.confinement?.level === 'container') return null;
  const warm = new ForkedSuite(request, await start(request, files));
  let isReady = false;
  try {
    isReady = await warm.load(request.timeout_ms);
  } finally {
    if (!isReady) await warm.close();
  }
  return isReady ? warm : null;
}

async function start(request: SuiteRequest, files: readonly string[]): Promise<AskedProcess> {
  const { discovered, copy, run_folder, index, mark, readable, confinement, signal } = request;
  const { suite } = discovered;
  const folder = join(copy, suite.cwd);
  const [results, temporary] = [resultsOf(request, 0), join(run_folder, 'tmp')];
  await mkdir(results, { recursive: true });
  await mkdir(temporary, { recursive: true });
  const env = {
    ...(await suiteEnvironment(request, folder, results, temporary)),
    IAMA_WARM: join(HOOKS, 'warm.py'),
    IAMA_RUN_FOLDER: run_folder,
  };
  const line = ['"$IAMA_PYTHON"', '"$IAMA_WARM"', suite.framework, ...files.map(quote)].join(' ');
  const places = { cwd: folder, writable: run_folder, readable: [HOOKS, ...readable] };
  const held = holdCommand({ line, framework: suite.framework, env, mark, index, ...places }, confinement);
  return startAsked({ ...held, cwd: folder, mark: ownMark(request), signal });
}

class ForkedSuite implements WarmSuite {
  readonly #request: SuiteRequest;
  readonly #process: AskedProcess;
  #runs = 0;

  constructor(request: SuiteRequest, process: AskedProcess) {
    this.#request = request;
    this.#process = process;
  }

  /** Have it load what a first run has loaded. */
  async load(timeout_ms: number): Promise<boolean> {
    if ((await this.#ask(null, READY_MS)) === null) return false;
    if ((await this.#fork(timeout_ms, { tell: true, to_first_failure: false })) === null) return false;
    const told = await readFile(join(resultsOf(this.#request, this.#runs), 'modules.json'), 'utf8').catch(() => '');
    return (await this.#ask({ load: modulesIn(told) }, READY_MS)) !== null;
  }

  run(timeout_ms: number, more = { to_first_failure: false }): Promise<WarmRun | null> {
    return this.#fork(timeout_ms, more);
  }

  close(): Promise<void> {
    return this.#process.close();
  }

  async #fork(
    timeout_ms: number,
    more: { readonly tell?: boolean; readonly to_first_failure: boolean },
  ): Promise<WarmRun | null> {
    const began = performance.now();
    const request = this.#request;
    const { suite } = request.discovered;
    const results = resultsOf(request, (this.#runs += 1));
    await mkdir(results, { recursive: true });
    const order = { results, options: pytestOptions(results), timeout_ms, ...more };
    if ((await this.#ask(order, timeout_ms + LATE_MS)) === null) return null;
    const { cases } = await (suite.framework === 'pytest' ? readPytest(results) : readRecords(results));
    const place = {
      copy: request.copy,
      workspace: request.workspace,
      suite_folder: join(request.copy, suite.cwd),
      run_folder: request.run_folder,
      mask: (text: string) => request.gate.mask(text),
    };
    return { cases: tidyCases(suite.id, cases, place), duration_ms: Math.round(performance.now() - began) };
  }

  async #ask(order: object | null, timeout_ms: number): Promise<unknown> {
    const answer = await this.#process.ask(order, timeout_ms);
    throwIfCancelled(this.#request.signal);
    return answer;
  }
}

/** The run wrote it, and with it whatever the repository does in its tests. */
function modulesIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return [];
  }
}

/** Beside the results of other runs. */
function resultsOf({ run_folder, index }: SuiteRequest, number: number): string {
  return join(run_folder, `results-${index}-${number}`);
}
