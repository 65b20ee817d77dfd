import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import { cancelled } from '../errors/throw-if-cancelled.ts';
import { holdCommand } from '../sandbox/hold-command.ts';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';
import { judgeSuite } from './judge-suite.ts';
import { parseGo } from './results/parse-go.ts';
import { parseTap } from './results/parse-tap.ts';
import type { RawResults } from './results/raw-case.ts';
import { NO_RESULTS } from './results/raw-case.ts';
import { readPytest } from './results/read-pytest.ts';
import { readRecords } from './results/read-records.ts';
import { tidyCases, withoutPlaces } from './results/tidy-case.ts';
import type { RunPlace } from './results/tidy-case.ts';
import { runCommand } from './run-command.ts';
import type { CommandResult } from './run-command.ts';
import type { SuiteRequest } from './suite-request.ts';
import { HOOKS, ownMark, suiteEnvironment } from './suite-environment.ts';

/** Run one suite in the copy and read its results. Throws CANCELLED; everything else is an outcome. */
export async function runSuite(request: SuiteRequest): Promise<SuiteRun> {
  const { suite, line } = request.discovered;
  const folder = join(request.copy, suite.cwd);
  const results = join(request.run_folder, `results-${request.index}`);
  const temporary = join(request.run_folder, 'tmp');
  await mkdir(results, { recursive: true });
  await mkdir(temporary, { recursive: true });
  const { mark, index, readable, confinement } = request;
  const env = await suiteEnvironment(request, folder, results, temporary);
  const places = { cwd: folder, writable: request.run_folder, readable: [HOOKS, ...readable] };
  const wanted = { line: withNodeOptionsKept(line), framework: suite.framework, env, mark, index, ...places };
  const command = await runCommand({
    ...holdCommand(wanted, confinement),
    cwd: folder,
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

async function readResults({ suite }: DiscoveredSuite, results: string, command: CommandResult): Promise<RawResults> {
  if (suite.framework === 'pytest') return await readPytest(results);
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
