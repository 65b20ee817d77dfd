import type { BillingReason, LimitUse } from '@iama/contracts/usage/quota';
import type { ModelUse, UsageReport } from '@iama/contracts/usage/usage';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { minute } from './usage.ts';

const NANO_USD = 1e9;

const REASONS: Readonly<Record<BillingReason, string>> = {
  verified: 'counted: delivered, with tests behind it',
  ended_by_person: 'counted: you ended it after work had begun',
  before_work: 'not counted: it ended before work had begun',
  unverified: 'not counted: no test stands behind it',
  not_finished: 'not counted: it could not be finished',
};

/** The figures of a month, line by line. */
export function showUsageReport(terminal: Terminal, report: UsageReport): void {
  const { paint } = terminal;
  const { tier, billing_cycle, daily_jobs, monthly_credits, job_counts, used_credits, models, jobs } = report;
  terminal.line(`${paint.bold('Plan')}     ${tier}`);
  terminal.line(`${paint.bold('Today')}    ${limitWords(daily_jobs, 'jobs')}`);
  terminal.line(`${paint.bold('Credits')}  ${limitWords(monthly_credits, 'credits')}`);
  terminal.line();
  terminal.line(paint.bold(billing_cycle));
  const { consumed, held, released } = job_counts;
  terminal.line(`  jobs: ${consumed} counted, ${held} under way, ${released} not counted; ${used_credits} credits`);
  if (models.length === 0) terminal.line('  no model was asked: recipes cost nothing');
  for (const model of models) for (const line of modelLines(model)) terminal.line(`  ${line}`);
  for (const { job_id, recipe_id, reason, used_credits: credits } of jobs) {
    terminal.line(`  ${job_id}  ${recipe_id ?? 'a job that is gone'}`);
    const said = reason === null ? 'under way' : `${REASONS[reason]}, ${credits} credits`;
    terminal.line(paint.dim(`    ${said}`));
  }
  const older = consumed + held + released - jobs.length;
  if (older > 0) terminal.line(paint.dim(`  and ${older} older`));
}

function limitWords(use: LimitUse | null, what: string): string {
  if (use === null) return 'no limit';
  const held = use.held > 0 ? `, ${use.held} set aside` : '';
  return `${use.used} of ${use.limit} ${what} used${held}; starts again at ${minute(use.resets_at)}`;
}

function modelLines(use: ModelUse): string[] {
  const { model_class, alias, model, calls, input_tokens, cached_input_tokens, output_tokens } = use;
  const unpriced = use.unpriced_calls > 0 ? `, ${use.unpriced_calls} calls without a price` : '';
  const uncertain = `${use.uncertain_calls} calls more may have been served; they do not count`;
  return [
    `${model_class}  ${alias}: ${cleanLine(model)}`,
    `    ${calls} calls, ${input_tokens} tokens in (${cached_input_tokens} cached), ${output_tokens} out`,
    `    ${(use.cost_nano_usd / NANO_USD).toFixed(6)} USD${unpriced}`,
    ...(use.uncertain_calls > 0 ? [`    ${uncertain}`] : []),
  ];
}
