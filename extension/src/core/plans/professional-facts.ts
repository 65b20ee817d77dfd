import type { ProfessionalFields } from '@iama/contracts/job/proposal';
import type { Translate } from '../translate.ts';

/** The technical figures of a proposal, name and value; none where the plan has none. */
export function professionalFacts(
  professional: ProfessionalFields | undefined,
  t: Translate,
): readonly (readonly [string, string])[] {
  if (!professional) return [];
  const { estimated_complexity: complexity, tested_share, tokens, confidence } = professional;
  const facts: (readonly [string, string])[] = [];
  if (complexity) facts.push([t('Complexity'), complexityWords(complexity, t)]);
  if (tested_share !== null) facts.push([t('Files that tests reach'), `${Math.round(tested_share * 100)} %`]);
  if (tokens)
    facts.push([t('Tokens'), t('About {0} for one attempt, {1} at most', tokens.first_attempt, tokens.at_most)]);
  if (confidence) facts.push([t('Confidence'), t('{0} of 100 that edits by symbol hold', confidence.score)]);
  return facts;
}

function complexityWords(
  { before, after }: NonNullable<ProfessionalFields['estimated_complexity']>,
  t: Translate,
): string {
  return after === null
    ? t('{0} before; afterwards, once it is written', before)
    : t('{0} before, {1} after', before, after);
}
