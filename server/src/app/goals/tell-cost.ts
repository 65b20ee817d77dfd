import { creditsOf } from '../../domain/quota/credits.ts';
import type { LockedJob } from '../jobs/locked-job.ts';
import type { ModelAnswer } from '../models/model-answer.ts';

type Priced = Pick<ModelAnswer, 'receipt'>;

/** Billionths of a US dollar; calls of a model without a price count nothing. */
export function costOf(answers: readonly Priced[]): number {
  return answers.reduce((sum, { receipt }) => sum + (receipt.cost_nano_usd ?? 0), 0);
}

/** Says in the job's log who answered, and what it cost. */
export function tellCost(job: LockedJob, answers: readonly Priced[]): void {
  for (const { receipt } of answers) {
    const { alias, model_class, served_model, usage } = receipt;
    const tokens = usage === null ? '' : `: ${usage.input} tokens in, ${usage.output} out`;
    const message = `${served_model ?? alias} (${model_class}) answered${tokens}.`;
    job.log({ type: 'log_line', level: 'info', data: { message, source: 'server' } });
  }
  job.log({ type: 'cost', level: 'info', data: { credits: creditsOf(costOf(answers)) } });
}
