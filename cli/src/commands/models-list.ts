import { MODEL_FAILURES } from '@iama/contracts/model/failure';
import { connect } from '../session/connect.ts';
import type { App } from './app.ts';

/** What is configured. None is a state to work in, not an error. */
export async function modelsList({ terminal, folders }: App): Promise<void> {
  const client = await connect(folders, terminal);
  const found = await client.call('models.list');
  terminal.record(found);
  const { title, next } = MODEL_FAILURES.MODEL_NOT_CONFIGURED;
  if (found.items.length === 0) terminal.line(`${title}. ${next}`);
  for (const { alias, provider, model, endpoint } of found.items) {
    terminal.line(`${terminal.paint.bold(alias)}  ${model}`);
    terminal.line(terminal.paint.dim(`  ${provider} at ${endpoint}`));
  }
}
