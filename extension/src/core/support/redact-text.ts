/** What is known of the machine and the person, so that it can be found in any text. */
export interface Private {
  /** Home folder, absolute. */
  readonly home: string;
  readonly user: string;
  readonly host: string;
  /** Repositories, absolute; paths in them become relative. */
  readonly roots: readonly string[];
  /** Tokens, addresses and whatever else must not be in it, as they are. */
  readonly secrets: readonly string[];
}

/**
 * A line of free text with only what is known to be harmless: words, numbers, codes, ids, paths within the repository.
 * Whatever else stands there is left out, because no list of what a secret looks like is complete. A line of which little
 * would be left, or that reads like a program, goes as a whole. Doing it twice changes nothing.
 */
export function redactText(text: string, known: Private): string {
  const [line = ''] = text.split(/\r\n|[\n\r\u2028\u2029]/);
  if (LOOKS_LIKE_CODE.test(line)) return LINE_LEFT_OUT;
  const words = withoutQuotations(withoutKnown(line, known)).split(/\s+/).filter(Boolean);
  const kept = words.slice(0, MOST_WORDS).map((word) => keepOrDrop(word, known));
  const dropped = kept.filter((word) => word === DROPPED).length;
  if (dropped > 3 && dropped * 2 > kept.length) return LINE_LEFT_OUT;
  return [...kept, ...(words.length > MOST_WORDS ? [DROPPED] : [])]
    .join(' ')
    .replaceAll(/(\(…\)\s?){2,}/g, `${DROPPED} `)
    .trim();
}

/** A path that is known to be relative to the repository, such as a job's target. */
export function redactPath(path: string, { user, host }: Private): string {
  const names = path.split('/');
  const fine = (name: string) => /^[\w.-]{1,60}$/.test(name) && namesNobody(name, user, host);
  return names.map((name) => (fine(name) ? name : DROPPED)).join('/');
}

const DROPPED = '(…)';
const LINE_LEFT_OUT = '(line left out)';
const MOST_WORDS = 60;

/** Statements, calls, blocks and comparisons: our own messages have none. */
const LOOKS_LIKE_CODE =
  /=>|[{};]\s*$|[=!]==|\w\([^)]*\)\s*[.;{]|^\s*(?:import|export|const|let|var|function|class|def|return|throw)\b.*[=({;'"]/;

/** What is called a secret is one, however plain the word; the rest of the list is what this machine knows. */
function withoutKnown(line: string, { home, host, user, roots, secrets }: Private): string {
  const paths = [...roots.map((root) => [root, ''] as const), [home, '~'] as const];
  const replaced = [
    ...secrets.map((secret) => [secret, DROPPED] as const),
    ...paths.flatMap(([path, by]) => formsOf(path).map((form) => [form, by] as const)),
    [user, '(user)'] as const,
    [host, '(machine)'] as const,
  ]
    .filter(([search]) => search.length >= SHORTEST)
    .toSorted(([one], [other]) => other.length - one.length)
    .reduce((left, [search, by]) => replaceWhole(left, search, by), line);
  return replaced.replaceAll(NAMED_SECRET, `$1 ${DROPPED}`);
}

/** Names of one or two letters are in every text. In paths outside the repository they are left out anyway. */
const SHORTEST = 3;
const NAMED_SECRET =
  /\b([\w-]*(?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|credentials?|cookie|bearer|authorization))\b["']?(?:\s*[=:]\s*|\s+(?:is|bearer|basic)\s+|\s+(?=\S*\d))(?:(?:bearer|basic)\s+)?\S+/gi;

function formsOf(path: string): string[] {
  const slashed = path.replaceAll('\\', '/');
  const encoded = encodePath(slashed);
  return [...new Set([path, slashed, encoded])].flatMap((form) => [`${form}/`, `${form}\\`, form]);
}

function encodePath(path: string): string {
  try {
    return encodeURI(path);
  } catch {
    // Half of a surrogate pair has no encoding, and so is in no address.
    return path;
  }
}

/** Where it stands for itself: a name within a longer word is another word. */
function replaceWhole(text: string, search: string, by: string): string {
  const literal = search.replaceAll(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`);
  return text.replaceAll(new RegExp(literal, 'giu'), (found, at: number) => {
    const goes_on = continues(text.slice(0, at), found) || continues(found, text.slice(at + found.length));
    return goes_on ? found : by;
  });
}

function continues(left: string, right: string): boolean {
  return /[\p{L}\d]$/u.test(left) && /^[\p{L}\d]/u.test(right);
}

function withoutQuotations(text: string): string {
  return text.replaceAll(/"[^"]*"?|`[^`]*`?|«[^»]*»?|“[^”]*”?|(?<![\p{L}\d])'[^']*'?/gu, ` ${DROPPED} `);
}

function keepOrDrop(word: string, known: Private): string {
  const [, core = ''] = /^[([]*(.*?)[)\].,:;!?…]*$/su.exec(word) ?? [];
  const harmless = core === '' || isHarmless(core, known) || PLACEHOLDERS.test(word);
  return harmless ? word : DROPPED;
}

const PLACEHOLDERS = /^\(…\)[.,:;]?$/u;

function isHarmless(core: string, known: Private): boolean {
  return HARMLESS.some((shape) => shape.test(core)) || isRelativePath(core, known);
}

const HARMLESS = [
  /^\p{L}{1,24}(?:[-’']\p{L}{1,24}){0,3}$/u,
  /^[a-z]{1,24}(?:_[a-z]{1,24}){1,4}$/,
  /^[A-Z]{2,24}(?:_[A-Z]{2,24}){0,5}$/,
  /^\d{1,12}(?:[.,]\d{1,6})?(?:ms|s|min|h|d|%|kB|MB)?$/,
  /^v?\d{1,4}\.\d{1,4}\.\d{1,5}$/,
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
  /^[\da-f]{8}$/i,
  /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/,
  /^[→←·•—–✓✗|/&+-]{1,3}$/u,
] as const;

/** A path to a file in the repository. Dots are in the last name only: a name of a host is no folder. */
function isRelativePath(core: string, { user, host }: Private): boolean {
  const [path = ''] = /^[^:]*/.exec(core) ?? [];
  if (!/^:?\d{0,6}(?::\d{1,6})?$/.test(core.slice(path.length))) return false;
  const names = path.split('/');
  const file = names.pop() ?? '';
  if (!FILE.test(file) || !names.every((name) => FOLDER.test(name))) return false;
  return names.concat(file).every((name) => namesNobody(name, user, host));
}

function namesNobody(name: string, user: string, host: string): boolean {
  const parts = name.split(/[._-]/).map((part) => part.toLowerCase());
  if ([name, ...parts].some((part) => [user, host].some((who) => who.toLowerCase() === part.toLowerCase())))
    return false;
  return parts.every((part) => part.length < 20 || !/\d/.test(part));
}

const FOLDER = /^\.?[\w-]{1,60}$/;
const FILE =
  /^\.?[\w-]{1,60}(?:\.[\w-]{1,20}){0,2}\.(?:[cm]?[jt]sx?|json|ya?ml|toml|md|py|go|rs|java|kt|swift|rb|php|cs|c|h|cc|cpp|lock|mod)$/;
