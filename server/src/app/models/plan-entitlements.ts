import { allowedClasses } from '../../domain/model/allowed-classes.ts';
import type { Entitlements } from '../ports/entitlements.ts';
import type { QuotaReads } from '../ports/quota-store.ts';

/** By the plan: for a job the one that it was started under, else the one that the person has now. */
export function planEntitlements(quota: Pick<QuotaReads, 'entitlements'>): Entitlements {
  return {
    async refusal(caller, { model_class, job_id }) {
      const kept = job_id === null ? null : await quota.entitlements(job_id);
      const { tier, model_classes } = kept ?? { tier: caller.tier, model_classes: allowedClasses(caller.tier) };
      if (model_classes.includes(model_class)) return null;
      return `The plan ${tier} includes ${model_classes.join(' and ')}, not ${model_class}.`;
    },
  };
}
