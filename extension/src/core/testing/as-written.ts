import type { Translate } from '../translate.ts';

/** English, as written. */
export const asWritten: Translate = (sentence, ...values) =>
  sentence.replaceAll(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
