import type { ClassSignature, Signature } from '../inputs/callable.ts';
import type { InputContext } from '../inputs/candidates-of-param.ts';
import type { CallPlan, SurveyedExport, SurveyedMember, SurveyedParam } from '../observation.ts';
import type { PlannedCalls, PlanRequest } from '../plan-request.ts';
import { combineArguments } from './combine-arguments.ts';

const MOST_INSTANCES = 6;
const NO_CALL = { id: '', method: null, made_with: [], args: [], names: [] };

/** Which calls to try on what a Python module offers. What another module declares is left to that one. Pure. */
export function planPython(request: PlanRequest): PlannedCalls {
  const elsewhere: string[] = [];
  const share = Math.floor((request.most_where_few * 3) / Math.max(1, request.exports.length));
  const most_per_function = Math.max(request.most_per_function, Math.min(request.most_where_few, share));
  const wide = { ...request, most_per_function, context: { ...request.context, made: madeOf(request) } };
  const calls = request.exports.flatMap((each) => {
    if (!isWanted(each, request.symbol)) return [];
    if (!isDeclaredHere(each, request)) {
      elsewhere.push(each.path.join('.'));
      return [];
    }
    if (each.kind === 'value') return valueCall(each);
    return each.kind === 'class' ? classCalls(each, wide) : functionCalls(each, wide);
  });
  return { calls: calls.slice(0, request.most).map((call, at) => ({ ...call, id: `c${at + 1}` })), elsewhere };
}

function isWanted({ path }: SurveyedExport, symbol: string | null): boolean {
  if (symbol === null) return true;
  const [owner, member] = symbol.split('.');
  return path[0] === owner && (member === undefined || path[1] === undefined || path[1] === member);
}

function isDeclaredHere({ path, kind }: SurveyedExport, { signatures, text }: PlanRequest): boolean {
  const [name = ''] = path;
  if (kind === 'class' || path.length > 1) return signatures.classes.some((each) => each.name === name);
  const isFunction = signatures.functions.some((each) => each.name === name && each.kind === 'function');
  return isFunction || new RegExp(`^${name}\\s*(:[^=\\n]*)?=(?!=)`, 'm').test(text);
}

