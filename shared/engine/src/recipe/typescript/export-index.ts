import ts from 'typescript6';

/** The compiler's index of everything that can be imported. It makes one for every question, unless its host keeps one. */
interface ExportIndex {
  isUsableByFile(path: string): boolean;
  add(importingFile: string, ...rest: unknown[]): void;
  get(importingFile: string, ...rest: unknown[]): unknown;
  search(importingFile: string, ...rest: unknown[]): unknown;
}

type MakeIndex = (host: {
  getCurrentProgram(): ts.Program | undefined;
  getPackageJsonAutoImportProvider(): undefined;
  getGlobalTypingsCacheLocation(): undefined;
}) => ExportIndex;

const { createCacheableExportInfoMap } = ts as unknown as { createCacheableExportInfoMap: MakeIndex };

/**
 * An index for one state of a program. The compiler's own answers only the file that it was made for, because packages may
 * be visible to one file and not to another; this one answers all. That does no harm: before an import is written, the
 * compiler looks for a way from the file to the module.
 */
export function exportIndex(program: () => ts.Program | undefined): ExportIndex {
  const index = createCacheableExportInfoMap({
    getCurrentProgram: program,
    getPackageJsonAutoImportProvider: () => undefined,
    getGlobalTypingsCacheLocation: () => undefined,
  });
  let madeFor: string | null = null;
  return {
    ...index,
    isUsableByFile: () => madeFor !== null,
    add(importingFile, ...rest) {
      madeFor ??= importingFile;
      index.add(madeFor, ...rest);
    },
    get: (importingFile, ...rest) => index.get(madeFor ?? importingFile, ...rest),
    search: (importingFile, ...rest) => index.search(madeFor ?? importingFile, ...rest),
  };
}
