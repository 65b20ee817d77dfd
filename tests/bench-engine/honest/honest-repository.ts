/** A repository that is refactored, as texts. */
export interface HonestRepository {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** `path#name` of what may be renamed or moved. */
  readonly names: readonly string[];
}
