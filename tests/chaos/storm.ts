import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@iama/client/create-client';
import { freePort } from '@iama/server/db/embedded/free-port';
import { createSampleJob, goodMachine } from '../acceptance/sample-job.ts';
import { driveJob, insist } from '../support/drive-job.ts';
import { healingMachine, slowMachine } from './machines.ts';
import { newAccount } from './new-account.ts';
import { part } from './part.ts';
import type { Part } from './part.ts';
import { patiently, pause } from './patiently.ts';
import { seededRandom } from '../support/seeded-random.ts';

interface Storm {
  readonly url: string;
  readonly seed: number;
  readonly jobs: number;
  readonly kills: number;
  readonly say: (line: string) => void;
}

/** Jobs that may be under way before the next kill lets more begin. */
const LEAD = 24;

/** Runs the jobs while parts die and come back. Returns what was still going on at the end of patience. */
export async function runStorm({ url, seed, jobs, kills, say }: Storm): Promise<string[]> {
  const random = seededRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'iama-chaos-'));
  const port = await freePort(null);
  const env = {
    ...process.env,
    DATABASE_URL: url,
    IAMA_DATA_DIR: folder,
    IAMA_PORT: String(port),
    IAMA_LOG_LEVEL: 'error',
    IAMA_AUTH_REQUESTS_PER_MINUTE: '100000',
  };
  const parts = [part('api', 'api', env), part('worker 1', 'worker', env), part('worker 2', 'worker', env)];
  await Promise.all(parts.map((each) => each.start()));
  let killed = 0;
  const waiting = new Set<() => void>();
  const gate = (index: number) => waitUntil(waiting, () => killed >= kills || index < LEAD + (killed * jobs) / kills);
  try {
    const client = await newAccount(`http://127.0.0.1:${port}`);
    const killing = killAll();
    const outcomes = await Promise.all(
      Array.from({ length: jobs }, async (_, index) => {
        const chance = random();
        await gate(index);
        return await patiently(index, runOne(client, chance, random));
      }),
    );
    await killing;
    return outcomes.filter((outcome) => outcome !== null);
  } finally {
    await Promise.all(parts.map((each) => each.stop()));
    await rm(folder, { recursive: true, force: true });
  }

  async function killAll(): Promise<void> {
    for (; killed < kills;) {
      await pause(random() * 1200);
      const victim = parts[Math.floor(random() * parts.length)] as Part;
      await victim.kill();
      await victim.start();
      killed += 1;
      for (const look of waiting) look();
      if (killed % 10 === 0) say(`${killed} kills`);
    }
  }
}

/** A tenth is cancelled on the way, a fifth heals, the rest goes well. */
async function runOne(client: Client, chance: number, random: () => number): Promise<void> {
  const { id: job_id } = await createSampleJob(client);
  const machine = slowMachine(random, chance < 0.3 ? healingMachine : goodMachine);
  const driven = driveJob(client, job_id, machine);
  if (chance < 0.1) {
    await pause(random() * 3000);
    await insist(client, job_id, 'cancel', () => client.call('jobs.cancel', { params: { job_id } }));
  }
  const job = await driven;
  const expected = chance < 0.1 ? ['FAILED', 'DELIVERED'] : ['DELIVERED'];
  if (!expected.includes(job.state)) throw new Error(`job ${job_id} ended in ${job.state} (${job.failure?.code})`);
}

async function waitUntil(waiting: Set<() => void>, holds: () => boolean): Promise<void> {
  if (holds()) return;
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!holds()) return;
      waiting.delete(look);
      resolve();
    };
    waiting.add(look);
  });
}
