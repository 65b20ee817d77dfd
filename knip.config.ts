import type { KnipConfig } from 'knip';

/**
 * Dead files, exports and dependencies, over all workspaces. An entry is what something outside the code starts: a
 * program, a test, a configuration file. `exports: ./*` makes every module of a package an entry in knip's eyes;
 * `includeEntryExports` asks for a user all the same, since this repository holds all users of its packages.
 */
const includeEntryExports = true;
const tests = 'src/**/*.test.ts';

export default {
  workspaces: {
    '.': { entry: ['*.config.ts'], project: ['*.ts'] },
    'shared/grammars': { project: ['src/**/*.ts'], includeEntryExports },
    'shared/contracts': { project: ['src/**/*.ts'], includeEntryExports },
    'shared/*': { entry: [tests], project: ['src/**/*.ts'], includeEntryExports },
    server: { entry: ['src/main.ts', tests], project: ['src/**/*.ts'], includeEntryExports },
    'server/console': { project: ['src/**/*.{ts,tsx}'] },
    cli: {
      entry: ['{src,demo}/**/*.test.ts'],
      project: ['{src,demo}/**/*.ts', 'bin/*.js'],
      includeEntryExports,
    },
    extension: {
      entry: [
        'src/extension.ts',
        'src/executor/{main,shipped-grammars}.ts',
        'build/{main,package,code}.ts',
        tests,
        'build/**/*.test.ts',
      ],
      project: ['{src,build}/**/*.ts'],
    },
    tests: {
      // `run` is what VS Code starts, and `vscode` is a module that exists inside it only.
      // The stand-in is what a shell script starts that a test writes.
      entry: ['**/*.test.ts', 'vscode/in-host/run.ts', 'vscode/harness/code-stand-in.ts'],
      project: ['**/*.ts'],
      ignoreDependencies: ['vscode'],
    },
  },
  // Tests run programs in Ruby where it is installed.
  ignoreBinaries: ['ruby'],
  // A zod schema and its type share a name, and a type in an exported signature has to be exported: neither is dead.
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig;
