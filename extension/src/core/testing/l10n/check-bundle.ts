/**
 * What is wrong with a bundle of translations, a line each. `english` has the sentence of each key; in VS Code's bundles
 * the key is the sentence itself. `same_in_both` are the sentences that may stay as they are.
 */
export function checkBundle(
  english: ReadonlyMap<string, string>,
  bundle: ReadonlyMap<string, string>,
  same_in_both: ReadonlySet<string>,
): string[] {
  const missing = [...english.keys()].filter((key) => !bundle.has(key)).map((key) => `lacks: ${key}`);
  const wrong = [...bundle].flatMap(([key, translation]) => {
    const sentence = english.get(key);
    if (sentence === undefined) return [`one too many: ${key}`];
    if (translation.trim() === '') return [`empty: ${key}`];
    if (translation === sentence && !same_in_both.has(sentence)) return [`still English: ${key}`];
    return marksOf(translation) === marksOf(sentence) ? [] : [`other placeholders or marks: ${key}`];
  });
  return [...missing, ...wrong];
}

/** Placeholders, codicons, link targets, code, bold, and line breaks: a link alone on its line is shown as a button. */
const MARKS = /\{\d+\}|\$\([\w~-]+\)|\]\([^)]*\)|`[^`]*`|\*\*|\n/g;

/** Sorted, since another language puts them in another order. */
function marksOf(sentence: string): string {
  return (sentence.match(MARKS) ?? []).toSorted().join(' ');
}