function valueCall({ path, value }: SurveyedExport): readonly CallPlan[] {
  if (!value || (value.literal === null && !/^\w*[[({]|^sha256 /.test(value.shape))) return [];
  return [{ ...NO_CALL, form: 'value', path }];
}

function functionCalls(each: SurveyedExport, request: PlanRequest): readonly CallPlan[] {
  const signature = signatureOf(each.path, request);
  const params = paramsOf(each.python?.params ?? null, signature);
  if (params === null) return [];
  const name = each.path.at(-1) ?? '';
  const sites = [...(request.sites.get(name) ?? []), ...(request.sites.get(`.${name}`) ?? [])];
  const inputs = combineArguments(params, signature, sites, request.context, request.most_per_function);
  return inputs.map((args) => ({ ...NO_CALL, form: 'function', path: each.path, args, names: namesOf(args, params) }));
}

function classCalls(each: SurveyedExport, request: PlanRequest): readonly CallPlan[] {
  const declared = request.signatures.classes.find(({ name }) => name === each.path[0]) ?? null;
  const params = each.python?.params ?? null;
  if (params === null) return [];
  const { context, symbol, most_per_function: most } = request;
  const wanted = symbol?.split('.')[1] ?? null;
  const sites = request.sites.get(each.path[0] ?? '') ?? [];
  const instances = combineArguments(params, declared?.constructor ?? null, sites, context, MOST_INSTANCES);
  const members = each.python?.members ?? [];
  const called = members.filter(({ kind, name }) => kind === 'method' && (wanted === null || name === wanted));
  const onlyCalls = wanted !== null && called.length > 0;
  const built = onlyCalls
    ? []
    : instances.map((args): CallPlan => ({
        ...NO_CALL,
        form: 'construct',
        path: each.path,
        args,
        names: namesOf(args, params),
      }));
  const methods = called.flatMap(({ name, params: own }) => {
    const signature = methodOf(declared, name);
    const found = request.sites.get(`.${name}`) ?? [];
    const inputs = combineArguments(own, signature, found, context, Math.max(6, Math.ceil(most / 2)));
    return instances.slice(0, 3).flatMap((made_with, at) =>
      inputs.slice(0, at === 0 ? inputs.length : 4).map((args): CallPlan => ({
        ...NO_CALL,
        form: 'method',
        path: each.path,
        method: name,
        made_with,
        args,
        names: namesOf(args, own),
      })),
    );
  });
  return [...built, ...methods, ...laterCalls(each, called, declared, instances[0] ?? [], request)];
}

/** A new instance shows little of what a class does; one that holds something shows more. */
function laterCalls(
  each: SurveyedExport,
  called: readonly SurveyedMember[],
  declared: ClassSignature | null,
  made_with: readonly string[],
  { sites, context }: PlanRequest,
): readonly CallPlan[] {
  const inputsOf = ({ name, params }: SurveyedMember, most: number): readonly (readonly string[])[] =>
    combineArguments(params, methodOf(declared, name), sites.get(`.${name}`) ?? [], context, most);
  const filling = each.python?.members.find(({ kind, name }) => kind === 'method' && FILLS.test(name));
  const setup = filling ? inputsOf(filling, 2).map((args) => fillCode(filling.name, args)) : [];
  if (setup.length === 0) return [];
  return called.flatMap((member) =>
    inputsOf(member, 4).map((args): CallPlan => ({
      ...NO_CALL,
      form: 'method',
      path: each.path,
      method: member.name,
      made_with,
      setup,
      args,
      names: namesOf(args, member.params),
    })),
  );
}

/** How what holds something is filled, by the names that are common for it. */
const FILLS = /^(add|append|insert|push|put|set|store|register|enqueue|extend|update|write|feed|__setitem__)(_\w+)?$/;

function fillCode(name: string, args: readonly string[]): string {
  return `instance.${name}(${args.join(', ')})`;
}

/** How instances of the target's own classes are made where a parameter wants one. */
function madeOf(request: PlanRequest): ReadonlyMap<string, readonly string[]> {
  const made = new Map<string, readonly string[]>();
  const context: InputContext = { ...request.context, made };
  for (const { path, kind, python } of request.exports) {
    const [name] = path;
    if (kind !== 'class' || name === undefined || !python) continue;
    const declared = request.signatures.classes.find((each) => each.name === name)?.constructor ?? null;
    const sites = request.sites.get(name) ?? [];
    const inputs = python.params === null ? [] : combineArguments(python.params, declared, sites, context, 4);
    made.set(
      name,
      python.constants.length > 0 ? python.constants.slice(0, 4) : inputs.map((args) => `${name}(${args.join(', ')})`),
    );
  }
  return made;
}

/** A decorator that hides what it takes leaves that to the source. */
function paramsOf(
  surveyed: readonly SurveyedParam[] | null,
  signature: Signature | null,
): readonly SurveyedParam[] | null {
  const hides = surveyed?.every(({ passed }) => passed === 'rest' || passed === 'rest_by_name') ?? true;
  if (!hides || signature === null || signature.params.length === 0) return surveyed;
  return signature.params.flatMap(({ name, type, default_code, optional, rest }) =>
    name === null || rest ? [] : [{ name, passed: 'either' as const, optional, type, default_code }],
  );
}

function signatureOf([owner = '', member]: readonly string[], { signatures }: PlanRequest): Signature | null {
  if (member === undefined)
    return signatures.functions.find(({ name, kind }) => name === owner && kind === 'function') ?? null;
  return methodOf(signatures.classes.find(({ name }) => name === owner) ?? null, member);
}

function methodOf(declared: ClassSignature | null, name: string): Signature | null {
  return declared?.methods.find((each) => each.name === name) ?? null;
}

/** Names for what is given by its place; what is given by name has one. */
function namesOf(args: readonly string[], params: readonly SurveyedParam[]): readonly string[] {
  return args.map((code, at) => /^([A-Za-z_]\w*)=(?!=)/.exec(code)?.[1] ?? params[at]?.name ?? '');
}
