import { allowedClasses } from '../../domain/model/allowed-classes.ts';
import type { Entitlements } from '../ports/entitlements.ts';

/** By the plan alone. */
export const planEntitlements: Entitlements = {
  refusal({ tier }, { model_class }) {
    const allowed = allowedClasses(tier);
    if (allowed.includes(model_class)) return Promise.resolve(null);
    return Promise.resolve(`The plan ${tier} includes ${allowed.join(' and ')}, not ${model_class}.`);
  },
};
