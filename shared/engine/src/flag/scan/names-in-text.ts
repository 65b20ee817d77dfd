/** Which of the names stand in a text as words. One pass over the text, however many names there are. */
export function namesInText(text: string, names: ReadonlySet<string>, found: Set<string>): void {
  for (const [word] of text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*[?!]?/gu)) {
    if (names.has(word)) found.add(word);
    else if (/[?!]$/.test(word) && names.has(word.slice(0, -1))) found.add(word.slice(0, -1));
  }
}
