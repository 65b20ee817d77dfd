import { findAssignedSecrets } from './find-assigned-secrets.ts';
import { findKubernetesSecrets } from './find-kubernetes-secrets.ts';
import { findMarkedKeys } from './find-marked-keys.ts';
import { findShapedSecrets } from './find-shaped-secrets.ts';
import type { Secret } from './secret.ts';

/** Every secret in a text that our rules know, in order and without overlaps. */
export function findSecrets(text: string): readonly Secret[] {
  return withoutOverlaps([
    ...findMarkedKeys(text),
    ...findShapedSecrets(text),
    ...findAssignedSecrets(text),
    ...findKubernetesSecrets(text),
  ]);
}

/** What overlaps becomes one, of the type of the longer: no part of either is left. */
export function withoutOverlaps(secrets: readonly Secret[]): readonly Secret[] {
  const kept: Secret[] = [];
  for (const next of secrets.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (last === undefined || next.start >= last.end) kept.push(next);
    else if (next.end > last.end) {
      const longer = next.end - next.start > last.end - last.start ? next : last;
      kept[kept.length - 1] = { start: last.start, end: next.end, type: longer.type };
    }
  }
  return kept;
}
