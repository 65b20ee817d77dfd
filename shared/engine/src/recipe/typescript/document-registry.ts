import ts from 'typescript6';
import { toCompilerPath, toTreePath } from './tree-paths.ts';

/** The compiler's own library never changes, so all trees of a process share what was parsed of it. */
let library: ts.DocumentRegistry | null = null;

/** A registry of parsed files for one tree. */
export function documentRegistry(): ts.DocumentRegistry {
  const shared = (library ??= ts.createDocumentRegistry(true, toCompilerPath('.')));
  const own = ts.createDocumentRegistry(true, toCompilerPath('.'));
  const of = (fileName: string): ts.DocumentRegistry => (toTreePath(fileName) === null ? shared : own);
  return {
    ...own,
    acquireDocument: (name, ...rest) => of(name).acquireDocument(name, ...rest),
    acquireDocumentWithKey: (name, ...rest) => of(name).acquireDocumentWithKey(name, ...rest),
    updateDocument: (name, ...rest) => of(name).updateDocument(name, ...rest),
    updateDocumentWithKey: (name, ...rest) => of(name).updateDocumentWithKey(name, ...rest),
    releaseDocument: (name: string, ...rest: LastOf<'releaseDocument'>) => {
      if (toTreePath(name) !== null) own.releaseDocument(name, ...rest);
    },
    releaseDocumentWithKey: (path: ts.Path, ...rest: LastOf<'releaseDocumentWithKey'>) => {
      if (toTreePath(path) !== null) own.releaseDocumentWithKey(path, ...rest);
    },
  };
}

/** What follows the file's name in the one form of these calls that is not deprecated: both forms are one at run time. */
type LastOf<Name extends 'releaseDocument' | 'releaseDocumentWithKey'> =
  Parameters<ts.DocumentRegistry[Name]> extends [unknown, ...infer Rest] ? Rest : never;
