/** A repository on disk. `root` is its real, absolute path; every other path is relative to it, with `/`. */
export interface Workspace {
  readonly root: string;
  /** The root folder's name, for people. */
  readonly name: string;
  /** Absolute path of the git directory (a linked worktree's lies elsewhere). */
  readonly git_dir: string;
  /** False when there is no usable `git` on PATH; files are then listed by reading `.gitignore` files ourselves. */
  readonly has_git: boolean;
}
