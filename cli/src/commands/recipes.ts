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
