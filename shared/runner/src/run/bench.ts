import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { onlyFiles } from '../lock/only-files.ts';
import type { Confinement } from '../sandbox/confinement.ts';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { imageOf } from '../sandbox/docker/images.ts';
import { noteContainers } from '../sandbox/docker/remove-containers.ts';
import { copyWorkspace } from './copy-workspace.ts';
import { makeRunFolder } from './run-folder.ts';
import { runSuite } from './run-suite.ts';
import type { SuiteRequest } from './suite-request.ts';
import { openWarmSuite } from './warm/open-warm-suite.ts';
import type { WarmSuite } from './warm/open-warm-suite.ts';
import { askIn } from './ask-in.ts';
import { askHere, toolVersions } from './tool-versions.ts';

export interface BenchRun {
  readonly run: SuiteRun;
  /** Where the run left what it wrote for us. */
  readonly results: string;
}

export interface RunOptions {
  /** Only these files, by workspace path; all of the suite without. */
  readonly files?: readonly string[];
  readonly timeout_ms: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Holds this run in; without it as the bench says. */
  readonly confinement?: Confinement;
}

/** A copy of the workspace that is used for many runs: files are put into it and taken out, the workspace is only read. */
export interface Bench {
  /** The copy, as an absolute path. */
  readonly copy: string;
  readonly tool_versions: Readonly<Record<string, string>>;
  write(path: string, content: string | Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
  run(discovered: DiscoveredSuite, options: RunOptions): Promise<BenchRun>;
  /** What runs these files again and again, faster; null where nothing does. The caller closes it before the bench. */
  warm(discovered: DiscoveredSuite, options: RunOptions): Promise<WarmSuite | null>;
  close(): Promise<void>;
}

export interface BenchRequest {
  readonly workspace: Workspace;
  readonly suites: readonly TestSuite[];
  /** Everything that is told of a run goes through it. */
  readonly gate: SecretGate;
  readonly signal: AbortSignal;
  /** Holds the runs in; without it they run as any program of the person does. */
  readonly confinement?: Confinement;
}

/** Make one. Throws DISK_FULL, COPY_FAILED, CANCELLED. The caller closes it. */
export async function openBench({ workspace, suites, gate, signal, confinement }: BenchRequest): Promise<Bench> {
  const folder = await makeRunFolder();
  try {
    // Some tests look at the name of the folder they stand in.
    const copy = join(folder.path, workspace.name);
    await noteContainers(folder.path, confinement);
    const readable = await copyWorkspace(workspace, copy, signal);
    const ask = (confinement && askIn(folder, copy, confinement)) ?? askHere(copy);
    const versions = await toolVersions(copy, suites, ask);
    const tool_versions = { ...versions, ...imagesUsed(suites, confinement) };
    // Written tests may be the only ones that run on it.
    let unlisted: Promise<string | null> | null = null;
    const nodeVersion = async (): Promise<string | null> =>
      versions['node'] ?? (await (unlisted ??= ask('node', '--version', 'node_test')));
    let runs = 0;
    const request = async (
      { suite }: DiscoveredSuite,
      line: string,
      { timeout_ms, environment, confinement: own = confinement }: RunOptions,
    ): Promise<SuiteRequest> => ({
      discovered: { suite, line },
      index: (runs += 1),
      run_folder: folder.path,
      readable,
      copy,
      workspace: workspace.root,
      mark: folder.mark,
      node_major: Number.parseInt((await nodeVersion())?.replace(/^v/, '') ?? '', 10) || null,
      timeout_ms,
      signal,
      gate,
      ...(own ? { confinement: own } : {}),
      ...(environment ? { environment } : {}),
    });
    return {
      copy,
      tool_versions,
      async write(path, content) {
        await mkdir(dirname(join(copy, path)), { recursive: true });
        await writeFile(join(copy, path), content);
      },
      async remove(path) {
        await rm(join(copy, path), { force: true });
      },
      async run(discovered, options) {
        const { suite } = discovered;
        const names = options.files && namesIn(suite, options.files);
        const line = names ? (onlyFiles(suite.framework, discovered.line, names) ?? discovered.line) : discovered.line;
        const wanted = await request(discovered, line, options);
        return { run: await runSuite(wanted), results: join(folder.path, `results-${wanted.index}`) };
      },
      async warm(discovered, options) {
        const wanted = await request(discovered, discovered.line, options);
        return await openWarmSuite(wanted, namesIn(discovered.suite, options.files ?? []));
      },
      close: () => folder.remove(),
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

/** Files of the workspace as they are named in the suite's folder. */
function namesIn({ cwd }: TestSuite, files: readonly string[]): readonly string[] {
  return files.map((path) => relative(join('/', cwd), join('/', path)));
}

/** The images that suites run in, as what they were run by. */
function imagesUsed(suites: readonly TestSuite[], confinement: Confinement | undefined): Record<string, string> {
  if (confinement?.level !== 'container') return {};
  const frameworks = suites.length === 0 ? (['node_test'] as const) : suites.map(({ framework }) => framework);
  return { image: [...new Set(frameworks.map((each) => imageOf(confinement.images, each)))].join(' ') };
}

/** A file that a run wrote for us; empty when it never came to that. */
export async function readResult({ results }: BenchRun, name: string): Promise<string> {
  return await readFile(join(results, name), 'utf8').catch(() => '');
}
