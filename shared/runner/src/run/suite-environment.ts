import { readdir, readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from './find-program.ts';
import { PYTEST_RESULTS } from './results/read-pytest.ts';
import type { SuiteRequest } from './suite-request.ts';
import { testEnvironment } from './test-environment.ts';

const PRELOAD = fileURLToPath(new URL('./hooks/preload.cjs', import.meta.url));
const UNITTEST_RUN = fileURLToPath(new URL('./hooks/unittest_run.py', import.meta.url));
const NODE_REPORTER = new URL('./hooks/node-reporter.mjs', import.meta.url).href;
/** The folder of what we put into every run. */
export const HOOKS = dirname(PRELOAD);

/**
 * What a suite's processes see of an environment. In a container, what they see beyond that of its image: programs and folders of this
 * machine are not there.
 */
export async function suiteEnvironment(
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
  const is_apart = request.confinement?.level === 'container';
  const base = testEnvironment(is_apart ? wordsOf(process.env) : process.env, additions);
  const bins = binFolders(folder, request.copy);
  const path = is_apart ? [...bins] : [...bins, base['PATH'] ?? ''];
  // A machine whose only Node is the one that runs us.
  if (!is_apart && findProgram('node', path.join(delimiter)) === null) path.push(dirname(process.execPath));
  base['PATH'] = path.join(delimiter);
  if (suite.framework === 'pytest' || suite.framework === 'unittest')
    return { ...base, ...(await pythonVariables(request, folder, results, base['PATH'])) };
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
async function pythonVariables(
  request: SuiteRequest,
  folder: string,
  results: string,
  path: string,
): Promise<Record<string, string>> {
  const environments = ['.venv', 'venv'].flatMap((name) => [join(folder, name), join(request.copy, name)]);
  const is_apart = request.confinement?.level === 'container';
  const bins = [...environments.map((each) => join(each, 'bin')), path].join(delimiter);
  const python = is_apart ? 'python3' : (findProgram('python3', bins) ?? findProgram('python', path) ?? 'python3');
  // The interpreter of an environment is one of this machine; what was installed into it is not.
  const installed = is_apart ? await packagesIn(environments) : [];
  const sources = [folder, join(folder, 'src'), request.copy, join(request.copy, 'src')];
  return {
    IAMA_PYTHON: python,
    PYTHONPATH: [...sources, ...installed].join(delimiter),
    PYTHONDONTWRITEBYTECODE: '1',
    IAMA_UNITTEST: UNITTEST_RUN,
    PYTEST_ADDOPTS: pytestOptions(results),
  };
}

/** What pytest is told besides: where its results go. */
export function pytestOptions(results: string): string {
  return `-p no:cacheprovider -o junit_family=xunit1 --junitxml='${join(results, PYTEST_RESULTS)}'`;
}

async function packagesIn(environments: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const environment of environments) {
    const versions = await readdir(join(environment, 'lib')).catch(() => []);
    found.push(...versions.map((version) => join(environment, 'lib', version, 'site-packages')));
  }
  return found;
}

/** Language and time zone. */
function wordsOf(parent: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(parent).filter(([name]) => /^(LANG|LANGUAGE|LC_\w+|TZ)$/.test(name)));
}

/** Two suites may run in one folder at a time: the end of one must not end the other. */
export function ownMark({ mark, index }: Pick<SuiteRequest, 'mark' | 'index'>): string {
  return `IAMA_SUITE_${mark.replace(/^IAMA_/, '')}-${index}`;
}

function entryOf(mark: string): Record<string, string> {
  const at = mark.indexOf('=');
  return { [mark.slice(0, at)]: mark.slice(at + 1) };
}
