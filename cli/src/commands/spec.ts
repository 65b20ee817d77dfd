import { contentOf } from '@iama/engine/spec/spec-content';
import { printSpec } from '@iama/engine/spec/print-spec';
import { connect } from '../session/connect.ts';
import type { App } from './app.ts';

/** The specification as text that `iama spec --file` takes back. */
export async function spec(app: App, job_id: string): Promise<void> {
  const { terminal, folders } = app;
  const client = await connect(folders, terminal);
  const current = await client.call('spec.get', { params: { job_id } });
  terminal.record({ job_id, spec: current });
  terminal.line(printSpec({ ...current, ...contentOf(current) }).trimEnd());
}
