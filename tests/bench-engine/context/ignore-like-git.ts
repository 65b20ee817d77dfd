import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ignoreRules } from '@iama/engine/context/ignore-rules';
import { diceOf } from '../trace/dice.ts';
import type { Dice } from '../trace/dice.ts';

export interface IgnoreFigures {
  readonly cases: number;
  /** Paths that git and we judge otherwise, with the rules. */
  readonly differences: readonly string[];
}

const PATHS_EACH = 50;

/** Rules and paths that dice make, judged by us and by `git check-ignore`: is the path left out? */
export async function ignoreLikeGit(cases: number, seed: number): Promise<IgnoreFigures> {
  const dice = diceOf(seed);
  const differences: string[] = [];
  let judged = 0;
  const root = await mkdtemp(join(tmpdir(), 'iama-ignore-'));
  try {
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    while (judged < cases) {
      const texts = new Map<string, string>();
      texts.set('', rulesOf(dice));
      for (let more = dice.below(3); more > 0; more -= 1) texts.set(pathOf(dice, 1 + dice.below(2)), rulesOf(dice));
      const paths = [...new Set(Array.from({ length: PATHS_EACH }, () => pathOf(dice, 1 + dice.below(4))))];
      // A name cannot be a file here and a folder there.
      const folders = new Set([...paths, ...[...texts.keys()].map((each) => `${each}/x`)].flatMap(foldersOf));
      const files = paths.filter((path) => !folders.has(path) && !foldersOf(path).some((each) => paths.includes(each)));
      const usable = [...texts].filter(
        ([folder]) => folder === '' || !files.some((file) => file === folder || folder.startsWith(`${file}/`)),
      );
      for (const [folder, text] of usable) {
        await mkdir(join(root, folder), { recursive: true });
        await writeFile(join(root, folder, '.gitignore'), text);
      }
      const byGit = ignoredByGit(root, files);
      const rules = ignoreRules(new Map(usable));
      for (const path of files) {
        judged += 1;
        if (rules.isIgnored(path) === byGit.has(path)) continue;
        differences.push(
          `${path}: git ${byGit.has(path) ? 'ignores' : 'keeps'} it; ${JSON.stringify(Object.fromEntries(usable))}`,
        );
      }
      for (const [folder] of usable)
        await rm(join(root, folder === '' ? '.gitignore' : (folder.split('/')[0] ?? '')), {
          recursive: true,
          force: true,
        });
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
  return { cases: judged, differences };
}

function ignoredByGit(root: string, paths: readonly string[]): ReadonlySet<string> {
  try {
    const printed = execFileSync('git', ['check-ignore', '--no-index', '-z', '--stdin'], {
      cwd: root,
      input: paths.join('\0'),
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    return new Set(printed.split('\0'));
  } catch (error) {
    // 1: none is ignored.
    if ((error as { status?: number }).status === 1) return new Set();
    throw error;
  }
}

function foldersOf(path: string): string[] {
  const above = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return above === '' ? [] : [above, ...foldersOf(above)];
}

const NAMES = [
  'a',
  'b',
  'foo',
  'foobar',
  'bar',
  'build',
  'src',
  'lib',
  '.env',
  'x y',
  'a.js',
  'b.log',
  'foo.txt',
  'é',
  'A',
  '#c',
  '!d',
  'dist',
];
const PIECES = [
  ...NAMES,
  '*',
  '**',
  '*.js',
  'fo?',
  '[ab]',
  '[!a]*',
  'b*r',
  '*.l[o-q]g',
  '\\#c',
  '\\!d',
  '[a-f]oo',
  'foo*',
  '.*',
];

function pathOf(dice: Dice, depth: number): string {
  return Array.from({ length: depth }, () => dice.pick(NAMES)).join('/');
}

function rulesOf(dice: Dice): string {
  return (
    Array.from({ length: 1 + dice.below(6) }, () => ruleOf(dice)).join(dice.chance(0.1) ? '\r\n' : '\n') +
    (dice.chance(0.5) ? '\n' : '')
  );
}

function ruleOf(dice: Dice): string {
  if (dice.chance(0.08)) return dice.pick(['', '# a comment', '   ', '/', '!', '\\', '**', '!*/']);
  const depth = 1 + dice.below(3);
  const body = Array.from({ length: depth }, () => dice.pick(PIECES)).join('/');
  return `${dice.chance(0.3) ? '!' : ''}${dice.chance(0.3) ? '/' : ''}${body}${dice.chance(0.3) ? '/' : ''}${dice.chance(0.05) ? ' ' : ''}`;
}
