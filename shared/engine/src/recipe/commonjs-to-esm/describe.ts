import type { PlanLevel } from '@iama/contracts/recipe';
import type { PlanWords, RecipeResult } from '../recipe.ts';
import { CONVERTED_TO_STRICT } from './emit-packages.ts';

/** Words for one level's proposal, from what it would really change. */
export function describe(level: PlanLevel, result: RecipeResult): PlanWords {
  if (result.findings.length === 0) return nothingToDo(level, result);
  const words =
    count(result, 'package_type') > 0
      ? packages(level, result)
      : count(result, 'convert_program') > 0
        ? leaves(result)
        : typed();
  const files = count(result, 'import_equals');
  return files === 0
    ? words
    : {
        ...words,
        title: words.title || `Write ES imports in ${many(files, 'TypeScript file')}`,
        will: [...words.will, `write import x = require() as an ES import in ${many(files, 'TypeScript file')}`],
      };
}

function typed(): PlanWords {
  return {
    title: '',
    summary: 'TypeScript’s own form of require becomes the ES form; the compiler goes on writing the same modules.',
    will: [],
    will_not: [
      'change compiler settings, exports or any other file',
      'touch untyped require() calls, whose types would change',
    ],
    risk: 'low',
    risk_reason:
      'Only how a file names what it imports changes; a type check shows what a package’s types do not allow.',
  };
}

function count(result: RecipeResult, kind: string): number {
  return result.findings.filter((each) => each.kind === kind).length;
}

function many(number: number, one: string, more = `${one}s`): string {
  return `${number} ${number === 1 ? one : more}`;
}

function leaves(result: RecipeResult): PlanWords {
  const programs = count(result, 'convert_program');
  const kept = result.kept.length;
  return {
    title: `Turn ${many(programs, 'program')} into ES modules`,
    summary: `${many(programs, 'file')} that nobody else loads ${programs === 1 ? 'becomes an .mjs file' : 'become .mjs files'}; the package stays CommonJS.`,
    will: [
      `rename ${many(programs, 'file')} to .mjs and write ${programs === 1 ? 'its' : 'their'} requires and exports as import and export`,
      ...(count(result, 'update_reference') > 0 ? ['let package.json scripts name the new files'] : []),
    ],
    will_not: [
      'change the type of any package',
      'touch tests, configuration, or what a package offers to others',
      ...(kept > 0 ? [`convert ${many(kept, 'other file')}, each for a reason that is listed`] : []),
    ],
    risk: 'low',
    risk_reason:
      'No other code loads these files. Commands outside the repository that start them by their old names would miss them.',
  };
}

function packages(level: PlanLevel, result: RecipeResult): PlanWords {
  const modules = count(result, 'convert_module');
  const manifests = count(result, 'package_type');
  const stays = count(result, 'keep_commonjs');
  const pins = count(result, 'pin_commonjs');
  const modern = level === 'COMPREHENSIVE';
  const strict = result.findings.filter(({ message }) => message === CONVERTED_TO_STRICT).length;
  const will = [
    `set "type": "module" in ${many(manifests, 'package.json', 'package.json files')}`,
    `write ${many(modules, 'file')} with import and export, tests included, with full file names in relative imports`,
    modern
      ? 'use import.meta.dirname and import JSON with { type: "json" } where files are read at load'
      : 'keep __dirname and JSON requires, where there are any, by way of import.meta.url and createRequire',
  ];
  if (strict > 0)
    will.push(
      `run ${many(strict, 'file')} as strict code for the first time: a write to a frozen or primitive value throws there`,
    );
  if (stays > 0)
    will.push(
      `rename ${many(stays, 'file')} that cannot be ES modules to .cjs and follow ${stays === 1 ? 'its' : 'their'} names in the repository`,
    );
  if (pins > 0) will.push(`mark ${many(pins, 'folder')} of test data as CommonJS`);
  if (count(result, 'engines') > 0)
    will.push(`raise "engines" to the Node versions that run the result (${modern ? '20.11' : '16'} or later)`);
  if (count(result, 'lint_settings') > 0) will.push('tell the linter to parse the code as modules');
  return {
    title: modern
      ? `Convert ${many(modules, 'file')} to ES modules in current style`
      : `Convert ${many(modules, 'file')} to ES modules`,
    summary: `The whole package becomes ES modules: ${many(modules, 'file')} rewritten${stays > 0 ? `, ${stays} kept as .cjs` : ''}.`,
    will,
    will_not: [
      'change what functions do, or touch bytes outside requires, exports and Node’s module variables',
      'edit documentation, workflows or the changelog',
      modern ? 'turn callbacks or lazy loading into anything else' : 'use syntax that needs a Node newer than 16',
    ],
    risk: modern ? 'high' : 'medium',
    risk_reason: modern
      ? 'Consumers need Node 20.11 or later, and those that use require() need 20.19 or 22.12. This is a new major version.'
      : 'Consumers that use require() need Node 20.19, 22.12 or later, and deep imports need full file names. This is a new major version.',
  };
}

function nothingToDo(level: PlanLevel, result: RecipeResult): PlanWords {
  const reasons = [...new Set(result.kept.map(({ path, reason }) => `${path}: ${reason}`))];
  const first = reasons[0];
  const none =
    level === 'CONSERVATIVE'
      ? 'No file of the target can become an ES module without others noticing'
      : 'No package of the target can become ES modules';
  return {
    title: 'Nothing to convert at this level',
    summary: first ? `${none}. ${first}.` : 'The target has no CommonJS modules.',
    will: [],
    will_not: reasons.slice(0, 20),
    risk: 'low',
    risk_reason: 'Nothing would change.',
  };
}
