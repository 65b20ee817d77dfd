import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@iama/client/create-client';
import { freePort } from '@iama/server/db/embedded/free-port';
import { CREATE_JOB } from '../../support/samples.ts';
import { driveJob, insist } from '../../support/drive-job.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { startScriptedModel } from '../../support/scripted-model/start-scripted-model.ts';
import { slowMachine } from '../machines.ts';
import { newAccount } from '../new-account.ts';
import { part } from '../part.ts';
import type { Part } from '../part.ts';
import { patiently, pause } from '../patiently.ts';
import { compareBooks } from './compare-books.ts';
import { goalMachine } from './goal-machine.ts';
import { luck } from './luck.ts';

interface GoalStorm {
  readonly url: string;
  readonly seed: number;
  readonly jobs: number;
  readonly kills: number;
  readonly say: (line: string) => void;
}

/** Jobs under way at the same time. */
const LANES = 16;
/** A plan has a limit for each person. */
const PEOPLE = 20;
const LIMITS = { first_token_ms: 2000, idle_ms: 1500, total_ms: 5000, concurrency: 16 };
/** Calls whose process died are settled when their time is up: `total_ms` and a minute. */
const SETTLED_WITHIN_MS = 120_000;

/** Jobs by a model while servers die, answers go wrong and people cancel. Returns what is wrong afterwards. */
export async function runGoalStorm({ url, seed, jobs, kills, say }: GoalStorm): Promise<string[]> {
  const random = seededRandom(seed);
  const folder = await mkdtemp(join(tmpdir(), 'iama-chaos-'));
  const model = await startScriptedModel();
  model.otherwise((entry) => luck(entry, random));
  const port = await freePort(null);
  const env = {
    ...process.env,
    ...(await environment(folder, model.base_url)),
    DATABASE_URL: url,
    IAMA_PORT: String(port),
  };
  const parts = [part('api', 'api', env), part('worker 1', 'worker', env), part('worker 2', 'worker', env)];
  await Promise.all(parts.map((each) => each.start()));
  let [begun, done, killed] = [0, 0, 0];
  try {
    const address = `http://127.0.0.1:${port}`;
    const people = await Promise.all(Array.from({ length: PEOPLE }, () => newAccount(address)));
    const outcomes: (string | null)[] = [];
    const lane = async (): Promise<void> => {
      while (begun < jobs) {
        const index = begun;
        begun += 1;
        outcomes.push(await patiently(index, runOne(people[index % PEOPLE] as Client, random)));
        done += 1;
        if (done % 100 === 0) say(`${done} jobs, ${killed} kills, ${model.book.length} requests`);
      }
    };
    const killing = killSome();
    await Promise.all(Array.from({ length: LANES }, lane));
    await killing;
    say(`${killed} kills, ${model.book.length} requests to the model`);
    const stuck = outcomes.filter((outcome) => outcome !== null);
    return [...stuck, ...(await compareBooks(url, model.book, SETTLED_WITHIN_MS, say))];
  } finally {
    await Promise.all(parts.map((each) => each.stop()));
    await model.close();
    await rm(folder, { recursive: true, force: true });
  }

  /** Spread over the jobs, so that the last ones are hit like the first. */
  async function killSome(): Promise<void> {
    while (killed < kills && done < jobs) {
      await pause(random() * 1500);
      if (done < (killed * jobs) / (kills + 1)) continue;
      const victim = parts[Math.floor(random() * parts.length)] as Part;
      await victim.kill();
      await victim.start();
      killed += 1;
    }
  }
}

async function environment(folder: string, base_url: string): Promise<NodeJS.ProcessEnv> {
  const file = join(folder, 'models.json');
  const model = { model: 'scripted-1', base_url, price: { input: 1, output: 2 }, ...LIMITS };
  await writeFile(file, JSON.stringify({ models: { default: model } }));
  return {
    IAMA_MODELS_FILE: file,
    IAMA_DATA_DIR: folder,
    IAMA_LOG_LEVEL: 'error',
    IAMA_AUTH_REQUESTS_PER_MINUTE: '100000',
  };
}

/** Tries of a request whose server is dead: one needs a while to come back on a busy machine. */
const PATIENT = 60;
const ENDS = ['DELIVERED', 'FAILED', 'FALLBACK_REQUIRED'];

/** A sixth is cancelled on the way; a repair that is stuck is tried again, or ended. */
async function runOne(client: Client, random: () => number): Promise<void> {
  const project = await client.call('projects.ensure', {
    body: { name: 'sample', fingerprint: 'chaos-with-goals' },
    repeatable: true,
    retries: PATIENT,
  });
  const { id: job_id } = await client.call('jobs.create', {
    body: {
      ...CREATE_JOB,
      recipe_id: 'goal',
      goal: 'Sum with a plain loop.',
      target: { kind: 'file', path: 'src/a.js' },
      // With some time for tests, a model writes some first; that is half of the jobs.
      lock: { runs: 1, budget_ms: random() < 0.5 ? 0 : 1000, threshold: 0 },
      preflight: { ...CREATE_JOB.preflight },
      acknowledged: [],
      project_id: project.id,
    },
    retries: PATIENT,
  });
  const params = { job_id };
  const driven = driveJob(client, job_id, slowMachine(random, goalMachine(random)), async (event) => {
    if (event.type !== 'state_change') return;
    if (event.data.to !== 'WAITING_INTERVENTION' && event.data.to !== 'WAITING_ESCALATION_DECISION') return;
    const command = random() < 0.3 ? 'retry' : 'stop_repair';
    await insist(client, job_id, command, () => client.call('jobs.intervene', { params, body: { command } }));
  });
  if (random() < 0.17) {
    await pause(random() * 3000);
    await insist(client, job_id, 'cancel', () => client.call('jobs.cancel', { params }));
  }
  const job = await driven;
  if (!ENDS.includes(job.state)) throw new Error(`job ${job_id} came to rest in ${job.state}`);
}
