/** A secret in a text. `[start, end)` in UTF-16 code units covers the secret itself, not what stands around it. */
export interface Secret {
  readonly start: number;
  readonly end: number;
  /** What it is, in capitals: part of its placeholder. */
  readonly type: string;
}

/** What a detector is shown: the text, the end of what may be read (line rules never read further), and where to look. */
export type Detector = (text: string) => Iterable<Secret>;
