/**
 * A place in a file that a search means, as offsets into its text. `lines` is set when the place is whole lines, first and
 * after-last counted from 0; `start` and `end` then leave out the last line's end.
 */
export interface Site {
  readonly start: number;
  readonly end: number;
  readonly lines: { readonly from: number; readonly to: number } | null;
}
