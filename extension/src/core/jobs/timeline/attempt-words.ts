import type { AttemptVerdict, Progress } from '@iama/contracts/job/evidence';
import type { Translate } from '../../translate.ts';
import type { Attempt } from './timeline.ts';

export function attemptWords({ verdict, ended_at }: Pick<Attempt, 'verdict' | 'ended_at'>, t: Translate): string {
  if (verdict !== null) return verdictWords(verdict, t);
  return ended_at === null ? t('under way') : t('cut short');
}

export function verdictWords(verdict: AttemptVerdict, t: Translate): string {
  switch (verdict) {
    case 'verified':
      return t('verified');
    case 'regressed':
      return t('regressed');
    case 'unusable':
      return t('not usable');
    case 'unverified':
      return t('not verified');
  }
}

/** Beside the attempt before; null where there is none to compare with. */
export function progressWords(progress: Progress | null, t: Translate): string | null {
  switch (progress) {
    case 'same':
      return t('the same failure');
    case 'better':
      return t('fewer failures');
    case 'different':
      return t('another failure');
    case 'worse':
      return t('more failures');
    case 'first':
    case null:
      return null;
  }
}
