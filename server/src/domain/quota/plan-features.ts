import type { User } from '@iama/contracts/auth/auth';
import type { PlanFeature } from '@iama/contracts/usage/quota';

const FEATURES: Readonly<Record<User['tier'], readonly PlanFeature[]>> = {
  FREE: [],
  PLUS: [],
  PRO: ['professional_proposals', 'deep_fix'],
  MAX: ['professional_proposals', 'deep_fix'],
  ENTERPRISE: ['professional_proposals', 'deep_fix', 'analysis_report'],
};

/** What a plan has beyond its limits and models. */
export function featuresOf(tier: User['tier']): readonly PlanFeature[] {
  return FEATURES[tier];
}
