import type { User } from '@iama/contracts/auth/auth';
import type { ModelClass } from '@iama/contracts/model/model-class';

const ALLOWED: Readonly<Record<User['tier'], readonly ModelClass[]>> = {
  FREE: ['L1'],
  PLUS: ['L1', 'L2'],
  PRO: ['L1', 'L2'],
  MAX: ['L1', 'L2', 'L3'],
  ENTERPRISE: ['L1', 'L2', 'L3'],
};

/** The classes of models that a plan includes. */
export function allowedClasses(tier: User['tier']): readonly ModelClass[] {
  return ALLOWED[tier];
}
