import type { Binding, SourceFile } from '../../syntax/source-file.ts';
import type { Work } from './work.ts';

/**
 * Whether a function's parameters are a promise to others. JavaScript says so with `export`, and then they are kept, and nothing
 * is concluded from the calls that can be seen; elsewhere everything public would be, and only who is open counts.
 */
export function isOffered({ program }: Work, { dialect }: SourceFile, { exported }: Binding): boolean {
  const { language } = dialect;
  return exported && program.mode === 'safe' && (language === 'javascript' || language === 'typescript');
}
