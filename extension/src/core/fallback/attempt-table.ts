import type { AttemptDetail } from '@iama/contracts/job/fallback';
import { elapsedWords } from '../jobs/elapsed-words.ts';
import { attemptWords, progressWords, verdictWords } from '../jobs/timeline/attempt-words.ts';
import type { Attempt } from '../jobs/timeline/timeline.ts';
import type { Translate } from '../translate.ts';

const PRINT = 12;

/**
 * The attempts as a Markdown table, and under it what each of them had against it. `details` is what the control plane knows of
 * them, which is more than their events say; where it says nothing, the events do.
 */
export function attemptTable(attempts: readonly Attempt[], details: readonly AttemptDetail[], t: Translate): string[] {
  if (details.length > 0) return detailTable(attempts, details, t);
  if (attempts.length === 0) return [];
  const head = [t('Attempt'), t('Verdict'), t('Failed'), t('Left out'), t('Failure pattern'), t('Took')];
  return [
    ...headOf(head, ['---:', '---', '---:', '---:', '---', '---:']),
    ...attempts.map((attempt) => {
      const { number, failed_tests, excluded, fingerprint } = attempt;
      const verdict = attemptWords(attempt, t);
      return row([number, verdict, failed_tests.length, excluded.length, print(fingerprint), took(attempt, t)]);
    }),
    ...attempts.flatMap((attempt) => against(attempt, t)),
  ];
}

function detailTable(attempts: readonly Attempt[], details: readonly AttemptDetail[], t: Translate): string[] {
  const head = [t('Attempt'), t('Step'), t('Verdict'), t('Failed'), t('Compared'), t('Failure pattern'), t('Took')];
  return [
    ...headOf(head, ['---:', '---', '---', '---:', '---', '---', '---:']),
    ...details.map((detail, index) => {
      const { number, tier, verdict, failed_tests, progress, fingerprint } = detail;
      const earlier = details.slice(0, index).find((each) => fingerprint !== null && each.fingerprint === fingerprint);
      const pattern = earlier ? t('{0}, as in attempt {1}', print(fingerprint), earlier.number) : print(fingerprint);
      const event = attempts.findLast((each) => each.number === number);
      return row([
        number,
        tier,
        verdictWords(verdict, t),
        failed_tests.length,
        progressWords(progress, t) ?? '',
        pattern,
        event ? took(event, t) : '',
      ]);
    }),
    ...details.flatMap((detail) => against(detail, t)),
  ];
}

interface Told extends Pick<Attempt, 'number' | 'excluded'> {
  readonly problems?: readonly string[] | undefined;
}

/** What speaks against an attempt beside its tests. */
function against({ number, excluded, problems = [] }: Told, t: Translate): string[] {
  const name = t('Attempt {0}', number);
  return [
    ...problems.map((problem) => `- ${name}: ${problem.replaceAll(/\s+/g, ' ')}`),
    ...excluded.map(({ finding_id, reason }) => `- ${name}: ${t('left out {0}: {1}', finding_id, reason)}`),
  ];
}

function headOf(head: readonly string[], align: readonly string[]): string[] {
  return [row(head), row(align)];
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function print(fingerprint: string | null): string {
  return fingerprint === null ? '' : `\`${fingerprint.slice(0, PRINT)}\``;
}

function took({ began_at, ended_at }: Attempt, t: Translate): string {
  return ended_at === null ? '' : elapsedWords(Date.parse(ended_at) - Date.parse(began_at), t);
}
