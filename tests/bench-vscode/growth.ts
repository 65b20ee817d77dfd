import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@iama/client/create-client';
import { createSampleJob, goodMachine } from '../acceptance/sample-job.ts';
import type { Figure } from '../bench-engine/figure.ts';
import { driveJob } from '../support/drive-job.ts';
import { counted } from './counted.ts';
import { askProbe } from './desk/ask-probe.ts';
import type { Memory } from './desk/ask-probe.ts';
import { reached, startJobInWindow, takeDecisions } from './desk/jobs.ts';
import { openDesk } from './desk/open-desk.ts';
import { watchQuiet } from './desk/quiet.ts';
import { decideModule, openReviewOf, untilActive } from './desk/review-steps.ts';

/** Of ten jobs: so many are started and worked for in the window; the others are somebody else's and come with the list. */
const IN_WINDOW = 2;
/**
 * One of so many jobs of the window is taken to its review, and a decision is taken there and left: the first one too, since
 * VS Code starts its own language servers with the first diff.
 */
const REVIEWED = 5;
const AT = Array.from({ length: 15 }, (_, index) => 50 * (index + 1));
/**
 * What is bounded is full: 50 jobs that were started here are remembered, and ten reviewed ones stand in the Test Explorer. Growth
 * is what comes in the 500 jobs after that.
 */
const FULL_AT = 250;
/** Chosen, not measured. Whoever keeps a job and its specification keeps more. */
const HEAP_LIMIT_KIB = 3.5;
/** Chosen too: functions are compiled again when they have been used often, and there are only so many. */
const CODE_LIMIT_MIB = 1;
/** Two values for each of the 50 jobs that are remembered, and the list of them. */
const KEPT_LIMIT = 101;
/** A timer or a connection of the editor itself may be under way at one look and not at the other. */
const RESOURCES_LIMIT = 4;
const SETTLE_MS = 5000;

interface Look {
  readonly jobs: number;
  readonly memory: Memory;
  readonly kept_files: number;
  readonly kept_bytes: number;
}

/**
 * Hundreds of jobs in one window that is never reloaded: what the extension host and its folder hold afterwards. The heap is
 * written into the folder `snapshots` at each look, if there is one.
 */
export async function measureGrowth(
  share: number,
  say: (line: string) => void,
  snapshots: string | null,
): Promise<readonly Figure[]> {
  const scaled = (jobs: number): number => Math.max(10, Math.round((jobs * share) / 10) * 10);
  const at = [...new Set(AT.map(scaled))];
  const desk = await openDesk({ repository: { modules: 3, test_ms: 0 } });
  try {
    const { page, client, vscode } = desk;
    const probe = await askProbe(vscode.home);
    await untilActive(probe);
    const quiet = await watchQuiet(page, desk.folder);
    const looks: Look[] = [];
    let of_window = 0;
    for (let jobs = 0; jobs < (at.at(-1) ?? 0); jobs += 10) {
      await Promise.all(Array.from({ length: 10 - IN_WINDOW }, () => elsewhere(client)));
      for (let count = 0; count < IN_WINDOW; count += 1) {
        const job_id = await startJobInWindow(page, probe, client);
        of_window += 1;
        if (of_window % REVIEWED !== 1) {
          await reached(client, job_id, 'WAITING_STRATEGY');
          await client.call('jobs.cancel', { params: { job_id } });
          continue;
        }
        await takeDecisions(client, job_id);
        await reached(client, job_id, 'DELIVERED');
        await openReviewOf(page, probe, job_id);
        await decideModule(page, 0, false);
      }
      await probe.command('iama.refresh');
      if (!at.includes(jobs + 10)) continue;
      await pause(SETTLE_MS);
      const kept = await keptIn(vscode.home);
      const look = { jobs: jobs + 10, memory: await probe.memory(), kept_files: kept.files, kept_bytes: kept.bytes };
      looks.push(look);
      say(words(look));
      if (snapshots !== null) await probe.snapshot(join(snapshots, `${jobs + 10}-jobs.heapsnapshot`));
    }
    await quiet.begin();
    await quiet.end();
    return [...compare(looks.filter(({ jobs }) => jobs >= scaled(FULL_AT))), ...(await quiet.figures())];
  } finally {
    await desk.close();
  }
}

/** A job that another client of the same person does. */
async function elsewhere(client: Client): Promise<void> {
  const { id } = await createSampleJob(client);
  await driveJob(client, id, goodMachine);
}

function compare(looks: readonly Look[]): readonly Figure[] {
  const [first, last] = [looks[0], looks.at(-1)];
  if (!first || !last || first === last) return [counted('growth', 0, 0, '', { samples: 0 })];
  const objects = ({ memory }: Look): number => memory.heap_bytes - memory.code_bytes;
  const with_code = slopeOf(looks, ({ memory }) => memory.heap_bytes) / 1024;
  const sum = ({ memory }: Look): number => Object.values(memory.resources).reduce((all, each) => all + each, 0);
  const samples = { samples: last.jobs - first.jobs };
  return [
    counted(
      'heap without code for each job, the median of all slopes between two looks',
      slopeOf(looks, objects) / 1024,
      HEAP_LIMIT_KIB,
      'KiB',
      {
        ...samples,
        detail: `${looks.map((look) => mib(objects(look))).join(' → ')} MiB; with code ${with_code.toFixed(2)} KiB`,
      },
    ),
    counted(
      'compiled code more than then',
      (last.memory.code_bytes - first.memory.code_bytes) / 1024 / 1024,
      CODE_LIMIT_MIB,
      'MiB',
      { ...samples, detail: looks.map(({ memory }) => mib(memory.code_bytes)).join(' → ') },
    ),
    counted(
      'timers, connections and pipes more than then',
      sum(last) - sum(first),
      RESOURCES_LIMIT,
      'of them',
      samples,
    ),
    counted('files that are kept for the next window', last.kept_files, KEPT_LIMIT, 'files', {
      ...samples,
      detail: `${last.kept_bytes} bytes`,
    }),
  ];
}

/**
 * Theil and Sen's slope, bytes a job: the editor's own extensions live in the same heap, and what one of them makes once is
 * no growth.
 */
function slopeOf(looks: readonly Look[], bytesOf: (look: Look) => number): number {
  const slopes = looks.flatMap((from, index) =>
    looks.slice(index + 1).map((to) => (bytesOf(to) - bytesOf(from)) / (to.jobs - from.jobs)),
  );
  return slopes.toSorted((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? 0;
}

function words({ jobs, memory, kept_files, kept_bytes }: Look): string {
  const heap = mib(memory.heap_bytes);
  const code = mib(memory.code_bytes);
  return `${jobs} jobs: heap ${heap} MiB with ${code} MiB of code, ${JSON.stringify(memory.resources)}, ${kept_files} kept files of ${kept_bytes} bytes`;
}

async function keptIn(home: string): Promise<{ readonly files: number; readonly bytes: number }> {
  const storage = join(home, 'data', 'User', 'workspaceStorage');
  let [files, bytes] = [0, 0];
  for (const path of await readdir(storage, { recursive: true })) {
    if (!/iama\.extension[\\/]kept[\\/]/.test(path)) continue;
    files += 1;
    bytes += (await stat(join(storage, path))).size;
  }
  return { files, bytes };
}

function mib(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(2);
}
