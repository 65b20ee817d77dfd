import { askProbe } from '../desk/ask-probe.ts';
import type { Probe } from '../desk/ask-probe.ts';
import { isExecutor, isExtensionHost, processesOf } from '../desk/host-processes.ts';
import { reached, resultsOf, startJobInWindow, takeDecisions, tasksOf } from '../desk/jobs.ts';
import type { Desk } from '../desk/open-desk.ts';
import { decideModule, openReviewOf, showsDecisions, untilActive } from '../desk/review-steps.ts';

/** A desk whose extension host is killed again and again, with a delivered job whose review has decisions. */
export interface Victim {
  readonly desk: Desk;
  readonly random: () => number;
  /** Kinds of the tasks of a job that nobody disturbed. */
  readonly undisturbed: string;
  readonly probe: () => Probe;
  /** The delivered job. */
  readonly reviewed: () => string;
  /**
   * SIGKILL for the extension host and, by chance, for its executor. VS Code starts a new one by itself, or when somebody
   * presses its button; sometimes the person opens a new window as well.
   */
  killAndReturn(): Promise<void>;
  /** The same in two steps: what is to be killed is found now, so that the kill comes at the moment when it is asked for. */
  aim(): Promise<() => Promise<void>>;
  /** Executors whose extension host is gone. */
  orphans(): Promise<number>;
  /** The review of the delivered job, opened: whether it is as it was left. */
  reviewIsThere(): Promise<boolean>;
  /** Another delivered job with the same decisions, after the last one was applied. */
  renew(): Promise<void>;
}

/** The first rows of the view, whose lines below are not made while nobody sees them; `false` is left out. */
const DECISIONS: ReadonlyMap<number, boolean> = new Map([
  [0, false],
  [1, true],
  [10, false],
]);

/** How often the person opens a new window as well. */
const NEW_WINDOWS = 0.2;

export async function startVictim(desk: Desk, random: () => number): Promise<Victim> {
  const { page, client, vscode } = desk;
  let probe = await askProbe(vscode.home);
  await untilActive(probe);
  let reviewed = '';
  const renew = async () => {
    reviewed = await startJobInWindow(page, probe, client);
    await takeDecisions(client, reviewed);
    await reached(client, reviewed, 'DELIVERED');
    await openReviewOf(page, probe, reviewed);
    for (const [part, accept] of DECISIONS) if (!accept) await decideModule(page, part, false);
  };
  const aim = async () => {
    const both = random() < 0.5;
    const running = await processesOf(vscode.home);
    const targets = running.filter((each) => isExtensionHost(each) || (both && isExecutor(each)));
    return async () => {
      for (const { pid } of targets) kill(pid);
      const back = askProbe(vscode.home, probe.pid);
      await Promise.race([back, page.getByRole('button', { name: 'Restart Remote Extension Host' }).click()]);
      probe = await back;
      if (random() < NEW_WINDOWS) {
        await desk.reload();
        probe = await askProbe(vscode.home, probe.pid);
      }
      await untilActive(probe);
    };
  };
  await renew();
  return {
    desk,
    random,
    undisturbed: resultsOf(await tasksOf(client, reviewed)),
    probe: () => probe,
    reviewed: () => reviewed,
    renew,
    aim,
    async killAndReturn() {
      await (
        await aim()
      )();
    },
    async orphans() {
      const running = await processesOf(vscode.home);
      const hosts = new Set(running.filter(isExtensionHost).map(({ pid }) => pid));
      return running.filter((each) => isExecutor(each) && !hosts.has(each.parent)).length;
    },
    async reviewIsThere() {
      await openReviewOf(page, probe, reviewed);
      return await showsDecisions(page, DECISIONS);
    },
  };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself just now.
  }
}
