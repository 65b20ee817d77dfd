import type { Page } from 'playwright-core';
import { checkboxOf } from '../../vscode/harness/job-steps.ts';
import type { Probe } from './ask-probe.ts';

/** The row of a module in the Changes view, as it says how much of it is accepted. */
const row = (part: number, accepted: boolean): RegExp =>
  new RegExp(`part-${part}\\.js.*${accepted ? 1 : 0} of 1 accepted`);

/** Opens the review of a job and waits for its first file. */
export async function openReviewOf(page: Page, probe: Probe, job_id: string): Promise<void> {
  await probe.command('iama.review', job_id);
  await page.getByRole('treeitem', { name: /part-0\.js.*accepted/ }).waitFor();
}

/** Accepts or rejects the one hunk of a module by its checkbox; resolves when the view says so. */
export async function decideModule(page: Page, part: number, accept: boolean): Promise<void> {
  await checkboxOf(page, row(part, !accept)).click();
  await page.getByRole('treeitem', { name: row(part, accept) }).waitFor();
}

/** Whether the view shows each module as it was decided. */
export async function showsDecisions(page: Page, accepted: ReadonlyMap<number, boolean>): Promise<boolean> {
  const limit = { timeout: 30_000 };
  for (const [part, accept] of accepted) {
    const shown = page.getByRole('treeitem', { name: row(part, accept) }).waitFor(limit);
    if (
      !(await shown.then(
        () => true,
        () => false,
      ))
    )
      return false;
  }
  return true;
}

export async function untilActive(probe: Probe): Promise<void> {
  while (!(await probe.isActive('iama.extension'))) {
    await new Promise((resolve) => {
      setTimeout(resolve, 25);
    });
  }
}
