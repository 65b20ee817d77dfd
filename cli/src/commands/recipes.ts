import { RecipeId } from '@iama/contracts/recipe';
import { CliError } from '../errors/cli-error.ts';
import { EXIT } from '../errors/exit-code.ts';
import { bullet } from '../terminal/wrap-text.ts';
import { nearest } from '../terminal/nearest.ts';
import type { App } from './app.ts';

export const RECIPE_WORDS: Readonly<Record<RecipeId, string>> = {
  'unused-code':
    'Remove imports, variables, functions, exports and files that nothing uses. JavaScript and TypeScript. Code with effects stays.',
  'commonjs-to-esm':
    'Turn require and module.exports into import and export, with package.json and file extensions. Packages as a whole: point it at the folder of a package.json. JavaScript and TypeScript.',
  'typo-in-string': 'Correct misspelt words in the strings that people read. Keys, paths, addresses and patterns stay.',
  'missing-import': 'Add the import of a name that is used and exported in exactly one place.',
  'unused-variable': 'Remove local variables and imports that nothing reads. What their initialisers do stays.',
  formatting: 'Lay the code out as the repository’s own formatter settings say.',
  'missing-type-annotation': 'Write down the types that the compiler already knows. TypeScript and Python.',
  'deprecated-api': 'Replace calls whose deprecation note names what to use instead.',
  'console-removal': 'Remove console output left from debugging. Arguments with effects stay.',
  'comment-cleanup': 'Remove code that was commented out. Prose and directives stay.',
  'promises-to-async': 'Turn promise chains into async and await.',
  'var-to-const': 'Turn var into const or let, where that cannot change what the program does.',
  'rename-symbol': 'Rename a symbol and every use of it, across files.',
  goal: 'Whatever you say with --goal, written by a language model and held to your tests. Needs a model (`iama models test`).',
  'move-symbol': 'Move a top-level symbol to another file and mend every import.',
};

/** What can be done, without a server. */
export function recipes(app: App): void {
  const { terminal } = app;
  const items = RecipeId.options.map((id) => ({ id, description: RECIPE_WORDS[id] }));
  terminal.record({ items });
  for (const { id, description } of items) {
    terminal.line(terminal.paint.bold(id));
    terminal.line(bullet('', description, terminal.width, ' '));
  }
}

/** Throws UNKNOWN_RECIPE, with what was probably meant. */
export function parseRecipe(name: string): RecipeId {
  const parsed = RecipeId.safeParse(name);
  if (parsed.success) return parsed.data;
  const near = nearest(name, RecipeId.options);
  const next = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `There are: ${RecipeId.options.join(', ')}.`;
  throw new CliError('UNKNOWN_RECIPE', `There is no recipe called ${name}.`, next, EXIT.usage, {
    data: { recipes: RecipeId.options },
  });
}
