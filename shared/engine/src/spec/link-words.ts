/** How the text form names the links of an item, in the order in which it prints them. */
export const LINK_WORDS = [
  ['Path', 'paths'],
  ['Symbol', 'symbols'],
  ['Test', 'test_ids'],
] as const;

export type LinkField = (typeof LINK_WORDS)[number][1];
