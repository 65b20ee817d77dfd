import type { SourceTree } from '@iama/engine/recipe/recipe';
import type { TestFramework } from '@iama/contracts/test-run/suite';
import type { DiscoveredSuite } from './discovered-suite.ts';
import { countTestFiles } from './count-test-files.ts';
import type { PackageManifest } from './package-manifest.ts';
import { classifyCommand } from './script/classify-command.ts';
import { flattenScript } from './script/flatten-script.ts';
import type { Unwrapped } from './script/unwrap-command.ts';

/** Scripts that run tests in repositories without a usable `test` script, most telling first. */
const SCRIPT_NAMES =
  /^(tests?|unit|spec|specs|mocha|jest|vitest|ava|tap|tape|(test|tests)[:_-](unit|node|js|ts|all|ci|only|run|src|fast|main|lib))$/;
const PLACEHOLDER = /no test specified|^\s*(true|exit 0|:|echo\b[^&|;]*)\s*$/;
/** A root script that only passes the word on to the members of a monorepo. */
const DELEGATES =
  /\b(turbo|lerna|nx|rush|moon|wireit|lage|preconstruct)\b|--workspaces\b|\s-ws\b|pnpm\s+(-r|--recursive|--filter)|yarn\s+workspaces?\b|bun\s+--filter/;

/** The suites of one package, from its scripts; if no script runs tests, from the test tool it depends on. */
export function packageSuites(manifest: PackageManifest, tree: SourceTree): readonly DiscoveredSuite[] {
  const names = candidateScripts(manifest);
  for (const name of names) {
    const suites = scriptSuites(manifest, name, tree);
    if (suites.length > 0) return suites;
  }
  return names.length > 0 ? [] : toolSuites(manifest, tree);
}

/** True when the package's `test` script hands over to the members of the monorepo. */
export function delegatesToMembers(manifest: PackageManifest): boolean {
  return candidateScripts(manifest).some((name) => DELEGATES.test(manifest.scripts[name] ?? ''));
}

function candidateScripts(manifest: PackageManifest): readonly string[] {
  const real = (name: string): boolean => !PLACEHOLDER.test(manifest.scripts[name] ?? 'true');
  if (manifest.scripts['test'] !== undefined && real('test')) return ['test'];
  return Object.keys(manifest.scripts).filter((name) => SCRIPT_NAMES.test(name) && real(name));
}

function scriptSuites(manifest: PackageManifest, name: string, tree: SourceTree): readonly DiscoveredSuite[] {
  if (DELEGATES.test(manifest.scripts[name] ?? '') && manifest.workspaces.length > 0) return [];
  const readFile = (path: string): string | undefined =>
    tree.files.get(manifest.folder === '.' ? path : `${manifest.folder}/${path}`);
  const commands = flattenScript(manifest.scripts, name);
  if (commands === null) return [wholeScript(manifest, name, tree, readFile)];
  const roles = commands.map((command) => ({ command, role: classifyCommand(command.words, readFile) }));
  const frameworks = new Set(roles.flatMap(({ role }) => (role.role === 'runner' ? [role.framework] : [])));
  if (frameworks.size === 0) {
    const steps = roles.filter(({ role }) => role.role === 'step');
    if (steps.length === 0) return [];
    return [
      suiteOf(
        manifest,
        tree,
        'other',
        name,
        steps.map(({ command }) => command),
      ),
    ];
  }
  return [...frameworks].map((framework) => {
    const last = roles.findLastIndex(({ role }) => role.role === 'runner' && role.framework === framework);
    const kept = roles
      .slice(0, last + 1)
      .filter(({ role }) => (role.role === 'runner' ? role.framework === framework : role.role === 'step'));
    return suiteOf(
      manifest,
      tree,
      framework,
      name,
      kept.map(({ command }) => command),
    );
  });
}

/** A script we do not take apart is run as it stands; its first known runner names the framework. */
function wholeScript(
  manifest: PackageManifest,
  name: string,
  tree: SourceTree,
  readFile: (path: string) => string | undefined,
): DiscoveredSuite {
  const before = manifest.scripts[`pre${name}`];
  const script = [...(before === undefined ? [] : [before]), manifest.scripts[name] ?? ''].join(' && ');
  const words = Object.values({ script, ...reachable(manifest, script) }).flatMap((each) =>
    each.split(/[\s"'`|;&()]+/),
  );
  const framework = words
    .map((word, index) => classifyCommand(word === 'node' ? words.slice(index) : [word], readFile))
    .flatMap((role) => (role.role === 'runner' ? [role.framework] : []))[0];
  return suiteOf(manifest, tree, framework ?? 'other', name, [{ source: script, words: ['sh', '-c', script] }]);
}

/** Scripts of the package that this text mentions. */
function reachable(manifest: PackageManifest, script: string): Readonly<Record<string, string>> {
  const mentioned = Object.entries(manifest.scripts).filter(([name]) =>
    new RegExp(`(run|yarn|pnpm)\\s+${escape(name)}(\\s|$)`).test(script),
  );
  return Object.fromEntries(mentioned);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** No script at all: the tool the package depends on, if there are test files for it. */
function toolSuites(manifest: PackageManifest, tree: SourceTree): readonly DiscoveredSuite[] {
  if (countTestFiles(tree.paths, manifest.folder, 'js') === 0) return [];
  for (const [tool, framework, words] of [
    ['vitest', 'vitest', ['vitest', 'run']],
    ['jest', 'jest', ['jest']],
    ['mocha', 'mocha', ['mocha']],
    ['ava', 'other', ['ava']],
  ] as const) {
    if (manifest.dependencies.has(tool))
      return [suiteOf(manifest, tree, framework, tool, [{ source: words.join(' '), words }])];
  }
  return [];
}

function suiteOf(
  manifest: PackageManifest,
  tree: SourceTree,
  framework: TestFramework,
  source: string,
  commands: readonly Unwrapped[],
): DiscoveredSuite {
  const line = commands.map((command) => command.source).join(' && ');
  const [only] = commands;
  return {
    suite: {
      id: `${framework}:${manifest.folder}`,
      framework,
      cwd: manifest.folder,
      source,
      command: commands.length === 1 && only && only.words.length > 0 ? [...only.words] : ['sh', '-c', line],
      test_files: countTestFiles(tree.paths, manifest.folder, 'js'),
    },
    line,
  };
}
