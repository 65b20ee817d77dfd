import type { FlagMode, FlagValue } from '@iama/contracts/flag/request';
import type { NamedApi } from '../presets/flag-presets.ts';
import type { Links } from '../../rewrite/program.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** What is looked for, and in what. `key` null: every flag. */
export interface FlagQuery {
  readonly key: string | null;
  readonly value: FlagValue;
  readonly mode: FlagMode;
  readonly apis: readonly NamedApi[];
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly links: Links;
  /** Everything that was read, also what is no code. */
  readonly texts: ReadonlyMap<string, string>;
}
