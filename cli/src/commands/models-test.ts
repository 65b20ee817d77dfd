import { MODEL_FAILURES } from '@iama/contracts/model/failure';
import type { ConfiguredModel, ModelTestResult } from '@iama/contracts/model/model-test';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { connect } from '../session/connect.ts';
import { nearest } from '../terminal/nearest.ts';
import { showModelTest } from '../views/model-test.ts';
import type { App } from './app.ts';

/** Longer than the server tries. */
const PATIENCE_MS = 60_000;

/** Asks one model, or all of them one after the other. Throws CliError when one does not answer. */
export async function modelsTest({ terminal, folders }: App, alias: string | undefined): Promise<void> {
  const client = await connect(folders, terminal);
  const { items } = await client.call('models.list');
  const results: ModelTestResult[] = [];
  for (const model of chosen(items, alias)) {
    terminal.status(`asking ${model.alias}: ${model.model} at ${model.endpoint}`);
    const result = await client.call('models.test', { params: { alias: model.alias }, timeout_ms: PATIENCE_MS });
    terminal.status(null);
    results.push(result);
    showModelTest(terminal, result);
  }
  terminal.record({ items: results });
  const failed = results.filter(({ ok }) => !ok);
  const [first] = failed;
  if (!first) return;
  const { code, sentence, next, said } = first;
  const names = failed.map((each) => each.alias).join(', ');
  const message = failed.length === 1 ? sentence : `${failed.length} models do not answer: ${names}.`;
  throw new CliError(code ?? 'INTERNAL', message, next ?? '', EXIT.failure, {
    details: said === null || failed.length > 1 ? [] : [`it says: ${said}`],
    data: { models: failed.map((each) => each.alias) },
  });
}

function chosen(items: readonly ConfiguredModel[], alias: string | undefined): readonly ConfiguredModel[] {
  if (items.length === 0) {
    const { title, next } = MODEL_FAILURES.MODEL_NOT_CONFIGURED;
    throw new CliError('MODEL_NOT_CONFIGURED', `${title}.`, next, EXIT.blocked);
  }
  if (alias === undefined) return items;
  const found = items.filter((each) => each.alias === alias);
  if (found.length > 0) return found;
  const names = items.map((each) => each.alias);
  const near = nearest(alias, names);
  const next = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are: ${names.join(', ')}.`;
  throw new CliError('UNKNOWN_MODEL', `There is no model called ${alias}.`, next, EXIT.usage);
}
