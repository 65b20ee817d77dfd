const MOST_SAMPLES = 40;
const MOST_PARTS = 24;
const LONGEST = 60;

/**
 * Texts that a regular expression matches: each alternative of it at least once, each repetition with and without. Only what really
 * matches, so that what is not understood here (look-behind, references) costs samples and nothing else. Pure.
 */
export function samplesOfPattern(source: string, flags: string): readonly string[] {
  try {
    const pattern = new RegExp(source, flags.replaceAll(/[gy]/g, ''));
    const made = new PatternReader(source).alternatives();
    return [...new Set(made)].filter((each) => each.length <= LONGEST && pattern.test(each)).slice(0, MOST_SAMPLES);
  } catch {
    // Not a regular expression, or one that ends otherwise than it is read here.
    return [];
  }
}

const CLASSES: Readonly<Record<string, string>> = {
  d: '17',
  w: 'ab',
  s: ' ',
  D: 'a',
  W: '-',
  S: 'a',
  n: '\n',
  t: '\t',
  r: '\r',
};
/** What a class that excludes is asked for, in this order. */
const ORDINARY = 'a1 -_%.B';

/** Reads from left to right, and gives samples in place of a tree. */
class PatternReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  alternatives(): readonly string[] {
    const options = [this.#sequence()];
    while (this.#takes('|')) options.push(this.#sequence());
    return inTurn(options).slice(0, MOST_SAMPLES * 2);
  }

  #sequence(): readonly string[] {
    const parts: (readonly string[])[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at] ?? ''))
      parts.push(this.#repeated(this.#atom()));
    const first = parts.map(([each = '']) => each);
    const varied = parts.flatMap((part, at) =>
      part.slice(1, MOST_PARTS).map((each) => first.map((plain, place) => (place === at ? each : plain)).join('')),
    );
    // What may be left out often only tells something beside what else may be.
    const last = parts.map((part) => part.at(-1) ?? '').join('');
    const second = parts.map((part) => part[1] ?? part[0] ?? '').join('');
    return [first.join(''), ...varied, second, last];
  }

  #repeated(one: readonly string[]): readonly string[] {
    const [whole, low = '', comma, high = ''] =
      /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#at)) ?? [];
    if (whole === undefined) return one;
    this.#at += whole.length;
    const sign = whole[0];
    const least = sign === '{' ? Number(low) : sign === '+' ? 1 : 0;
    const most = sign === '?' ? 1 : sign === '{' && comma === '' ? least : high === '' ? least + 2 : Number(high);
    const counts = [...new Set([Math.max(1, least), least, Math.min(most, Math.max(2, least + 1))])];
    const lists = counts.map((count) =>
      count === 0 ? [''] : count === 1 ? one : one.slice(0, 2).map((each) => each.repeat(count)),
    );
    return inTurn(lists);
  }

  #atom(): readonly string[] {
    const sign = this.#source[this.#at] ?? '';
    this.#at += 1;
    if (sign === '(') return this.#group();
    if (sign === '[') return this.#set();
    if (sign === '\\') return this.#escape();
    if (sign === '.') return ['x'];
    return sign === '^' || sign === '$' ? [''] : [sign];
  }

  #group(): readonly string[] {
    const [head = ''] = /^\?(?:[:=!]|<[=!]|<\w+>)/.exec(this.#source.slice(this.#at)) ?? [];
    this.#at += head.length;
    const inner = this.alternatives();
    this.#at += 1;
    return head.endsWith('=') || head.endsWith('!') ? [''] : inner;
  }

  #escape(): readonly string[] {
    const sign = this.#source[this.#at] ?? '';
    const [code] = /^(?:x[\da-f]{2}|u[\da-f]{4})/i.exec(this.#source.slice(this.#at)) ?? [];
    this.#at += code?.length ?? 1;
    if (code !== undefined) return [String.fromCharCode(Number.parseInt(code.slice(1), 16))];
    if (/[bB\d]/.test(sign)) return [''];
    return (CLASSES[sign] ?? sign).split('');
  }

  #set(): readonly string[] {
    const isExcluding = this.#takes('^');
    const members: string[] = [];
    for (
      let isFirst = true;
      this.#at < this.#source.length && (isFirst || this.#source[this.#at] !== ']');
      isFirst = false
    ) {
      const sign = this.#source[this.#at] ?? '';
      this.#at += 1;
      const [each = sign, ...others] = sign === '\\' ? this.#escape() : [sign];
      const isRange = this.#source[this.#at] === '-' && this.#source[this.#at + 1] !== ']';
      members.push(each, ...others);
      if (!isRange) continue;
      this.#at += 1;
      const [end = each] =
        this.#source[this.#at] === '\\' ? ((this.#at += 1), this.#escape()) : [this.#source[this.#at++] ?? each];
      if (isExcluding)
        for (let code = each.charCodeAt(0); code < end.charCodeAt(0) && members.length < 200; code += 1)
          members.push(String.fromCharCode(code));
      members.push(end);
    }
    this.#at += 1;
    if (!isExcluding) return members.slice(0, MOST_PARTS);
    return ORDINARY.split('')
      .filter((each) => !members.includes(each))
      .slice(0, 2);
  }

  #takes(sign: string): boolean {
    if (this.#source[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }
}

/** The first of each list before the second of any. */
function inTurn(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((each) => each[at] ?? [])).flat();
}
