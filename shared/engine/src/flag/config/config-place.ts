import type { Span } from '../../syntax/node.ts';

/**
 * The key in a configuration file. `removal` is the text to take out when the whole entry goes, null where it is not certain
 * that it may; `reason` says why it stays.
 */
export interface ConfigPlace extends Span {
  readonly removal: Span | null;
  readonly reason: string | null;
}

export const NOT_FOR_FLAGS = 'Nothing says that this file holds flags.';
