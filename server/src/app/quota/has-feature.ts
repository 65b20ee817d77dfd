import type { PlanFeature } from '@iama/contracts/usage/quota';
import type { AppDeps } from '../deps.ts';

/** Whether the plan that a job was started under has it. */
export async function hasFeature(
  { store }: Pick<AppDeps, 'store'>,
  job_id: string,
  feature: PlanFeature,
): Promise<boolean> {
  const { features = [] } = (await store.read.quota.entitlements(job_id)) ?? {};
  return features.includes(feature);
}
