import type { ContextIndex } from './context-index.ts';
import { importedNames } from './imported-names.ts';
import { isTest } from './is-test.ts';
import { lineAt } from './line-at.ts';
import { outlineOf, withoutBodies } from './outline.ts';
import type { Omission, WantedSlice } from './slice.ts';

/** Files looked at on the way from the target to whoever uses it. */
const MOST_FILES = 400;
const MOST_CALLERS = 60;
const MOST_TESTS = 40;
const MOST_DISTANCE = 5;

export interface WantedUsers {
  readonly slices: readonly WantedSlice[];
  readonly omitted: readonly Omission[];
}

/**
 * Who uses the target: declarations that name what they import of it, also through files that pass it on, and tests that load
 * it, directly or through others. `names`: what the target declares. Nearest first.
 */
export function wantUsers(index: ContextIndex, targets: readonly string[], names: ReadonlySet<string>): WantedUsers {
  const callers: WantedSlice[] = [];
  const tests: WantedSlice[] = [];
  const omitted: Omission[] = [];
  const seen = new Set(targets);
  let near = targets.map((path) => ({ path, passes: true }));
  for (let distance = 1; distance <= MOST_DISTANCE && near.length > 0; distance += 1) {
    const next: typeof near = [];
    for (const { path, passes } of near) {
      for (const from of index.importersOf(path)) {
        if (seen.has(from) || seen.size > MOST_FILES) continue;
        seen.add(from);
        const text = index.textOf(from);
        if (text === null) {
          omitted.push({ path: from, symbol: null, reason: index.whyUnread(from) });
          continue;
        }
        if (isTest(from)) tests.push(testSlice(from, text, path, distance));
        else if (passes) callers.push(...callerSlices(from, text, path, names, distance));
        next.push({ path: from, passes: passes && passesOn(text) && !isTest(from) });
      }
    }
    near = next;
  }
  return {
    slices: [...atMost(callers, MOST_CALLERS, omitted), ...atMost(tests, MOST_TESTS, omitted)],
    omitted,
  };
}

/** `export … from`, or `from .x import y` in a package's `__init__`: its users may be users of the target. */
function passesOn(text: string): boolean {
  return (
    /\bexport\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*(?:as\s+\w+\s+)?from\b/.test(text) || /^from \.\S* import /m.test(text)
  );
}

function callerSlices(
  path: string,
  text: string,
  target: string,
  names: ReadonlySet<string>,
  distance: number,
): readonly WantedSlice[] {
  const outline = outlineOf(path, text);
  if (outline === null) return [];
  const locals = importedNames(path, text).flatMap(({ name, local }) =>
    name === null || name === 'default' || names.has(name) ? [local] : [],
  );
  if (locals.length === 0) return [];
  const uses = new RegExp(
    `(?<![\\w$])(?:${locals.map((each) => each.replaceAll('$', String.raw`\$`)).join('|')})(?![\\w$])`,
  );
  return outline.declarations.flatMap((declaration): WantedSlice[] => {
    const whole = text.slice(declaration.start, declaration.end);
    const used = uses.exec(whole)?.[0];
    if (used === undefined) return [];
    return [
      {
        path,
        symbol: declaration.name,
        role: 'caller',
        distance,
        line: lineAt(text, declaration.start),
        reason: `It uses ${used} of ${target}.`,
        whole,
        signature: withoutBodies(path, text, declaration, outline.bodies),
      },
    ];
  });
}

function testSlice(path: string, text: string, target: string, distance: number): WantedSlice {
  const outline = outlineOf(path, text);
  const whole = { start: 0, end: text.length };
  const signature = outline === null ? null : withoutBodies(path, text, whole, outline.bodies);
  // Far from the target, that a test is there says more than what it does.
  const told = distance === 1 ? text : (signature ?? text);
  const reason =
    distance === 1 ? `A test that imports ${target}.` : `A test that reaches the target through ${target}.`;
  return {
    path,
    symbol: null,
    role: 'test',
    distance,
    line: 1,
    reason,
    whole: told,
    signature: told === signature ? null : signature,
  };
}

function atMost(slices: readonly WantedSlice[], most: number, omitted: Omission[]): readonly WantedSlice[] {
  for (const { path, symbol, role } of slices.slice(most)) {
    omitted.push({ path, symbol, reason: `There are more than ${most} of this kind (${role}); the nearest are in.` });
  }
  return slices.slice(0, most);
}
