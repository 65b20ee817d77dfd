import type { Hunk, Patch, PatchFile } from '@iama/contracts/patch/patch';
import { languageOf } from '../../js/parse.ts';
import { resolverOf } from '../../js/resolve.ts';
import type { FileStates } from '../gate/parse-gate.ts';
import { jsNames } from './js-names.ts';
import { NO_FACTS } from './name-facts.ts';
import type { NameFacts } from './name-facts.ts';
import { plainNames } from './plain-names.ts';

/** A changed file with what its names are before and after, and which hunk changes which line. */
interface Side {
  readonly file: PatchFile;
  readonly facts: NameFacts;
  /** The hunk that removes (before) or adds (after) a line. */
  readonly hunks: ReadonlyMap<number, Hunk>;
}

type Needs = Map<string, Map<string, string>>;
const MOST_REASONS = 3;

/**
 * Say which hunks of a patch need each other although nobody tied them: a use needs the hunk that brings what it uses (an
 * import, a declaration, a new file), and taking a declaration away needs the hunks that take its uses away. So a renamed
 * symbol and its callers travel together. JavaScript and TypeScript go by scopes and modules, the rest by spelling.
 */
export function linkByNames(patch: Patch, states: readonly FileStates[], paths: ReadonlySet<string>): Patch {
  if (patch.files.reduce((sum, file) => sum + file.hunks.length, 0) < 2) return patch;
  const before = patch.files.map((file) => sideOf(file, states, 'before'));
  const after = patch.files.map((file) => sideOf(file, states, 'after'));
  const needs: Needs = new Map();
  linkSides(needs, after, before, 'adds');
  linkSides(needs, before, after, 'removes');
  linkFiles(needs, states, before, after, paths);
  return {
    ...patch,
    files: patch.files.map((file) => ({ ...file, hunks: file.hunks.map((hunk) => withNeeds(hunk, needs)) })),
  };
}

function sideOf(file: PatchFile, states: readonly FileStates[], which: 'before' | 'after'): Side {
  const state = states.find((each) => each.path === file.path);
  const text = state?.[which] ?? null;
  const path = which === 'before' ? file.path : (file.new_path ?? file.path);
  const isScript = languageOf(path) !== null;
  const facts = text === null ? NO_FACTS : ((isScript ? jsNames(path, text) : plainNames(text)) ?? NO_FACTS);
  const hunks = new Map<number, Hunk>();
  for (const hunk of file.hunks) {
    let line = which === 'before' ? hunk.old_start : hunk.new_start;
    const own = which === 'before' ? '-' : '+';
    for (const shown of hunk.lines) {
      const sign = shown.charAt(0);
      if (sign === own) hunks.set(line, hunk);
      if (sign === own || sign === ' ') line += 1;
    }
  }
  return { file, facts, hunks };
}

/** `adds`: on the new side, who uses needs who declares. `removes`: on the old side, who declares needs who uses. */
function linkSides(needs: Needs, sides: readonly Side[], others: readonly Side[], deed: 'adds' | 'removes'): void {
  const link = (user: Hunk | undefined, declarer: Hunk | undefined, name: string, side: Side): void => {
    if (!user || !declarer || user === declarer) return;
    const path = side.file.new_path ?? side.file.path;
    if (deed === 'adds') need(needs, user, declarer, `It uses \`${name}\`, which ${path} gets by another hunk.`);
    else need(needs, declarer, user, `It takes \`${name}\` away, which is used until another hunk in ${path} changes.`);
  };
  sides.forEach((side, index) => {
    const known = others[index]?.facts.declared ?? new Set();
    for (const use of side.facts.uses) {
      if (!known.has(use.name)) link(side.hunks.get(use.line), side.hunks.get(use.declared_line), use.name, side);
    }
  });
  linkMembers(sides, others, link);
  linkNames(sides, others, link);
}

type Link = (user: Hunk | undefined, declarer: Hunk | undefined, name: string, side: Side) => void;

/** Members go by their name alone, so only names that no changed file had on the other side say anything. */
function linkMembers(sides: readonly Side[], others: readonly Side[], link: Link): void {
  const known = new Set(others.flatMap((side) => side.facts.members.map((each) => each.name)));
  const fresh = hunksByName(sides, (side) => side.facts.members.filter((each) => !known.has(each.name)));
  for (const side of sides) {
    for (const use of side.facts.member_uses) {
      for (const place of fresh.get(use.name) ?? []) link(side.hunks.get(use.line), place.hunk, use.name, side);
    }
  }
}

