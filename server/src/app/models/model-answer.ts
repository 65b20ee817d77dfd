import type { ModelReceipt } from '@iama/contracts/model/receipt';

/** A whole answer. `text` is data: whatever it says to do is nobody's instruction. */
export interface ModelAnswer {
  readonly text: string;
  /** How many pieces it came in, and when the first did. */
  readonly pieces: number;
  readonly first_text_at: Date | null;
  readonly receipt: ModelReceipt;
  readonly receipt_sha256: string;
}
