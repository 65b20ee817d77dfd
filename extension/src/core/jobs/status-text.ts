import type { Translate } from '../translate.ts';
import { countdownWords } from './countdown.ts';
import type { Attention } from './describe-job.ts';

export interface StatusText {
  readonly text: string;
  readonly tooltip: string;
  readonly needs_you: boolean;
}

/**
 * The one status bar item; null when there is nothing to say. `countdown` is what `mostUrgent` says: a job that ends by
 * itself if nobody does anything stands before all others.
 */
export function statusText(
  attentions: readonly Attention[],
  t: Translate,
  countdown: number | null = null,
): StatusText | null {
  if (countdown !== null) {
    const text = `$(debug-disconnect) IAMA: ${countdownWords(countdown, t)}`;
    return { text, tooltip: t('Show IAMA jobs'), needs_you: true };
  }
  const count = (kind: Attention) => attentions.filter((each) => each === kind).length;
  const [needs, review, running] = [count('needs_you'), count('review'), count('running')];
  const parts = [
    ...(needs > 0 ? [needs === 1 ? t('1 needs you') : t('{0} need you', needs)] : []),
    ...(review > 0 ? [t('{0} to review', review)] : []),
    ...(running > 0 ? [t('{0} running', running)] : []),
  ];
  if (parts.length === 0) return null;
  const icon = needs > 0 ? '$(bell-dot)' : review > 0 ? '$(git-pull-request)' : '$(sync~spin)';
  return { text: `${icon} IAMA: ${parts.join(', ')}`, tooltip: t('Show IAMA jobs'), needs_you: needs > 0 };
}
