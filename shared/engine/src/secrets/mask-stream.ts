import type { SecretGate } from './secret-gate.ts';

/** Text that comes in pieces, masked as it goes. */
export interface MaskStream {
  /** What may go now; the rest is kept until its end is seen. */
  push(piece: string): string;
  /** What was kept. */
  end(): string;
}

/** The least that is looked at together: a secret in one line is found whole. */
const MOST_KEPT = 64 * 1024;
const OPEN_KEY =
  /-----BEGIN[ A-Z0-9_-]{0,60}PRIVATE KEY(?: BLOCK)?-----(?![\s\S]*-----END[ A-Z0-9_-]{0,60}PRIVATE KEY(?: BLOCK)?-----[^\n]*\n)/;

/**
 * Masks what comes in pieces as if it had come at once, for secrets of one line and for keys in PEM. A line goes when its end
 * is there, a key when its last line is. What is longer than 64 KiB without an end is cut where white space stands, with
 * what is before the cut masked.
 */
export function maskStream(gate: SecretGate): MaskStream {
  let kept = '';
  return {
    push(piece) {
      kept += piece;
      const cut = cutOf(kept);
      const out = kept.slice(0, cut);
      kept = kept.slice(cut);
      return out === '' ? '' : gate.mask(out);
    },
    end() {
      const out = gate.mask(kept);
      kept = '';
      return out;
    },
  };
}

function cutOf(text: string): number {
  const lines = text.lastIndexOf('\n') + 1;
  const open = text.includes('-----BEGIN') ? OPEN_KEY.exec(text)?.index : undefined;
  const cut = open === undefined ? lines : Math.min(lines, text.lastIndexOf('\n', open) + 1);
  if (text.length - cut <= MOST_KEPT) return cut;
  const space = text.lastIndexOf(' ', text.length - 4096);
  return Math.max(cut, space > cut ? space + 1 : text.length - 4096);
}
