import { contentOf } from '@iama/engine/spec/spec-content';
import { printSpec } from '@iama/engine/spec/print-spec';
import { findStaleOfJob } from '../job/find-stale.ts';
import { staleLines } from '../views/stale.ts';
import { connect } from '../session/connect.ts';
import type { App } from './app.ts';

/** The specification as text that `iama spec --file` takes back; beside it, which clauses are stale by now. */
export async function spec(app: App, job_id: string): Promise<void> {
  const { terminal, folders } = app;
  const client = await connect(folders, terminal);
  const current = await client.call('spec.get', { params: { job_id } });
  const stale = await findStaleOfJob(folders.data, job_id, current);
  terminal.record({ job_id, spec: current, stale });
  terminal.line(printSpec({ ...current, ...contentOf(current) }).trimEnd());
  for (const line of staleLines(stale ?? [])) terminal.remark(terminal.paint.yellow(line));
}
