import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HonestRepository } from './honest-repository.ts';

export const INSTALLED = fileURLToPath(new URL('../../../node_modules', import.meta.url));

interface Installed {
  readonly name: string;
  /** What runs its tests with what is installed here: its own line may measure coverage or lint beside them. */
  readonly test: string;
  readonly names: readonly string[];
}

/** Small packages that came with their tests, most of which need nothing that is not installed here. */
const PACKAGES: readonly Installed[] = [
  { name: '@fastify/error', test: 'node --test', names: ['index.js#createError'] },
  { name: '@fastify/forwarded', test: 'node --test test/*.js', names: ['index.js#forwarded', 'index.js#parse'] },
  { name: '@fastify/proxy-addr', test: 'node --test test/*.js', names: ['index.js#compile', 'index.js#alladdrs'] },
  { name: '@pinojs/redact', test: 'node --test test/*.test.js', names: ['index.js#parsePath', 'index.js#setValue'] },
  { name: 'process-warning', test: 'node --test', names: ['index.js#createWarning'] },
  { name: 'json-schema-ref-resolver', test: 'node --test', names: ['index.js#RefResolver'] },
  { name: '@fastify/merge-json-schemas', test: 'node --test', names: ['index.js#mergeSchemas'] },
  { name: 'safe-regex2', test: 'node --test', names: ['index.js#safeRegex'] },
  { name: 'pino-std-serializers', test: 'node --test test/*.test.js', names: ['lib/err.js#errSerializer'] },
  { name: 'buffer-equal-constant-time', test: 'mocha test.js', names: ['index.js#bufferEq'] },
  { name: '@iama/client', test: 'mocha "src/**/*.test.ts"', names: ['src/back-off.ts#backOff'] },
];

const READ = /\.([cm]?[jt]sx?|json|md|mdx|txt)$|(^|\/)(LICENSE|\.\w+)$/;
const MOST_BYTES = 200_000;

export function realRepositories(): readonly HonestRepository[] {
  return PACKAGES.map(({ name, test, names }) => {
    const root = join(INSTALLED, name);
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (path) => !path.startsWith('node_modules') && READ.test(path) && isSmallFile(join(root, path)),
    );
    const files = Object.fromEntries(paths.toSorted().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
    const manifest = JSON.parse(files['package.json'] ?? '{}') as { scripts?: Readonly<Record<string, string>> };
    const own = { ...manifest, scripts: { ...manifest.scripts, test } };
    return { name, files: { ...files, 'package.json': `${JSON.stringify(own, null, 2)}\n` }, names };
  });
}

function isSmallFile(place: string): boolean {
  const stat = statSync(place);
  return stat.isFile() && stat.size <= MOST_BYTES;
}
