import ts from 'typescript6';
import { languageOf } from '../../js/parse.ts';
import type { SourceTree } from '../recipe.ts';
import { documentRegistry } from './document-registry.ts';
import { exportIndex } from './export-index.ts';
import { readProjects } from './read-projects.ts';
import type { ProjectFiles } from './read-projects.ts';
import { treeDisk } from './tree-disk.ts';
import type { Overlay } from './tree-disk.ts';
import { toCompilerPath, toTreePath } from './tree-paths.ts';

/** One set of files and options with a language service over it, made when it is first asked for and kept. */
export interface Project {
  readonly options: ts.CompilerOptions;
  readonly files: readonly string[];
  readonly service: ts.LanguageService;
  /** The program over what the files hold now. */
  program(): ts.Program;
  /** The parsed file; null when the project does not hold it. */
  sourceFile(path: string): ts.SourceFile | null;
}

/** TypeScript's compiler over one tree. */
export interface Compiler {
  /** The project a file belongs to; null for a file that is neither JavaScript nor TypeScript. */
  projectOf(path: string): Project | null;
  /** The same with some options changed, for questions that the project's own options do not answer. */
  projectWith(path: string, options: ts.CompilerOptions): Project | null;
  readonly projects: readonly Project[];
  /** Do something while other texts stand in for those of the tree. Files that the tree does not have are added. */
  withTexts<Result>(overlay: Overlay, work: () => Result): Result;
}

const compilers = new WeakMap<SourceTree, Compiler>();

/** The compiler of a tree, kept warm: the three levels of a recipe and its checks share what was parsed. */
export function compilerOf(tree: SourceTree): Compiler {
  const known = compilers.get(tree);
  if (known) return known;
  const compiler = makeCompiler(tree);
  compilers.set(tree, compiler);
  return compiler;
}

const NOTHING: Overlay = new Map();

function makeCompiler(tree: SourceTree): Compiler {
  let overlay = NOTHING;
  let epoch = 0;
  const disk = treeDisk(tree, () => overlay);
  const registry = documentRegistry();
  const described = readProjects(tree, disk);
  const libraryOf = (options: ts.CompilerOptions) => ts.getDefaultLibFilePath(options);
  const snapshots = new Map<string, { version: string; snapshot: ts.IScriptSnapshot }>();

  const versionOf = (fileName: string): string => {
    const path = toTreePath(fileName);
    return path !== null && overlay.has(path) ? `changed ${epoch}` : 'as it is';
  };
  const snapshotOf = (fileName: string): ts.IScriptSnapshot | undefined => {
    const version = versionOf(fileName);
    const found = snapshots.get(fileName);
    if (found?.version === version) return found.snapshot;
    const text = disk.readFile(fileName);
    if (text === undefined) return undefined;
    const snapshot = ts.ScriptSnapshot.fromString(text);
    snapshots.set(fileName, { version, snapshot });
    return snapshot;
  };
  const added = (): string[] =>
    [...overlay].flatMap(([path, text]) => (text !== null && languageOf(path) && !tree.files.has(path) ? [path] : []));

  const serviceFor = ({ options, files }: ProjectFiles): ts.LanguageService => {
    const names = files.map(toCompilerPath);
    let index: { readonly epoch: number; readonly value: ReturnType<typeof exportIndex> } | null = null;
    const host: ts.LanguageServiceHost & { getCachedExportInfoMap(): unknown } = {
      ...disk,
      getCompilationSettings: () => options,
      getScriptFileNames: () =>
        overlay === NOTHING
          ? names
          : [...files.filter((path) => overlay.get(path) !== null), ...added()].map(toCompilerPath),
      getScriptVersion: versionOf,
      getScriptSnapshot: snapshotOf,
      getCurrentDirectory: () => toCompilerPath('.'),
      getDefaultLibFileName: libraryOf,
      useCaseSensitiveFileNames: () => true,
      getProjectVersion: () => `${epoch}`,
      getCachedExportInfoMap() {
        if (index?.epoch !== epoch) index = { epoch, value: exportIndex(() => service.getProgram()) };
        return index.value;
      },
    };
    const service = ts.createLanguageService(host, registry);
    return service;
  };
  const projectFor = (files: ProjectFiles): Project => {
    let service: ts.LanguageService | null = null;
    const project: Project = {
      ...files,
      get service() {
        return (service ??= serviceFor(files));
      },
      program() {
        const program = project.service.getProgram();
        if (!program) throw new Error('The language service has no program.');
        return program;
      },
      sourceFile: (path) => project.program().getSourceFile(toCompilerPath(path)) ?? null,
    };
    return project;
  };

  const projects = described.map(projectFor);
  const byFile = new Map(projects.flatMap((project) => project.files.map((path) => [path, project] as const)));
  const variants = new Map<Project, Map<string, Project>>();
  return {
    projects,
    projectOf: (path) => byFile.get(path) ?? (languageOf(path) === null ? null : (projects.at(-1) ?? null)),
    projectWith(path, options) {
      const base = byFile.get(path);
      if (!base) return null;
      const key = JSON.stringify(options);
      const known = variants.get(base) ?? new Map<string, Project>();
      variants.set(base, known);
      const found = known.get(key) ?? projectFor({ files: base.files, options: { ...base.options, ...options } });
      known.set(key, found);
      return found;
    },
    withTexts(texts, work) {
      const before = overlay;
      overlay = texts;
      epoch += 1;
      try {
        return work();
      } finally {
        overlay = before;
        epoch += 1;
      }
    },
  };
}
