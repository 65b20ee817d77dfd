import type { LimitUse } from '@iama/contracts/usage/quota';
import type { ModelUse, UsageReport } from '@iama/contracts/usage/usage';
import type { Translate } from '../translate.ts';
import { usageRow } from './usage-row.ts';
import type { UsageRow } from './usage-row.ts';

const NANO_USD = 1e9;

/** The figures, for whoever asks for them. */
export function reportRows(report: UsageReport, t: Translate): UsageRow[] {
  const { daily_jobs, monthly_credits, job_counts, used_credits, models } = report;
  const { consumed, held, released } = job_counts;
  return [
    usageRow('daily_jobs', 'calendar', t('Jobs started today'), {
      description: limitWords(daily_jobs, t),
      tooltip: t('Days and months are those of UTC.'),
    }),
    usageRow('monthly_credits', 'credit-card', t('Credits this month'), {
      description: limitWords(monthly_credits, t),
      tooltip: t('A credit is a hundredth of a US dollar of what models cost. Recipes need none.'),
    }),
    usageRow('job_counts', 'checklist', t('Jobs this month'), {
      description: t('{0} counted, {1} under way, {2} not counted', consumed, held, released),
      tooltip: t(
        'What was delivered with tests behind it counts, and what was broken off after work had begun. Those jobs cost {0} credits.',
        used_credits,
      ),
    }),
    ...(models.length === 0
      ? [usageRow('no_model', 'hubot', t('No model was asked'), { description: t('Recipes cost nothing') })]
      : models.map((model) => modelRow(model, t))),
  ];
}

function limitWords(use: LimitUse | null, t: Translate): string {
  if (use === null) return t('no limit');
  if (use.held === 0) return t('{0} of {1}', use.used, use.limit);
  return t('{0} of {1}, {2} set aside', use.used, use.limit, use.held);
}

function modelRow(use: ModelUse, t: Translate): UsageRow {
  const { model_class, alias, model, calls, input_tokens, cached_input_tokens, output_tokens } = use;
  const dollars = (use.cost_nano_usd / NANO_USD).toFixed(4);
  const lines = [
    `${model_class} · ${alias} · ${model}`,
    t('{0} tokens in, {1} of them from the cache; {2} out', input_tokens, cached_input_tokens, output_tokens),
    ...(use.unpriced_calls > 0 ? [t('Calls without a price: {0}', use.unpriced_calls)] : []),
    ...(use.uncertain_calls > 0
      ? [t('Calls that may have been served, and do not count: {0}', use.uncertain_calls)]
      : []),
  ];
  return usageRow(`model/${model_class}/${alias}/${model}`, 'hubot', `${model_class} · ${alias}`, {
    description: t('{0} calls, {1} USD', calls, dollars),
    tooltip: lines.join('\n\n'),
  });
}
