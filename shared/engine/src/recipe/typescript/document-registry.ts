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
    releaseDocument: (name: string, settings: ts.CompilerOptions, kind?: ts.ScriptKind, format?: ts.ResolutionMode) => {
      if (toTreePath(name) !== null) own.releaseDocument(name, settings, kind ?? ts.ScriptKind.Unknown, format);
    },
    releaseDocumentWithKey: (
      path: ts.Path,
      key: ts.DocumentRegistryBucketKey,
      kind?: ts.ScriptKind,
      format?: ts.ResolutionMode,
    ) => {
      if (toTreePath(path) !== null) own.releaseDocumentWithKey(path, key, kind ?? ts.ScriptKind.Unknown, format);
    },
  };
}
