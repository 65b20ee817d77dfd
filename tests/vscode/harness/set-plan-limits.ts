import { ensureDatabase } from '@iama/server/db/embedded/ensure-database';
import { readDatabaseSettings } from '@iama/server/db/embedded/database-settings';
import postgres from 'postgres';
import type { ControlPlane } from '../../acceptance/control-plane.ts';

/** Changes what everybody's plan includes, as whoever runs a control plane does: in its database. */
export async function setPlanLimits(
  plane: Pick<ControlPlane, 'data_dir'>,
  limits: { readonly daily_jobs: number | null; readonly monthly_credits: number | null },
): Promise<void> {
  await inDatabase(plane, (sql) => sql`UPDATE plans SET ${sql(limits)}`);
}

/** Puts everybody on a plan. Before they sign in: a session keeps the plan that it began with for some minutes. */
export async function setTier(plane: Pick<ControlPlane, 'data_dir'>, tier: 'FREE' | 'PRO' | 'MAX'): Promise<void> {
  await inDatabase(plane, (sql) => sql`UPDATE users SET tier = ${tier}`);
}

async function inDatabase(
  { data_dir }: Pick<ControlPlane, 'data_dir'>,
  change: (sql: postgres.Sql) => PromiseLike<unknown>,
): Promise<void> {
  const settings = await readDatabaseSettings(data_dir);
  if (!settings) throw new Error(`${data_dir} has no database of its own`);
  const sql = postgres(await ensureDatabase(settings.port, settings.password), { max: 1 });
  await change(sql);
  await sql.end();
}
