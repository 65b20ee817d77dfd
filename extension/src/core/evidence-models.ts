import type { ModelCost } from '@iama/contracts/model/model-cost';
import type { Translate } from './translate.ts';
import { dollarsOf } from './plans/price-words.ts';

type Line = ModelCost['receipts'][number];

/** What models were asked for a job and what that cost beside its quote, as a section of Markdown; nothing where none was. */
export function modelLines(models: ModelCost | undefined, t: Translate): string[] {
  if (!models) return [];
  const { receipts, credits, quoted, within_quote } = models;
  const quote = t('Quoted: {0} to {1} credits', quoted.credits_min, quoted.credits_max);
  return [
    '',
    `## ${t('Models that were asked')}`,
    '',
    `- ${t('Cost: {0} credits ({1} US dollars)', credits, dollarsOf(credits))}`,
    `- ${quote}${within_quote ? '' : `. ${t('**It cost more than that.**')}`}`,
    '',
    ...(receipts.length === 0 ? [] : tableOf(receipts, t)),
  ];
}

function tableOf(receipts: readonly Line[], t: Translate): string[] {
  const head = [t('Asked for'), t('Class'), t('Model that answered'), t('Tokens in'), t('Tokens out'), t('US dollars')];
  return [
    `| ${head.join(' | ')} |`,
    '| --- | --- | --- | ---: | ---: | ---: |',
    ...receipts.map((line) => `| ${cellsOf(line, t).map(cell).join(' | ')} |`),
  ];
}

function cellsOf(
  { stage, model_class, routed_model, served_model, outcome, usage, cost_nano_usd: cost }: Line,
  t: Translate,
): string[] {
  const answered = outcome === 'answered' ? (served_model ?? routed_model) : t('{0}: no answer', routed_model);
  return [
    STAGES[stage](t),
    model_class,
    answered,
    usage ? String(usage.input) : '',
    usage ? String(usage.output) : '',
    cost === null ? '' : (cost / 1e9).toFixed(4),
  ];
}

/** Models name themselves; whatever they say stays in its cell. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', String.raw`\|`);
}

const STAGES: Readonly<Record<Line['stage'], (t: Translate) => string>> = {
  analysis: (t) => t('analysis'),
  proposal: (t) => t('three plans'),
  specification: (t) => t('specification'),
  test_generation: (t) => t('tests'),
  refactoring: (t) => t('the change'),
  self_healing: (t) => t('a repair'),
  deep_fix: (t) => t('a fresh start'),
  connection_test: (t) => t('a test of the connection'),
};
