import type { SourceTree } from '../../recipe.ts';
import type { ExportMode } from './export-mode.ts';
import type { Settlement } from './settle.ts';

/** Everything that was decided, for those who write the new text. */
export interface Conversion {
  readonly tree: SourceTree;
  readonly settlement: Settlement;
  readonly modes: ReadonlyMap<string, ExportMode>;
  /** Files that get a new name: old path → new path. */
  readonly renames: ReadonlyMap<string, string>;
  /** Files that code outside the tree loads by the package's name. */
  readonly entries: ReadonlySet<string>;
  /** `import.meta.dirname` and `import.meta.filename` instead of variables made at the top. */
  readonly metaDirname: boolean;
}
