import { mkdir, readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { cancelled } from '../errors/throw-if-cancelled.ts';
import { confineLine } from '../sandbox/confine-line.ts';
import type { Confinement } from '../sandbox/confinement.ts';
import { placesOf } from '../sandbox/find-confinement.ts';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';
import { findProgram } from './find-program.ts';
import { judgeSuite } from './judge-suite.ts';
import { parseGo } from './results/parse-go.ts';
import { parseJunit } from './results/parse-junit.ts';
import { parseTap } from './results/parse-tap.ts';
import type { RawResults } from './results/raw-case.ts';
import { NO_RESULTS } from './results/raw-case.ts';
import { readRecords } from './results/read-records.ts';
import { tidyCases, withoutPlaces } from './results/tidy-case.ts';
import type { RunPlace } from './results/tidy-case.ts';
import { runCommand } from './run-command.ts';
import type { CommandResult } from './run-command.ts';
import { testEnvironment } from './test-environment.ts';

export interface SuiteRequest {
  readonly discovered: DiscoveredSuite;
  /** Number of the suite in its run; keeps its results apart from the others'. */
  readonly index: number;
  /** The run's folder, its copy of the workspace in it, and the workspace itself. */
  readonly run_folder: string;
  readonly copy: string;
  readonly workspace: string;
  /** In the environment of every process of the folder's runs; each run has one of its own besides. */
  readonly mark: string;
  /** Major version of the `node` that tests will find; null when there is none. */
  readonly node_major: number | null;
  readonly timeout_ms: number;
  readonly gate: SecretGate;
  readonly signal: AbortSignal;
  /** Holds the run in; without it, it runs as any program of the person does. */
  readonly confinement?: Confinement;
  /** On top of the run's own variables. */
  readonly environment?: Readonly<Record<string, string>>;
}

const PRELOAD = fileURLToPath(new URL('./hooks/preload.cjs', import.meta.url));
const UNITTEST_RUN = fileURLToPath(new URL('./hooks/unittest_run.py', import.meta.url));
const NODE_REPORTER = new URL('./hooks/node-reporter.mjs', import.meta.url).href;

/** Run one suite in the copy and read its results. Throws CANCELLED; everything else is an outcome. */
export async function runSuite(request: SuiteRequest): Promise<SuiteRun> {
  const { suite, line } = request.discovered;
  const folder = join(request.copy, suite.cwd);
  const results = join(request.run_folder, `results-${request.index}`);
  const temporary = join(request.run_folder, 'tmp');
  await mkdir(results, { recursive: true });
  await mkdir(temporary, { recursive: true });
  const command = await runCommand({
    line: confined(withNodeOptionsKept(line), request),
    cwd: folder,
    env: await environmentOf(request, folder, results, temporary),
    timeout_ms: request.timeout_ms,
    mark: ownMark(request),
    gate: request.gate,
    signal: request.signal,
  });
  if (command.ended === 'cancelled') throw cancelled();
  const place: RunPlace = {
    copy: request.copy,
    workspace: request.workspace,
    suite_folder: folder,
    run_folder: request.run_folder,
    mask: (text) => request.gate.mask(text),
  };
  const raw = await readResults(request.discovered, results, command);
  const cases = tidyCases(suite.id, raw.cases, place);
  const { ended, exit_code, signal, duration_ms } = command;
  return {
    suite_id: suite.id,
    framework: suite.framework,
    command: suite.command,
    outcome: judgeSuite({ ended, exit_code, complete: raw.complete, cases }),
    exit_code,
    signal,
    duration_ms,
    cases,
    output_tail: withoutPlaces(command.output_tail, place),
  };
}

/** Two suites may run in one folder at a time: the end of one must not end the other. */
function ownMark({ mark, index }: SuiteRequest): string {
  return `IAMA_SUITE_${mark.replace(/^IAMA_/, '')}-${index}`;
}

function entryOf(mark: string): Record<string, string> {
  const at = mark.indexOf('=');
  return { [mark.slice(0, at)]: mark.slice(at + 1) };
}

function confined(line: string, { confinement, run_folder: folder }: SuiteRequest): string {
  return confinement ? confineLine(line, confinement, placesOf([folder])) : line;
}

async function readResults({ suite }: DiscoveredSuite, results: string, command: CommandResult): Promise<RawResults> {
  if (suite.framework === 'pytest') {
    const xml = await readFile(join(results, 'junit.xml'), 'utf8').catch(() => null);
    const cases = xml === null ? null : parseJunit(xml);
    return cases ? { began: true, complete: true, cases } : NO_RESULTS;
  }
  if (suite.framework === 'go_test') return parseGo(command.stdout);
  const recorded = await readRecords(results);
  if (recorded.began) return recorded;
  const tap = parseTap(command.stdout);
  if (tap.began || suite.framework !== 'other' || command.ended !== 'exited') return tap;
  return byExitCode(suite.command, command);
}

/** A tool that tells nothing but its exit code is one case: it ran, and it would have failed with another code. */
function byExitCode(words: readonly string[], command: CommandResult): RawResults {
  // 126 and 127: the shell could not start it at all.
  if (command.exit_code === null || command.exit_code === 126 || command.exit_code === 127) return NO_RESULTS;
  const failed = command.exit_code !== 0;
  const error = { name: null, message: `exit code ${command.exit_code}`, stack: command.output_tail.slice(-8000) };
  const name = `${words.join(' ')} exits with code 0`;
  const status = failed ? 'failed' : 'passed';
  return {
    began: true,
    complete: true,
    cases: [{ path: [name], file: null, status, duration_ms: command.duration_ms, error: failed ? error : null }],
  };
}

/** A script that sets NODE_OPTIONS for itself must not lose our preload: the shell puts ours in front. */
function withNodeOptionsKept(line: string): string {
  return line.replaceAll(/(?<![\w$])NODE_OPTIONS=/g, 'NODE_OPTIONS="$IAMA_NODE_OPTIONS "');
}

async function environmentOf(
  request: SuiteRequest,
  folder: string,
  results: string,
  temporary: string,
): Promise<Record<string, string>> {
  const { suite, line } = request.discovered;
  const additions: Record<string, string> = {
    IAMA_RESULTS_DIR: results,
    ...entryOf(request.mark),
    ...entryOf(ownMark(request)),
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    INIT_CWD: folder,
    ...request.environment,
  };
  const base = testEnvironment(process.env, additions);
  const path = [...binFolders(folder, request.copy), base['PATH'] ?? ''];
  // A machine whose only Node is the one that runs us.
  if (findProgram('node', path.join(delimiter)) === null) path.push(dirname(process.execPath));
  base['PATH'] = path.join(delimiter);
  if (suite.framework === 'pytest' || suite.framework === 'unittest')
    return { ...base, ...pythonVariables(request, folder, results, base['PATH']) };
  if (suite.framework === 'go_test') return base;
  const options = nodeOptions(suite.framework === 'node_test', line, request.node_major);
  return { ...base, ...(await packageVariables(folder)), NODE_OPTIONS: options, IAMA_NODE_OPTIONS: options };
}

/** `node_modules/.bin` of the suite's folder and of every folder above it in the copy. */
function binFolders(folder: string, copy: string): readonly string[] {
  const bins: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    bins.push(join(at, 'node_modules', '.bin'));
    if (at === copy || dirname(at) === at) return bins;
  }
}

