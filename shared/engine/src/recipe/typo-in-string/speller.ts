/** What a dictionary says. Words come as they are written. */
export interface Speller {
  knows(word: string): boolean;
  /** Lower cost is nearer: some 100 for one letter. `known` are mistakes that lists of common misspellings name. */
  suggest(word: string): readonly Suggestion[];
}

export interface Suggestion {
  readonly word: string;
  readonly cost: number;
  readonly known: boolean;
}

/**
 * Both spellings of English count as right, and words of the trade. Left out: lists that were gathered from code, typos
 * included.
 */
const DICTIONARIES = [
  'en_us',
  'en-gb',
  'en-common-misspellings',
  'softwareTerms',
  'software-tools',
  'companies',
  'computing-acronyms',
  'coding-compound-terms',
  'filetypes',
  'fonts',
  'typescript',
  'node',
  'npm',
  'html',
  'css',
  'python-common',
  'fullstack',
  'networking-terms',
  'web-services',
  'aws',
  'docker',
  'k8s',
  'git',
  'public-licenses',
];

let loading: Promise<Speller> | null = null;

/** The dictionaries, loaded when they are first asked for, which takes a second or two. */
export async function loadSpeller(): Promise<Speller> {
  loading ??= load();
  return await loading;
}

async function load(): Promise<Speller> {
  const { finalizeSettings, getDefaultSettings, getDictionary, mergeSettings } = await import('cspell-lib');
  const defaults = await getDefaultSettings(true);
  const settings = finalizeSettings(mergeSettings(defaults, { language: 'en,en-GB' }));
  const collection = await getDictionary({ ...settings, dictionaries: DICTIONARIES });
  const misspellings = new Set(DICTIONARIES.filter((name) => name.endsWith('misspellings')));
  const words = collection.dictionaries.filter(({ name }) => !misspellings.has(name));
  // Asking all of them takes a third of a second for a word; what people misspell is in these.
  const near = await getDictionary({ ...settings, dictionaries: ['en_us', 'softwareTerms'] });
  const suggestions = new Map<string, readonly Suggestion[]>();
  return {
    knows: (word) => words.some((each) => each.has(word) || each.has(word.toLowerCase())),
    suggest(word) {
      const lower = word.toLowerCase();
      const found = suggestions.get(lower) ?? [
        ...(collection.getPreferredSuggestions?.(lower) ?? []).map((each) => ({
          word: each.word,
          cost: 1,
          known: true,
        })),
        ...near
          .suggest(lower, { numSuggestions: 6, includeTies: true, numChanges: 2 })
          .map((each) => ({ word: each.word, cost: each.cost, known: false })),
      ];
      suggestions.set(lower, found);
      return found;
    },
  };
}
