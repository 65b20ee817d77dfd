import type { ReviewState } from './review-state.ts';

/** The same text for the same selection, and another one for any other: what was tested was this and nothing else. */
export function selectionKey({ rejected, partial }: Pick<ReviewState, 'rejected' | 'partial'>): string {
  const lines = [...partial].map(([id, indexes]) => [id, ...[...indexes].toSorted((a, b) => a - b)] as const);
  return JSON.stringify([[...rejected].toSorted(), lines.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}