/**
 * Options for every Node process of the run. Node allows a reporter without a destination only if it is the only one, so
 * what the script itself says about reporters is counted.
 */
function nodeOptions(isNodeTest: boolean, line: string, nodeMajor: number | null): string {
  const preload = `--require="${PRELOAD.replaceAll('\\', '\\\\')}"`;
  if (!isNodeTest || nodeMajor === null || nodeMajor < 20) return preload;
  const reporters = line.match(/--test-reporter[= ]/g)?.length ?? 0;
  const destinations = line.match(/--test-reporter-destination[= ]/g)?.length ?? 0;
  const ours = `--test-reporter="${NODE_REPORTER}" --test-reporter-destination=stdout`;
  if (reporters === 0) return `${preload} ${ours} --test-reporter=spec --test-reporter-destination=stdout`;
  return destinations === 0 ? `${preload} ${ours} --test-reporter-destination=stdout` : `${preload} ${ours}`;
}

/** What `npm run` would tell its scripts. */
async function packageVariables(folder: string): Promise<Record<string, string>> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  try {
    const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown };
    return {
      npm_lifecycle_event: 'test',
      npm_package_name: typeof name === 'string' ? name : '',
      npm_package_version: typeof version === 'string' ? version : '',
    };
  } catch {
    return { npm_lifecycle_event: 'test' };
  }
}

/** The copy comes before an editable install of the original; nothing is written beside the sources. */
function pythonVariables(request: SuiteRequest, folder: string, results: string, path: string): Record<string, string> {
  const environments = ['.venv', 'venv'].flatMap((name) => [
    join(folder, name, 'bin'),
    join(request.copy, name, 'bin'),
  ]);
  const python =
    findProgram('python3', [...environments, path].join(delimiter)) ?? findProgram('python', path) ?? 'python3';
  return {
    IAMA_PYTHON: python,
    PYTHONPATH: [folder, join(folder, 'src'), request.copy, join(request.copy, 'src')].join(delimiter),
    PYTHONDONTWRITEBYTECODE: '1',
    IAMA_UNITTEST: UNITTEST_RUN,
    PYTEST_ADDOPTS: `-p no:cacheprovider -o junit_family=xunit1 --junitxml='${join(results, 'junit.xml')}'`,
  };
}
