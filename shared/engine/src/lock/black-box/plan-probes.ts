import type { SourceTree } from '../../recipe/recipe.ts';
import { findPrograms } from './find-programs.ts';
import { findRoutes } from './find-routes.ts';
import { findSampleArguments } from './find-sample-arguments.ts';
import type { SampleArguments } from './find-sample-arguments.ts';
import type { CommandProbe, Probe, RequestProbe, Uncovered } from './probe.ts';

export interface ProbePlan {
  readonly probes: readonly Probe[];
  /** The line that starts the server which requests go to; null where none is asked anything. */
  readonly start: string | null;
  readonly uncovered: readonly Uncovered[];
}

const MOST_PER_PROGRAM = 20;
const MOST_ROUTES = 50;

/**
 * What to ask the programs of a folder's package: each of `bin` with `--help`, `--version` and what the repository's own texts start it
 * with; the server of `npm start` for each route that its code declares. Pure.
 */
export function planProbes(tree: SourceTree, folder: string): ProbePlan {
  const { bins, start, scripts, missing } = findPrograms(tree, folder);
  const commands = bins.flatMap(({ name, path }) =>
    commandsOf(name, path, findSampleArguments(tree, scripts, name, path)),
  );
  const routes = start === null ? [] : findRoutes(tree);
  const requests = start === null ? [] : requestsOf(routes);
  const asked = new Set(requests.map(({ route }) => route));
  const uncovered: Uncovered[] = [
    ...missing.map(({ name, path }) => ({
      what: name,
      reason: `Its file ${path} is not there; it may have to be built.`,
    })),
    ...routes
      .filter(({ method, route }) => method !== 'GET' || !asked.has(route))
      .map(({ method, route, path, line }) => ({
        what: `${method} ${route}`,
        reason: `${whyNot(method)} (${path}:${line})`,
      })),
    ...bins
      .filter(({ name }) => !commands.some((each) => each.program === name && each.from !== CONVENTION))
      .map(({ name }) => ({ what: `${name} with arguments`, reason: 'No text of the repository starts it with any.' })),
  ];
  return { probes: [...commands, ...requests], start: requests.length > 0 ? start : null, uncovered };
}

const CONVENTION = 'what most programs take';

function commandsOf(program: string, path: string, samples: readonly SampleArguments[]): readonly CommandProbe[] {
  const usual = [['--help'], ['--version']].map((args) => ({ args, from: CONVENTION }));
  const all = [...usual, ...samples];
  const seen = new Set<string>();
  return all
    .filter(({ args }) => !seen.has(args.join('\0')) && seen.add(args.join('\0')))
    .slice(0, MOST_PER_PROGRAM)
    .map(({ args, from }) => ({
      kind: 'command',
      id: [program, ...args.map((each) => (/[\s'"]/.test(each) || each === '' ? JSON.stringify(each) : each))].join(
        ' ',
      ),
      program,
      path,
      args,
      from,
    }));
}

function requestsOf(routes: ReturnType<typeof findRoutes>): readonly RequestProbe[] {
  const plain = routes.filter(({ method, route }) => method === 'GET' && !/[:*{(]/.test(route));
  const places = new Map(plain.map(({ route, path, line }) => [route, `${path}:${line}`]));
  return [...places]
    .slice(0, MOST_ROUTES)
    .map(([route, from]) => ({ kind: 'request', id: `GET ${route}`, route, from }));
}

function whyNot(method: string): string {
  return method === 'GET'
    ? 'It needs a value in its address that nobody named.'
    : 'It may change something: only GET is asked.';
}
