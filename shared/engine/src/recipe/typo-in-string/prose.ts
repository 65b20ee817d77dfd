/** A word of a text, with its offset in it. */
export interface Word {
  readonly text: string;
  readonly at: number;
}

/** What code, markup, addresses and queries have, and sentences do not. */
const NOT_PROSE =
  /https?:|\w+:\/\/|www\.|[{}<>=|\\^~]|[;:]\s*$|::|->|&&|\(\)|\w@\w|^\s*[.#/$@[(*-]|^\s*(?:select|insert|update|delete|create|alter|drop|with|grant)\s+(?:\*|into|from|table|\w+\s+(?:from|set|where|as)\b)|\b(?:px|rem|rgba?|flex|var)\b\s*[(;:]/i;
const SMALL_WORDS =
  /\b(?:the|a|an|is|are|was|be|to|of|in|on|for|not|no|with|and|or|this|that|your|you|it|has|have|cannot|can|must|should|please|by|from|at|as|if|but|we|will|already|does|do|did)\b/i;

/** The words of a text that a person reads; empty for anything that may be read by a program. */
export function proseWords(raw: string): readonly Word[] {
  // Escapes, holes and quoted names are no words; blanks keep the offsets.
  const plain = raw
    .replaceAll(/\\(?:u\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|\r?\n|.)/gi, (found) => ' '.repeat(found.length))
    .replaceAll(/%\(?\w*\)?[-+.\d]*[a-z]/gi, (found) => ' '.repeat(found.length))
    .replaceAll(/`[^`]*`|"[^"]*"|(?<!\p{L})'[^']*'(?!\p{L})/gu, (found) => ' '.repeat(found.length));
  if (NOT_PROSE.test(plain.replaceAll(/\{\w*\}/g, ' ')) || !SMALL_WORDS.test(plain)) return [];
  const words = [...plain.matchAll(/\p{L}[\p{L}’']*/gu)].map((found) => ({
    text: found[0].replace(/[’'](?:s)?$/, ''),
    at: found.index,
  }));
  return words.length < 3 ? [] : words.filter((word) => isPlain(plain, word));
}

/** A word in lower case, or capitalised, that stands by itself: not a name, a path, a key or a number. */
function isPlain(text: string, { text: word, at }: Word): boolean {
  if (!/^[A-Z]?[a-z]+$/.test(word)) return false;
  const [before, after] = [text[at - 1] ?? ' ', text.slice(at + word.length, at + word.length + 2)];
  if (!/[\s("'—–,;!?]/.test(before) || !/^(?:[\s)"'—–,;!?]|[.:](?:\s|$|["')])|$)/.test(after)) return false;
  // A capital in the middle of a sentence is a name.
  const isFirst = /^\s*$|[.!?]\s+$/.test(text.slice(0, at));
  return isFirst || word[0] === word[0]?.toLowerCase();
}
