import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { TestSuite } from '@iama/contracts/test-run/suite';
import type { SuiteRun } from '@iama/contracts/test-run/test-run';
import type { SecretGate } from '@iama/engine/secrets/secret-gate';
import { onlyFiles } from '../lock/only-files.ts';
import type { Confinement } from '../sandbox/confinement.ts';
import type { DiscoveredSuite } from '../tests-discovery/discovered-suite.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { copyWorkspace } from './copy-workspace.ts';
import { makeRunFolder } from './run-folder.ts';
import { runSuite } from './run-suite.ts';
import { nodeVersion, toolVersions } from './tool-versions.ts';

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
    await copyWorkspace(workspace, copy, signal);
    const tool_versions = await toolVersions(copy, suites);
    // Tests that are written run by Node also where no suite of the repository does.
    const node = tool_versions['node'] ?? (await nodeVersion(copy)) ?? '';
    const node_major = Number.parseInt(node.replace(/^v/, ''), 10) || null;
    let runs = 0;
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
      async run(discovered, { files, timeout_ms, environment, confinement: own }) {
        const index = (runs += 1);
        const { suite } = discovered;
        const names = files?.map((path) => relative(join('/', suite.cwd), join('/', path)));
        const line = names ? (onlyFiles(suite.framework, discovered.line, names) ?? discovered.line) : discovered.line;
        const run = await runSuite({
          discovered: { suite, line },
          index,
          run_folder: folder.path,
          copy,
          workspace: workspace.root,
          mark: folder.mark,
          node_major,
          timeout_ms,
          signal,
          gate,
          ...((own ?? confinement) ? { confinement: own ?? confinement } : {}),
          ...(environment ? { environment } : {}),
        });
        return { run, results: join(folder.path, `results-${index}`) };
      },
      close: () => folder.remove(),
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

/** A file that a run wrote for us; empty when it never came to that. */
export async function readResult({ results }: BenchRun, name: string): Promise<string> {
  return await readFile(join(results, name), 'utf8').catch(() => '');
}
