/** What must hold for the tree as a whole. Functions of their arguments, so that a test can show each of them failing. */

const BARREL = /(^|\/)index\.tsx?$/;
const VAGUE = /^(.*-)?(utils?|helpers?|common|misc|managers?)$/;

/** Files whose name says nothing about what is in them, or that only pass others' exports on. */
export function misnamed(files: readonly string[]): string[] {
  return files.filter(
    (file) => BARREL.test(file) || file.split('/').some((part) => VAGUE.test(part.replace(/\..*$/, ''))),
  );
}

/** Paths that exist on one machine only. */
export function machinePaths(text: string): string[] {
  return text.match(/(?<![\w.~/-])\/(?:home|Users|root|work)\/[\w.-]+/g) ?? [];
}

/** `new Date()` without an argument reads the clock, and no lint rule of ours can tell it from `new Date(iso)`. */
export function clockReads(text: string): string[] {
  return text.match(/new Date\(\s*\)/g) ?? [];
}

const BUILT_IN = new Set(['ci', 'install', 'exec']);

/** npm scripts a text tells the reader to run: `npm run x`, `npm test`, `npm start`; not those a shell script asks for first. */
export function npmScripts(text: string): string[] {
  const named = [...text.matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map((match) => match[1] ?? '');
  const short = [...text.matchAll(/\bnpm (start|test|ci|install|exec)\b/g)].map((match) => match[1] ?? '');
  const asked = new Set([...text.matchAll(/\bhas_script ([a-z][\w:-]*)/g)].map((match) => match[1]));
  return [...new Set([...named, ...short])].filter((name) => !BUILT_IN.has(name) && !asked.has(name));
}

/** Relative links of a Markdown file, without their anchors. */
export function links(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => (match[1] ?? '').replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}

/** Paths of this repository that a Markdown file names in code quotes: `server/src/main.ts`, `docs/adr/`. */
export function quotedPaths(markdown: string, topLevel: readonly string[]): string[] {
  return [...markdown.matchAll(/`([\w@.-]+(?:\/[\w@.-]+)*\/?)`/g)]
    .map((match) => match[1] ?? '')
    .filter((path) => path.includes('/') && topLevel.includes(path.split('/')[0] ?? ''));
}

export interface Lockfile {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly optionalDependencies?: Readonly<Record<string, string>> }>
  >;
}

/**
 * Optional packages that a lockfile names and does not hold. npm leaves out those its registry does not have (a build
 * for another platform, mostly), and `npm ci` then refuses the lockfile on every machine.
 */
export function missingFromLock({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([at, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => {
        const found = lookup(packages, at, name);
        return found === undefined || (/^\d+\.\d+\.\d+$/.test(version) && found !== version);
      })
      .map(([name, version]) => `${name}@${version}`),
  );
}

/** The version that `name` means in the package at `at`: the nearest `node_modules` on the way up. */
function lookup(packages: Lockfile['packages'], at: string, name: string): string | undefined {
  const found = packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`]?.version;
  if (found !== undefined || at === '') return found;
  return lookup(packages, at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '', name);
}
