import { getBillingPlan } from '../../../app/usage/get-billing-plan.ts';
import { answer } from '../../handler.ts';

export const billingPlan = answer('billing.plan', ({ app, actor }) => getBillingPlan(app, actor));
