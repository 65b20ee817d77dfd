/** The streams that are open, so that a shutdown can end them in order. */
export interface OpenStreams {
  add(end: () => void): () => void;
  endAll(): void;
  readonly size: () => number;
}

export function openStreams(): OpenStreams {
  const ends = new Set<() => void>();
  return {
    add(end) {
      ends.add(end);
      return () => void ends.delete(end);
    },
    endAll() {
      for (const end of ends) end();
    },
    size: () => ends.size,
  };
}
