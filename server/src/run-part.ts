import { compose } from './compose.ts';
import { readConfig } from './config/read-config.ts';
import { contentsOf } from './contents-of.ts';
import { readMigrations } from './db/migrate.ts';
import { explainStartFailure } from './explain-start-failure.ts';
import { listen } from './listen.ts';
import { jsonLog } from './observability/json-log.ts';
import { MIGRATIONS_DIR, ROOT } from './paths.ts';
import { say } from './say.ts';
import { serving } from './serving.ts';
import { StartError } from './start-error.ts';
import { stopOnSignal } from './until-signal.ts';

/** One part of the server as a process of its own. It logs to standard error, as its supervisor expects. */
export async function runPart(part: 'api' | 'worker'): Promise<void> {
  try {
    const config = readConfig(process.env, ROOT);
    const { database } = config;
    if (!database) {
      throw new StartError(
        'There is no DATABASE_URL.',
        `Set it to your PostgreSQL, run \`npm run migrate\`, then \`npm run ${part}\`. \`npm start\` needs none.`,
      );
    }
    const log = jsonLog(config.log_level, null);
    const composed = await compose({
      database,
      connections: config.database_connections,
      expected_schema: (await readMigrations(MIGRATIONS_DIR)).length,
      log,
      contents: contentsOf(config),
      models: config.models,
      serve: part === 'api' ? await serving(config) : null,
      work: part === 'worker',
    });
    stopOnSignal({ phases: composed.stop, log, say });
    if (composed.http) {
      const url = await listen(composed.http, config.host, config.port);
      say(`IAMA's API is running at ${url}`);
    } else {
      say("IAMA's worker is running");
    }
    log.info({ part }, 'Running');
  } catch (error) {
    process.stderr.write(`\n${explainStartFailure(error)}\n`);
    process.exit(1);
  }
}
