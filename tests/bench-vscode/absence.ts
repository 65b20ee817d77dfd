import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../bench-engine/figure.ts';
import { counted } from './counted.ts';
import { askProbe } from './desk/ask-probe.ts';
import { descendantsOf } from './desk/host-processes.ts';
import { reached, resultsOf, startJobInWindow, takeDecisions, tasksOf } from './desk/jobs.ts';
import { openDesk } from './desk/open-desk.ts';
import type { Desk } from './desk/open-desk.ts';
import { watchQuiet } from './desk/quiet.ts';
import { decideModule, openReviewOf, showsDecisions, untilActive } from './desk/review-steps.ts';

/** How the client goes away, and how it comes back. */
interface Absence {
  readonly name: string;
  begin(desk: Desk): Promise<void>;
  end(desk: Desk): Promise<void>;
}

/** Everything of the extension stands still: its host, the executor, the tests that run. */
const SLEEP: Absence = {
  name: 'asleep',
  begin: (desk) => signalHost(desk, 'SIGSTOP'),
  end: (desk) => signalHost(desk, 'SIGCONT'),
};

/** Connections die, and new ones get no answer. */
const OFFLINE: Absence = {
  name: 'offline',
  begin: (desk) => Promise.resolve(desk.way.cut()),
  end: (desk) => Promise.resolve(desk.way.mend()),
};

/** The same, and the window that was there is gone too: a new one starts before the control plane is back. */
const OFFLINE_START: Absence = {
  name: 'offline, with a reload',
  async begin(desk) {
    desk.way.cut();
    await desk.reload();
  },
  end: (desk) => Promise.resolve(desk.way.mend()),
};

/** Real waits, seconds. Below the lease, above it (30), above the patience with a silent client (45). */
const SHORT_S = [1, 10, 40, 70];
/** Above patience and grace together (345): the job has to end, and to say why. */
const LONG_S = [400];
/** A job whose client is away for longer is over: 45 s of silence, then 300 s of grace. */
const OVER_S = 345;

export async function measureSleep(share: number, say: (line: string) => void): Promise<readonly Figure[]> {
  const long =
    share === 1
      ? [
          run(
            LONG_S.map((seconds) => ({ absence: SLEEP, seconds })),
            say,
          ),
        ]
      : [];
  const short = SHORT_S.slice(0, Math.ceil(SHORT_S.length * share)).map((seconds) => ({ absence: SLEEP, seconds }));
  return sum(await Promise.all([run(short, say), ...long]));
}

export async function measureOffline(share: number, say: (line: string) => void): Promise<readonly Figure[]> {
  const long =
    share === 1
      ? [
          run(
            LONG_S.map((seconds) => ({ absence: OFFLINE, seconds })),
            say,
          ),
        ]
      : [];
  const short = SHORT_S.slice(0, Math.ceil(SHORT_S.length * share)).map((seconds) => ({ absence: OFFLINE, seconds }));
  const first = [{ absence: OFFLINE_START, seconds: 10 }];
  return sum(await Promise.all([run([...first, ...short], say), ...long]));
}

interface Case {
  readonly absence: Absence;
  readonly seconds: number;
}

interface Outcome {
  readonly cases: number;
  readonly wrong_ends: number;
  readonly repeated: number;
  readonly lost_reviews: number;
  readonly quiet: readonly Figure[];
}

/** One desk: in each case a job is in the middle of its tests and a review with a decision stands open. */
async function run(cases: readonly Case[], say: (line: string) => void): Promise<Outcome> {
  const desk = await openDesk({ repository: { modules: 6, test_ms: 5000 } });
  try {
    const { page, client, vscode } = desk;
    let probe = await askProbe(vscode.home);
    await untilActive(probe);
    const reviewed = await startJobInWindow(page, probe, client);
    await takeDecisions(client, reviewed);
    await reached(client, reviewed, 'DELIVERED');
    const undisturbed = resultsOf(await tasksOf(client, reviewed));
    const quiet = await watchQuiet(page, desk.folder);
    let [wrong_ends, repeated, lost_reviews] = [0, 0, 0];
    let accept = true;
    for (const { absence, seconds } of cases) {
      await openReviewOf(page, probe, reviewed);
      accept = !accept;
      await decideModule(page, 0, accept);
      const job_id = await startJobInWindow(page, probe, client);
      await takeDecisions(client, job_id);
      await reached(client, job_id, 'BASELINE_VALIDATION');
      await quiet.begin();
      await absence.begin(desk);
      await pause(seconds * 1000);
      await absence.end(desk);
      const job = await reached(client, job_id, 'DELIVERED');
      await quiet.end().catch(() => undefined);
      probe = await askProbe(vscode.home);
      const tasks = await tasksOf(client, job_id);
      const results = resultsOf(tasks);
      const end = job.failure?.code ?? job.state;
      const wanted = seconds > OVER_S ? 'CLIENT_DISCONNECTED' : 'DELIVERED';
      if (end !== wanted) wrong_ends += 1;
      // A job that is over has the results until then; one that went on has those of a job that nobody disturbed.
      if (wanted === 'DELIVERED' ? results !== undisturbed : !undisturbed.startsWith(results)) repeated += 1;
      await openReviewOf(page, probe, reviewed);
      if (!(await showsDecisions(page, new Map([[0, accept]])))) lost_reviews += 1;
      const offers = Math.max(...tasks.map((task) => task.offer));
      say(`${absence.name} for ${seconds} s: ${end}, a task was offered ${offers} times at most`);
    }
    return { cases: cases.length, wrong_ends, repeated, lost_reviews, quiet: await quiet.figures() };
  } finally {
    await signalHost(desk, 'SIGCONT');
    await desk.close();
  }
}

function sum(outcomes: readonly Outcome[]): readonly Figure[] {
  const of = (key: 'cases' | 'wrong_ends' | 'repeated' | 'lost_reviews'): number =>
    outcomes.reduce((all, each) => all + each[key], 0);
  const samples = { samples: of('cases') };
  return [
    counted(
      `jobs that did not go on after an absence, or did not end after more than ${OVER_S} s of it`,
      of('wrong_ends'),
      0,
      'jobs',
      samples,
    ),
    counted('jobs with a result that was taken twice, or is missing', of('repeated'), 0, 'jobs', samples),
    counted('reviews that were another afterwards', of('lost_reviews'), 0, 'reviews', samples),
    ...outcomes.flatMap((each) => each.quiet),
  ];
}

async function signalHost({ vscode }: Desk, signal: NodeJS.Signals): Promise<void> {
  for (const pid of await descendantsOf(vscode.home)) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended by itself.
    }
  }
}
