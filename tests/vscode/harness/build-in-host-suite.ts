import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** A suite that VS Code can load, with the empty extension that it asks for beside the one under test. */
export interface InHostSuite {
  /** `extensionTestsPath`: exports `run`. */
  readonly entry: string;
  /** The test files, built. */
  readonly files: readonly string[];
  /** `extensionDevelopmentPath`. The extension under test is the installed VSIX, as a person has it. */
  readonly driver: string;
}

/** Builds `run` and these test files into `folder`: an extension host of a desktop VS Code may not read TypeScript. */
export async function buildInHostSuite(folder: string, tests: readonly string[]): Promise<InHostSuite> {
  const entry = join(import.meta.dirname, '../in-host/run.ts');
  await build({
    entryPoints: Object.fromEntries([entry, ...tests].map((file) => [basename(file, '.ts'), file])),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const driver = join(folder, 'driver');
  await mkdir(driver);
  const manifest = { name: 'driver', publisher: 'harness', version: '0.0.1', engines: { vscode: '*' } };
  await writeFile(join(driver, 'package.json'), JSON.stringify(manifest));
  const built = (file: string) => join(folder, `${basename(file, '.ts')}.cjs`);
  return { entry: built(entry), files: tests.map(built), driver };
}
