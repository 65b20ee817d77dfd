import { l10n, window } from 'vscode';
import type { Job } from '@iama/contracts/job/job';
import { describeJob } from '../../core/jobs/describe-job.ts';
import type { JobRow } from '../../core/jobs/describe-job.ts';
import type { JobCenter } from '../../platform/job-center.ts';

export type Fits = (row: JobRow, job: Job) => boolean;

/** The job that a command from the palette means: the only one that fits, or the one that is picked. */
export async function chooseJob(center: JobCenter, fits: Fits): Promise<string | null> {
  const rows = center
    .jobs()
    .map((job) => ({ job, row: describeJob(job, Date.now(), l10n.t) }))
    .filter(({ job, row }) => fits(row, job))
    .map(({ row }) => row);
  const [only, ...more] = rows;
  if (!only) {
    void window.showInformationMessage(l10n.t('There is no job that this could be for.'));
    return null;
  }
  if (more.length === 0) return only.id;
  const items = rows.map((row) => ({ label: row.label, description: row.description, id: row.id }));
  return (await window.showQuickPick(items, { title: l10n.t('Which job?') }))?.id ?? null;
}
