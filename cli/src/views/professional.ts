import type { ProfessionalFields, ProposalSet } from '@iama/contracts/job/proposal';
import type { PlanLevel } from '@iama/contracts/recipe';
import { cleanLine } from '../terminal/clean-line.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { bullet } from '../terminal/wrap-text.ts';

/** The technical figures of the plan that was chosen, or of all that can be; nothing where the account’s plan has none. */
export function showProfessional(terminal: Terminal, set: ProposalSet, chosen: PlanLevel | null): void {
  const { paint, width } = terminal;
  const shown = set.proposals.filter(({ level, selectable }) => (chosen === null ? selectable : level === chosen));
  for (const { level, professional } of shown) {
    if (!professional) continue;
    terminal.line(`  ${paint.bold(level)}`);
    for (const sentence of sentencesOf(professional)) terminal.line(bullet('·', cleanLine(sentence), width, '    '));
  }
}

function sentencesOf({ technical_analysis, tokens, confidence }: ProfessionalFields): string[] {
  return [
    ...technical_analysis,
    ...(tokens
      ? [`Tokens: ${tokens.context} of context, about ${tokens.first_attempt} for one try, at most ${tokens.at_most}.`]
      : []),
    ...(confidence ? [`Confidence in edits by symbol: ${confidence.score} of 100 (${confidence.mode}).`] : []),
  ];
}

/** `34 -> 29`; what is not known is a question mark. */
export function complexityWords(complexity: ProfessionalFields['estimated_complexity']): string {
  return complexity === null ? '' : `${complexity.before} -> ${complexity.after ?? '?'}`;
}

export function shareWords(share: number | null): string {
  return share === null ? '' : `${Math.round(share * 100)} %`;
}
