import type { Page } from 'playwright-core';
import type { Figure } from '../bench-engine/figure.ts';
import { percentile } from '../load/report.ts';
import { runCommand } from '../vscode/harness/run-command.ts';
import { counted } from './counted.ts';
import { askProbe } from './desk/ask-probe.ts';
import { isExtensionHost, processesOf } from './desk/host-processes.ts';
import { openDesk } from './desk/open-desk.ts';
import { untilActive } from './desk/review-steps.ts';

const ID = 'iama.extension';
/** A small extension that comes with VS Code and starts at the same moment: what the machine does with the least code. */
const YARDSTICK = 'Merge Conflict';
const LIMIT_MS = 100;
/** The list makes no rows that nobody can see, and the quickest stand last. */
const TALL = { width: 1400, height: 1800 };

/** Starts of the extension host with a folder that has no job: how long ours takes, and what it does beyond being there. */
export async function measureActivation(starts: number, say: (line: string) => void): Promise<readonly Figure[]> {
  const desk = await openDesk({ repository: { modules: 2, test_ms: 0 } });
  try {
    const { page, vscode, way } = desk;
    await page.setViewportSize(TALL);
    const [ours, yardstick]: [number[], number[]] = [[], []];
    let [files, children, pid] = [0, 0, 0];
    for (let count = 0; count < starts; count += 1) {
      if (count > 0) await desk.reload();
      const probe = await askProbe(vscode.home, pid);
      ({ pid } = probe);
      await untilActive(probe);
      await runCommand(page, 'Developer: Show Running Extensions');
      ours.push(await activationOf(page, 'IAMA'));
      yardstick.push(await activationOf(page, YARDSTICK));
      files = Math.max(files, (await probe.loaded(ID)).length);
      const running = await processesOf(vscode.home);
      const hosts = new Set(running.filter(isExtensionHost).map((each) => each.pid));
      children += running.filter((each) => hosts.has(each.parent) && each.command.includes(ID)).length;
      if ((count + 1) % 10 === 0) say(`${count + 1} starts, p95 ${percentile(ours, 0.95)} ms so far`);
    }
    const samples = { samples: ours.length };
    return [
      counted('activation, p95', percentile(ours, 0.95), LIMIT_MS, 'ms', {
        ...samples,
        detail: `median ${percentile(ours, 0.5)} ms; ${YARDSTICK}: p95 ${percentile(yardstick, 0.95)} ms, median ${percentile(yardstick, 0.5)} ms`,
      }),
      counted('files of ours that a start loads', files, 1, 'files', samples),
      counted('processes of ours that a start makes', children, 0, 'processes', samples),
      counted('connections to the control plane that a start makes', way.asked(), 0, 'connections', samples),
    ];
  } finally {
    await desk.close();
  }
}

/** What VS Code itself measured: loading the code and the call of `activate`. */
async function activationOf(page: Page, name: string): Promise<number> {
  const row = page.locator('.runtime-extensions-editor .monaco-list-row').filter({
    has: page.locator('.name').getByText(name, { exact: true }),
  });
  const text = await row.locator('.activation-time').filter({ hasText: /\d+ms/ }).innerText();
  const [, ms] = /(\d+)ms/.exec(text) ?? [];
  if (ms === undefined) throw new Error(`VS Code says nothing of ${name}.`);
  return Number(ms);
}