/** Languages whose files are not told apart: an imported name is that of any changed file. */
function linkNames(sides: readonly Side[], others: readonly Side[], link: Link): void {
  const fresh = hunksByName(sides, (side, index) =>
    side.facts.exports.filter((each) => !others[index]?.facts.declared.has(each.name)),
  );
  for (const side of sides) {
    for (const use of side.facts.imports) {
      if (use.specifier !== null) continue;
      for (const place of fresh.get(use.name) ?? []) {
        if (place.side !== side) link(side.hunks.get(use.line), place.hunk, use.name, side);
      }
    }
  }
}

interface NamePlace {
  readonly side: Side;
  readonly hunk: Hunk;
}

/** Names on changed lines, with the hunks that change them. */
function hunksByName(
  sides: readonly Side[],
  namesOf: (side: Side, index: number) => readonly { readonly name: string; readonly line: number }[],
): ReadonlyMap<string, readonly NamePlace[]> {
  const places = new Map<string, NamePlace[]>();
  sides.forEach((side, index) => {
    for (const { name, line } of namesOf(side, index)) {
      const hunk = side.hunks.get(line);
      if (hunk) places.set(name, [...(places.get(name) ?? []), { side, hunk }]);
    }
  });
  return places;
}

/** Imports between changed files, and of files that come, go or move. */
function linkFiles(
  needs: Needs,
  states: readonly FileStates[],
  before: readonly Side[],
  after: readonly Side[],
  paths: ReadonlySet<string>,
): void {
  const gone = states.flatMap((each) => (each.after === null || each.path !== each.path_after ? [each.path] : []));
  const made = states.flatMap((each) => (each.after === null ? [] : [each.path_after]));
  const pathsAfter = new Set([...paths].filter((path) => !gone.includes(path)).concat(made));
  const nameOf = (file: PatchFile, which: 'before' | 'after'): string =>
    which === 'after' ? (file.new_path ?? file.path) : file.path;
  for (const [which, sides, others, tree] of [
    ['before', before, after, paths],
    ['after', after, before, pathsAfter],
  ] as const) {
    const resolver = resolverOf({ files: new Map(), paths: tree });
    const byName = new Map(sides.map((side, index) => [nameOf(side.file, which), index]));
    for (const side of sides) {
      for (const use of side.facts.imports) {
        const user = side.hunks.get(use.line);
        if (!user || use.specifier === null) continue;
        const found = resolver.resolve(nameOf(side.file, which), use.specifier);
        for (const target of found.kind === 'file' ? found.files : []) {
          const at = byName.get(target);
          const other = at === undefined ? undefined : sides[at];
          if (other === undefined || at === undefined) continue;
          const whole = other.file.change === 'modify' ? undefined : other.file.hunks[0];
          const had = others[at]?.facts.exports.some((each) => each.name === use.name);
          const place = had ? undefined : other.facts.exports.find((each) => each.name === use.name);
          const declarer = whole ?? (place && other.hunks.get(place.line));
          if (!declarer || declarer === user) continue;
          const what = place ? `\`${use.name}\`` : target;
          if (which === 'after') need(needs, user, declarer, `It imports ${what}, which another hunk brings.`);
          else
            need(
              needs,
              declarer,
              user,
              `It takes ${what} away, which ${side.file.path} imports until another hunk changes.`,
            );
        }
      }
    }
  }
}

function need(needs: Needs, hunk: Hunk, other: Hunk, because: string): void {
  const known = needs.get(hunk.id) ?? new Map<string, string>();
  if (!known.has(other.id)) known.set(other.id, because);
  needs.set(hunk.id, known);
}

function withNeeds(hunk: Hunk, needs: Needs): Hunk {
  const own = needs.get(hunk.id);
  if (!own) return hunk;
  const reasons = [...new Set([...(hunk.because === null ? [] : [hunk.because]), ...own.values()])];
  const shown = reasons.slice(0, MOST_REASONS).join(' ');
  const because = reasons.length > MOST_REASONS ? `${shown} And ${reasons.length - MOST_REASONS} more.` : shown;
  return { ...hunk, depends_on: [...new Set([...hunk.depends_on, ...own.keys()])], because };
}
