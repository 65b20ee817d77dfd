import type { Speller, Suggestion } from './speller.ts';

const KNOWN = new Set(
  'a the could not receive data is available for you it yet now we use of call with and clear word rod to us file name time'.split(
    ' ',
  ),
);
const SUGGESTIONS: Readonly<Record<string, readonly Suggestion[]>> = {
  recieve: [{ word: 'receive', cost: 1, known: true }],
  avaiable: [
    { word: 'available', cost: 100, known: false },
    { word: 'variable', cost: 200, known: false },
  ],
  wrod: [
    { word: 'word', cost: 75, known: false },
    { word: 'rod', cost: 100, known: false },
  ],
};

/** A dictionary of thirty words, so that tests of what is read need not wait for the real ones. */
export const typoRecipeSpeller: Speller = {
  knows: (word) => KNOWN.has(word.toLowerCase()),
  suggest: (word) => SUGGESTIONS[word.toLowerCase()] ?? [],
};
