/** A word of a command line: where it stands in the script, and what the shell makes of it. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** One simple command of a script, with `NAME=value` words in front told apart. */
export interface Command {
  readonly source: string;
  readonly assignments: readonly Word[];
  readonly words: readonly Word[];
}

/**
 * Split a package script at `&&`. Null when it uses anything beyond simple commands (pipes, `||`, `;`, substitutions,
 * redirections, groups): such a script is only ever run as a whole.
 */
export function splitScript(script: string): readonly Command[] | null {
  const commands: Command[] = [];
  let words: Word[] = [];
  let word: { start: number; text: string } | null = null;
  let from = 0;
  let quote: string | null = null;
  let at = 0;

  const endWord = (): void => {
    if (word) words.push({ start: word.start - from, end: at - from, text: word.text });
    word = null;
  };
  const endCommand = (): boolean => {
    endWord();
    if (words.length === 0) return false;
    commands.push(commandOf(script.slice(from, at).trimEnd(), words));
    words = [];
    return true;
  };

  for (; at < script.length; at += 1) {
    const char = script[at] ?? '';
    if (quote !== null) {
      if (char === quote) quote = null;
      else if (quote === '"' && (char === '$' || char === '`')) return null;
      else if (quote === '"' && char === '\\' && /["\\$`]/.test(script[at + 1] ?? ''))
        word = extend(word, at, script[++at] ?? '');
      else word = extend(word, at, char);
    } else if (char === '"' || char === "'") {
      word = extend(word, at, '');
      quote = char;
    } else if (char === '&' && script[at + 1] === '&') {
      if (!endCommand()) return null;
      at += 1;
      from = at + 1;
      while (/\s/.test(script[from] ?? '')) from = ++at + 1;
    } else if (/\s/.test(char)) endWord();
    else if (/[|;&<>`()\n]/.test(char) || (char === '$' && /[({]/.test(script[at + 1] ?? ''))) return null;
    else if (char === '\\') word = extend(word, at, script[++at] ?? '');
    else word = extend(word, at, char);
  }
  if (quote !== null || !endCommand()) return null;
  return commands;
}

function extend(
  word: { start: number; text: string } | null,
  at: number,
  text: string,
): { start: number; text: string } {
  return word ? { start: word.start, text: word.text + text } : { start: at, text };
}

function commandOf(source: string, words: readonly Word[]): Command {
  const first = words.findIndex((word) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(word.text));
  const cut = first === -1 ? words.length : first;
  return { source, assignments: words.slice(0, cut), words: words.slice(cut) };
}
