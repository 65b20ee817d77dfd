import type { BillingCycle } from '@iama/contracts/usage/quota';
import { connect } from '../session/connect.ts';
import { showUsageReport } from '../views/usage-report.ts';
import { showUsage } from '../views/usage.ts';
import type { App } from './app.ts';

/** How the account stands: first a bar and what is left, the figures on demand. */
export async function usage(
  { terminal, folders }: App,
  { details, month }: { readonly details: boolean; readonly month: BillingCycle | undefined },
): Promise<void> {
  const client = await connect(folders, terminal);
  if (!details && month === undefined) {
    const summary = await client.call('usage.summary');
    terminal.record(summary);
    showUsage(terminal, summary);
    return;
  }
  const report = await client.call('billing.usage_report', { query: { billing_cycle: month } });
  terminal.record(report);
  showUsageReport(terminal, report);
}
