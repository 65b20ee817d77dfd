import type { RecipeId } from '@iama/contracts/recipe';

/**
 * Words for one thing in English, German and French: lower case, without accents, `*` for any ending. Several words stand for
 * words that follow each other.
 */
type Words = readonly string[];

/** One text for each language. */
const words = (...languages: string[]): Words => languages.flatMap((each) => each.split(', '));

const UNUSED: Words = words(
  'unused, dead, unreachable, unneeded, not used, no longer used, nobody uses, nothing uses',
  'unbenutzt*, ungenutzt*, unverwendet*, tote, toten, toter, totes, nicht benutzt*, nicht verwendet*',
  'inutilise*, inutile*, mort, morts, morte, mortes, non utilise*, pas utilise*, plus utilise*',
);
const VARIABLE: Words = ['variable*', 'local', 'locals', 'parameter*', 'lokale*', 'parametre*'];
const IMPORT: Words = ['import', 'imports', 'importe', 'importen', 'importation*'];
const REMOVE: Words = words(
  'remove*, removing, delete*, drop, strip, clean*, get rid of, purge',
  'entfern*, losch*, aufraum*, raus, weg, bereinig*',
  'supprim*, enlev*, retir*, nettoy*, virer',
);
const ADD: Words = words(
  'add, adding, missing, write, insert, complete, lacks, lacking',
  'erganz*, fehl*, hinzufug*, einfug*, schreib*',
  'ajout*, manqu*, complet*, ecri*, inser*',
);
const TYPE: Words = ['type', 'types', 'typ', 'typen', 'typing', 'typage', 'signature*', 'signatur*'];
const COMMENT: Words = ['comment*', 'kommentar*', 'commentaire*'];
const OUTPUT: Words = ['log', 'logs', 'logging', 'debug*', 'print*', 'trace*', 'ausgabe*', 'sortie*', 'affichage*'];
const CODE: Words = ['code', 'codes', 'quelltext', 'zeile*', 'lines', 'lignes'];

/** Each way to ask for a recipe names things that must all be spoken of; more of them say more. */
export const WAYS: readonly { readonly recipe_id: RecipeId; readonly things: readonly Words[] }[] = [
  { recipe_id: 'unused-code', things: [UNUSED] },
  {
    recipe_id: 'unused-code',
    things: [
      UNUSED,
      ['function*', 'export*', 'file*', 'class*', 'funktion*', 'datei*', 'klasse*', 'fonction*', 'fichier*', 'classe*'],
    ],
  },
  { recipe_id: 'unused-code', things: [UNUSED, CODE] },
  { recipe_id: 'unused-variable', things: [UNUSED, VARIABLE] },
  { recipe_id: 'unused-variable', things: [UNUSED, IMPORT] },
  { recipe_id: 'unused-code', things: [UNUSED, IMPORT] },
  {
    recipe_id: 'var-to-const',
    things: [
      ['var', 'vars'],
      ['const', 'let', 'konstante*', 'constante*'],
    ],
  },
  { recipe_id: 'var-to-const', things: [['var', 'vars']] },
  { recipe_id: 'var-to-const', things: [['const', 'let']] },
  { recipe_id: 'promises-to-async', things: [['async', 'await', 'asynchron*']] },
  {
    recipe_id: 'promises-to-async',
    things: [
      ['promise*', 'promesse*'],
      ['then', 'chain*', 'kette*', 'promise-kette*', 'chaine*', 'async', 'await'],
    ],
  },
  { recipe_id: 'promises-to-async', things: [['promise-kette*', 'promiseketten', 'then-kette*']] },
  { recipe_id: 'commonjs-to-esm', things: [['commonjs', 'cjs', 'require', 'requires', 'module.exports']] },
  {
    recipe_id: 'commonjs-to-esm',
    things: [['esm', 'es modules', 'es module', 'es6 modules', 'es-module*', 'es-module', 'modules es']],
  },
  { recipe_id: 'missing-import', things: [ADD, IMPORT] },
  {
    recipe_id: 'missing-import',
    things: [['cannot find name', 'is not defined', 'not defined', 'nicht definiert', 'pas defini*']],
  },
  { recipe_id: 'missing-type-annotation', things: [ADD, TYPE] },
  {
    recipe_id: 'missing-type-annotation',
    things: [['annotat*', 'annotier*', 'typannotation*', 'type hints', 'type hint']],
  },
  {
    recipe_id: 'deprecated-api',
    things: [['deprecat*', 'obsolete', 'outdated api', 'veraltet*', 'uberholt*', 'obsolet*', 'deprecie*']],
  },
  { recipe_id: 'console-removal', things: [['console', 'console.log', 'konsole*', 'konsolen*']] },
  { recipe_id: 'console-removal', things: [REMOVE, OUTPUT] },
  {
    recipe_id: 'comment-cleanup',
    things: [['commented out', 'commented-out', 'auskommentiert*', 'en commentaire*', 'mis en commentaire*']],
  },
  { recipe_id: 'comment-cleanup', things: [REMOVE, COMMENT] },
  {
    recipe_id: 'formatting',
    things: [['format', 'formatting', 'formatier*', 'formatage', 'formater', 'prettier', 'indent*', 'einruck*']],
  },
  {
    recipe_id: 'typo-in-string',
    things: [['typo', 'typos', 'spelling', 'misspel*', 'tippfehler*', 'rechtschreib*', 'faute*', 'orthographe']],
  },
  { recipe_id: 'rename-symbol', things: [['rename*', 'renaming', 'umbenenn*', 'renomm*']] },
  { recipe_id: 'move-symbol', things: [['move', 'moving', 'relocate', 'verschieb*', 'deplac*']] },
];

/** What follows one of these is what somebody does not want. */
export const NEGATIONS: Words = words(
  "without, except, not, never, keep, leave, don't, dont, but not",
  'ohne, ausser, kein, keine, nicht, behalte*',
  'sans, sauf, pas, garde*',
);
