import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

/** A breach the linter saw: file relative to the probe tree, 1-based line, rule as `no-cycle`. */
export interface Breach {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

/**
 * Lints files that exist only for this call, under the project's own configuration, in a tree of their own with the
 * same relative paths. The working tree is never touched, so nothing can be left behind in it.
 */
export async function lintProbes(files: Readonly<Record<string, string>>): Promise<readonly Breach[]> {
  const tree = await mkdtemp(join(tmpdir(), 'iama-lint-probes-'));
  try {
    await copyFile(join(ROOT, 'oxlint.config.ts'), join(tree, 'oxlint.config.ts'));
    await symlink(join(ROOT, 'node_modules'), join(tree, 'node_modules'), 'junction');
    await writeFile(join(tree, 'tsconfig.json'), TSCONFIG);
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(tree, file)), { recursive: true });
      await writeFile(join(tree, file), text);
    }
    return parse(await oxlint(tree));
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

const TSCONFIG = JSON.stringify({
  compilerOptions: {
    strict: true,
    target: 'ES2024',
    module: 'NodeNext',
    allowImportingTsExtensions: true,
    noEmit: true,
  },
});

function oxlint(cwd: string): Promise<string> {
  const bin = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  execFile(
    process.execPath,
    [bin, '--type-aware', '--format', 'json'],
    { cwd, maxBuffer: 64e6 },
    (error, stdout, stderr) => {
      // Exit code 1 means that there were breaches, which is what probes are for.
      if (stdout.trimStart().startsWith('{')) resolve(stdout);
      else reject(new Error(`oxlint gave no report: ${stderr}${stdout}`, { cause: error }));
    },
  );
  return promise;
}

interface Report {
  readonly diagnostics: readonly {
    readonly code?: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
}

function parse(stdout: string): readonly Breach[] {
  const report = JSON.parse(stdout) as Report;
  return report.diagnostics.map((found) => ({
    file: found.filename.replaceAll('\\', '/'),
    line: found.labels[0]?.span.line ?? 0,
    rule: /\(([^)]+)\)/.exec(found.code ?? '')?.[1] ?? found.code ?? 'unknown',
  }));
}
