import type { Job } from '@iama/contracts/job/job';
import { JobState } from '@iama/contracts/job/state';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { connect } from '../session/connect.ts';
import { nearest } from '../terminal/nearest.ts';
import type { App } from './app.ts';

/** Your jobs, newest first. */
export async function jobs(app: App, options: { limit: number; state?: string | undefined }): Promise<void> {
  const { terminal, folders } = app;
  const state = options.state === undefined ? undefined : parseState(options.state);
  const client = await connect(folders, terminal);
  const query = { limit: options.limit, ...(state ? { state } : {}) };
  const page = await client.call('jobs.list', { query });
  terminal.record(page);
  if (page.items.length === 0) terminal.line('No jobs yet. Begin with: iama refactor --recipe unused-code');
  // The newest hundred are enough to name what is listed here; a job of an older one shows its target alone.
  const projects = terminal.json ? null : await client.call('projects.list', { query: { limit: 100 } });
  const names = new Map(projects?.items.map(({ id, name }) => [id, name]));
  for (const job of page.items) terminal.line(row(job, names.get(job.project_id)));
  if (page.next_cursor !== null) {
    terminal.line(terminal.paint.dim(`There are more: --limit ${Math.min(100, options.limit * 2)}`));
  }
}

function row(job: Job, project: string | undefined): string {
  const delivered = job.delivery_status === 'none' ? '' : ` ${job.delivery_status}`;
  const what = `${job.recipe_id}  ${project === undefined ? '' : `${project}  `}${job.target.path}`;
  return `${job.id}  ${job.created_at.slice(0, 16).replace('T', ' ')}  ${job.state}${delivered}\n  ${what}`;
}

function parseState(name: string): JobState {
  const parsed = JobState.safeParse(name.toUpperCase());
  if (parsed.success) return parsed.data;
  const near = nearest(name, JobState.options);
  const next = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are: ${JobState.options.join(', ')}.`;
  throw new CliError('UNKNOWN_STATE', `There is no state called ${name}.`, next, EXIT.usage);
}
