import { getUsageSummary } from '../../../app/usage/get-usage-summary.ts';
import { answer } from '../../handler.ts';

export const usageSummary = answer('usage.summary', ({ app, actor }) => getUsageSummary(app, actor));
