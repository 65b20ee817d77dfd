import type { Finding, Kept, PlanLevel, RecipeId, RecipeOptions } from '@iama/contracts/recipe';
import type { Target } from '@iama/contracts/workspace/target';
import type { FileChange } from '../patch/file-change.ts';

/**
 * A workspace as text. `files` holds the decoded text (BOM stripped) of everything a recipe may read: sources, `package.json`s,
 * configuration, and other text that may name code (HTML, Markdown, YAML, shell). `paths` holds every path that git
 * tracks or does not ignore, whether its text was read or not.
 */
export interface SourceTree {
  readonly files: ReadonlyMap<string, string>;
  readonly paths: ReadonlySet<string>;
  /**
   * Text of files below `node_modules` that tell how a package may be imported, by workspace path: never changed, never part of
   * a patch. Which ones are wanted says `wantedInstalledFiles`. Without it recipes assume what is most common.
   */
  readonly installed?: ReadonlyMap<string, string>;
  /** What stands below `node_modules`, read when a compiler asks for it. Without it types of packages are unknown. */
  readonly modules?: InstalledModules;
}

/** The `node_modules` folders of a workspace, by workspace path. Nothing here is ever changed. */
export interface InstalledModules {
  /** The text of a file; null when there is none that can be read. */
  read(path: string): string | null;
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  /** Names of the folders in a folder, links to folders included. */
  foldersIn(path: string): readonly string[];
  /** Where a path leads when symbolic links are followed; the path itself when that lies outside the workspace. */
  realPath(path: string): string;
}

export interface RecipeRequest {
  readonly tree: SourceTree;
  readonly target: Target;
  readonly level: PlanLevel;
  /** Findings to leave out; findings of the same `group` are left out with them. */
  readonly exclude: ReadonlySet<string>;
  /** What the person chose beyond the target; recipes that need nothing ignore it. */
  readonly options?: RecipeOptions;
}

export interface RecipeResult {
  readonly findings: readonly Finding[];
  readonly kept: readonly Kept[];
  readonly changes: readonly FileChange[];
  /** Files of the target that could not be read as code, with the reason. */
  readonly skipped: readonly { path: string; reason: string }[];
}

/** Words for the three proposals, made from what was really found. */
export interface PlanWords {
  readonly title: string;
  readonly summary: string;
  readonly will: readonly string[];
  readonly will_not: readonly string[];
  readonly risk: 'low' | 'medium' | 'high';
  readonly risk_reason: string;
}

/** A deterministic refactoring: text in, edits out. The same request always gives the same result. */
export interface Recipe {
  readonly id: RecipeId;
  /** Some recipes ask a compiler or a formatter that answers later. */
  run(request: RecipeRequest): RecipeResult | Promise<RecipeResult>;
  describe(level: PlanLevel, result: RecipeResult): PlanWords;
}

/** A recipe that needs nobody else, so that its result is there at once. */
export interface ImmediateRecipe extends Recipe {
  run(request: RecipeRequest): RecipeResult;
}
