import type { Proposal, ProposalSet } from '@iama/contracts/job/proposal';
import type { PlanLevel } from '@iama/contracts/recipe';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet, wrapText } from '../terminal/wrap-text.ts';
import { complexityWords, shareWords } from './professional.ts';

const LABEL = 18;
const COLUMN = 19;

/** Three plans side by side in figures, then what each one means in words. */
export function showPlans(terminal: Terminal, set: ProposalSet): void {
  const { paint, width } = terminal;
  const row = (label: string, cell: (plan: Proposal) => string, colour?: (text: string, plan: Proposal) => string) => {
    const cells = set.proposals.map((plan) => {
      const text = cell(plan).padEnd(COLUMN);
      return colour ? colour(text, plan) : plan.selectable ? text : paint.dim(text);
    });
    terminal.line(`  ${paint.dim(label.padEnd(LABEL))}${cells.join('').trimEnd()}`);
  };
  terminal.line();
  terminal.line(paint.bold('Three plans'));
  row(
    '',
    (plan) => `${plan.level}${plan.level === set.recommended ? ' *' : ''}`,
    (text, plan) => (plan.selectable ? paint.bold(text) : paint.dim(text)),
  );
  row('findings', (plan) => String(plan.finding_count));
  row('files', (plan) => String(plan.files.length));
  row('symbols', (plan) => String(plan.symbols));
  row('callers outside', (plan) => String(plan.callers));
  row('tests that reach', (plan) => String(plan.tests_reaching));
  // A goal is not written yet.
  if (set.proposals.some((plan) => plan.lines_added + plan.lines_removed > 0))
    row('lines', (plan) => `+${plan.lines_added} -${plan.lines_removed}`);
  professionalRows(set, row);
  if (set.proposals.some(({ price }) => price.credits_max > 0)) row('credits', (plan) => priceWords(plan.price));
  row(
    'risk',
    (plan) => (plan.selectable ? plan.risk : 'nothing to do'),
    (text, plan) => (plan.selectable ? paint[RISK_COLOURS[plan.risk]](text) : paint.dim(text)),
  );
  const note = lockNote(set);
  if (note !== null) terminal.line(paint.dim(bullet('·', note, width)));
  for (const plan of set.proposals) {
    const star = plan.level === set.recommended ? ' (recommended)' : '';
    terminal.line();
    terminal.line(`  ${paint.bold(plan.level)}${star}  ${plan.title}`);
    terminal.line(`    ${wrapText(plan.summary, width - 4).replaceAll('\n', '\n    ')}`);
    if (!plan.selectable) continue;
    for (const each of plan.will.slice(0, 6)) terminal.line(bullet('+', each, width, '    '));
    for (const each of plan.will_not.slice(0, 6)) {
      terminal.line(bullet('-', `It will not ${each.charAt(0).toLowerCase()}${each.slice(1)}`, width, '    '));
    }
    terminal.line(bullet('!', `${plan.risk} risk: ${plan.risk_reason}`, width, '    '));
  }
}

/** For those whose plan has such figures; nothing for the others. */
function professionalRows(set: ProposalSet, row: (label: string, cell: (plan: Proposal) => string) => void): void {
  if (set.proposals.every(({ professional }) => !professional)) return;
  row('complexity', ({ professional }) => complexityWords(professional?.estimated_complexity ?? null));
  row('files tests reach', ({ professional }) => shareWords(professional?.tested_share ?? null));
  const asked = set.proposals.some(({ professional }) => professional?.tokens);
  if (asked) row('tokens, one try', ({ professional }) => String(professional?.tokens?.first_attempt ?? ''));
}

/** From the least to the most without asking again, and what it may never go beyond. */
function priceWords({ credits_min, credits_max, credits_cap = credits_max }: Proposal['price']): string {
  const range = credits_min === credits_max ? `${credits_min}` : `${credits_min}-${credits_max}`;
  return credits_cap > credits_max ? `${range} (cap ${credits_cap})` : range;
}

/** What pinning behaviour will cost before anything is edited; null where nothing is pinned. */
export function lockNote({ proposals }: ProposalSet): string | null {
  const locks = proposals.flatMap(({ lock, selectable }) => (lock && selectable ? [lock] : []));
  const [first] = locks;
  if (!first) return null;
  const seconds = Math.max(...locks.map(({ budget_ms }) => budget_ms)) / 1000;
  const rounds = first.runs === 1 ? 'once' : `${first.runs} times`;
  if (first.mode === 'black_box')
    return `Before anything is edited, the tests run ${rounds}, and up to ${seconds} s go into asking programs at their border.`;
  const written =
    seconds === 0 ? '' : `, and up to ${seconds} s go into tests of what the code does today and their measure`;
  const by_model = first.tests_by_model ? ' A model writes tests of the specification, within the price.' : '';
  return `Before anything is edited, the tests run ${rounds}${written}.${by_model}`;
}

/** The plan that `--yes` takes: the named level, else the recommended one. */
export function planFor(set: ProposalSet, level: PlanLevel | null): Proposal | null {
  const wanted = level ?? set.recommended;
  return set.proposals.find((plan) => plan.level === wanted) ?? null;
}

const RISK_COLOURS = { low: 'green', medium: 'yellow', high: 'red' } as const;
