/** Folders that hold installed dependencies. They are never read as source; runs link them instead of copying. */
export const DEPENDENCY_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  '.venv',
  'venv',
  '.yarn',
  'vendor',
]);

/** Dependency folders that are excluded even where the repository forgot to ignore them. `vendor` is often real code. */
export const ALWAYS_EXCLUDED_UNTRACKED: readonly string[] = ['node_modules', 'bower_components', '.venv'];
