/** New ids, as an argument. UUID version 7, so that rows sort by creation. */
export interface Ids {
  next(): string;
}
