import type { RecipeId } from '@iama/contracts/recipe';

/** What a job shall do: a recipe, or the goal that a model works for. */
export interface Deed {
  readonly recipe_id: RecipeId;
  /** In the person's words; of the recipe `goal`, and only of it. */
  readonly goal?: string;
}
