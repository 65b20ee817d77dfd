import { getUsageReport } from '../../../app/usage/get-usage-report.ts';
import { answer } from '../../handler.ts';

export const billingUsageReport = answer('billing.usage_report', ({ app, actor, query }) =>
  getUsageReport(app, actor, query),
);
