import { z } from 'zod';
import { KeptReceipt } from '../../job/history.ts';
import { Id } from '../../primitives.ts';
import { BillingCycle, Entitlements } from '../../usage/quota.ts';
import { BillingPlan, JobUsage, UsageReport, UsageSummary } from '../../usage/usage.ts';
import { route } from '../route.ts';

export const USAGE_ROUTES = {
  'subscription.me': route({
    method: 'GET',
    path: '/api/v1/subscription/me',
    summary: 'Your plan and what it includes',
    auth: 'user',
    status: 200,
    response: Entitlements,
    errors: [],
  }),
  'usage.summary': route({
    method: 'GET',
    path: '/api/v1/usage/summary',
    summary: 'How much of your plan is used, as a share, and about how many refactors are left',
    auth: 'user',
    status: 200,
    response: UsageSummary,
    errors: [],
  }),
  'usage.job': route({
    method: 'GET',
    path: '/api/v1/usage/job/:job_id',
    summary: 'What one job has used, whether it is billed, and why',
    auth: 'user',
    status: 200,
    params: z.object({ job_id: Id }),
    response: JobUsage,
    errors: ['NOT_FOUND'],
  }),
  'usage.receipts': route({
    method: 'GET',
    path: '/api/v1/usage/job/:job_id/receipts',
    summary:
      'What each call of a model was for one job, as a chain of receipts, oldest first; never a text of either side. Receipts stay; what models were sent and said goes with the artifacts, after 14 days',
    auth: 'user',
    status: 200,
    params: z.object({ job_id: Id }),
    response: z.object({ items: z.array(KeptReceipt) }),
    errors: ['NOT_FOUND'],
  }),
  'billing.plan': route({
    method: 'GET',
    path: '/api/v1/billing/plan',
    summary: 'Your plan beside the others: limits, models and features of each',
    auth: 'user',
    status: 200,
    response: BillingPlan,
    errors: [],
  }),
  'billing.usage_report': route({
    method: 'GET',
    path: '/api/v1/billing/usage-report',
    summary:
      'The figures of a billing cycle: limits, jobs, calls and cost of each model; the current one unless said otherwise',
    auth: 'user',
    status: 200,
    query: z.object({ billing_cycle: BillingCycle.optional() }),
    response: UsageReport,
    errors: [],
  }),
} as const;
