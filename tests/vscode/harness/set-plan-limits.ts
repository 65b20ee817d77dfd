import { ensureDatabase } from '@iama/server/db/embedded/ensure-database';
import { readDatabaseSettings } from '@iama/server/db/embedded/database-settings';
import postgres from 'postgres';
import type { ControlPlane } from '../../acceptance/control-plane.ts';

/** Changes what everybody's plan includes, as whoever runs a control plane does: in its database. */
export async function setPlanLimits(
  { data_dir }: Pick<ControlPlane, 'data_dir'>,
  limits: { readonly daily_jobs: number | null; readonly monthly_credits: number | null },
): Promise<void> {
  const settings = await readDatabaseSettings(data_dir);
  if (!settings) throw new Error(`${data_dir} has no database of its own`);
  const sql = postgres(await ensureDatabase(settings.port, settings.password), { max: 1 });
  await sql`UPDATE plans SET ${sql(limits)}`;
  await sql.end();
}
