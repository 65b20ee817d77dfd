import type { ClassSignature, FileSignatures, Signature } from './inputs/callable.ts';
import { combineInputs } from './inputs/combine-inputs.ts';
import { methodCalls } from './plan-methods.ts';
import type { CallPlan, SurveyedExport } from './observation.ts';
import type { PlannedCalls, PlanRequest } from './plan-request.ts';
import { planPython } from './python/plan-python.ts';

/** Which calls to try on what a module offers. Pure. */
export function planCalls(request: PlanRequest): PlannedCalls {
  if (request.context.language === 'python') return planPython(request);
  const elsewhere: string[] = [];
  const few = request.most_where_few;
  const share = Math.min(few, Math.floor((few * 3) / Math.max(1, request.exports.length)));
  const wide = { ...request, most_per_function: Math.max(request.most_per_function, share) };
  const calls = request.exports.flatMap((each) => {
    if (!isWanted(each, request.symbol)) return [];
    if (each.kind === 'value') return valueCall(each);
    const planned = each.kind === 'class' ? classCalls(each, wide) : functionCalls(each, wide);
    if (planned === null) elsewhere.push(each.path.join('.') || 'the module itself');
    return planned ?? [];
  });
  return { calls: fairly(calls, request.most).map((call, at) => ({ ...call, id: `c${at + 1}` })), elsewhere };
}

/** As many as allowed, of each function the first ones. In their order. */
function fairly(calls: readonly CallPlan[], most: number): readonly CallPlan[] {
  const bySubject = Map.groupBy(calls, ({ path, form, method }) => [form, ...path, method].join('.'));
  const ranks = new Map([...bySubject.values()].flatMap((own) => own.map((call, rank) => [call, rank] as const)));
  const kept = new Set(calls.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0)).slice(0, most));
  return calls.filter((call) => kept.has(call));
}

function isWanted({ path, name, kind }: SurveyedExport, symbol: string | null): boolean {
  if (symbol === null) return true;
  const owner = symbol.split('.')[0] ?? symbol;
  return kind !== 'value' ? name === owner || path.includes(owner) : path.at(-1) === owner;
}

/** A plain value is what it is; anything larger is looked at through the functions that use it. */
function valueCall({ path, value }: SurveyedExport): readonly CallPlan[] {
  if (!value || value.literal === null || value.literal.length > 600 || value.literal === 'undefined') return [];
  return [{ id: '', form: 'value', path, method: null, made_with: [], args: [], names: [] }];
}

function functionCalls(each: SurveyedExport, request: PlanRequest): readonly CallPlan[] | null {
  const signature = signatureOf(each, request);
  if (signature === null) return null;
  const sites = sitesOf(each, request);
  const inputs = combineInputs(signature, sites, request.context, request.most_per_function);
  const names = signature.params.map(({ name }) => name ?? '');
  return inputs.map((args) => ({
    id: '',
    form: 'function',
    path: each.path,
    method: null,
    made_with: [],
    args,
    names,
  }));
}

function sitesOf({ path, name }: SurveyedExport, { sites, stem }: PlanRequest): readonly (readonly string[])[] {
  const key = path.at(-1) ?? 'default';
  const others = key === 'default' ? [name, stem] : [];
  return [...new Set([key, ...others])].flatMap((each) => sites.get(each) ?? []);
}

function classCalls(each: SurveyedExport, request: PlanRequest): readonly CallPlan[] | null {
  const declared = classOf(each, request);
  const made = declared?.constructor ?? (declared ? null : signatureOf(each, request));
  if (!declared && !made) return null;
  const { context, symbol, most_per_function: most } = request;
  const wanted = symbol?.includes('.') ? (symbol.split('.')[1] ?? null) : null;
  const instances = made === null ? [[]] : combineInputs(made, sitesOf(each, request), context, MOST_INSTANCES);
  const built: CallPlan[] = wanted
    ? []
    : instances.map((args) => ({
        id: '',
        path: each.path,
        names: [],
        form: 'construct',
        method: null,
        made_with: [],
        args,
      }));
  const methods = each.methods.map((name) => {
    const signature = methodOf(name, declared, request.signatures);
    const sites = request.sites.get(`.${name}`) ?? [];
    const inputs = combineInputs(signature, sites, context, Math.max(6, Math.ceil(most / 2)));
    return { name, signature, inputs, text: signature ? request.text.slice(signature.start, signature.end) : '' };
  });
  return [...built, ...methodCalls(each.path, methods, instances, wanted, most)];
}

const MOST_INSTANCES = 10;

/** The declaration of a function that was found by loading: by its text, or by its name where a loader changed the text. */
function signatureOf(each: SurveyedExport, { signatures, text }: PlanRequest): Signature | null {
  const { functions } = signatures;
  const byText = functions.filter(({ start, end }) => text.slice(start, end).endsWith(each.source));
  const [exact] = byText.toSorted((a, b) => a.end - a.start - (b.end - b.start));
  if (exact && each.source !== '') return exact;
  const names = [each.path.at(-1), each.name].filter((name) => name !== undefined && name !== '' && name !== 'default');
  const byName = functions.find(({ name, kind }) => name !== null && names.includes(name) && kind !== 'method');
  if (byName) return byName;
  const isDefault = each.path.at(-1) === 'default' && names.length === 0;
  const follows = ({ start }: Signature): boolean => /\bexport\s+default\s*$/.test(text.slice(0, start));
  const starts = ({ start }: Signature): boolean => /^export\s+default\b/.test(text.slice(start));
  return isDefault ? (functions.find((fn) => follows(fn) || starts(fn)) ?? null) : null;
}

function classOf(each: SurveyedExport, { signatures }: PlanRequest): ClassSignature | null {
  const names = [each.name, each.path.at(-1)];
  return signatures.classes.find(({ name }) => name !== null && names.includes(name)) ?? null;
}

function methodOf(method: string, declared: ClassSignature | null, { functions }: FileSignatures): Signature | null {
  const own = declared?.methods.find(({ name, kind }) => name === method && kind === 'method');
  return own ?? functions.find(({ name }) => name === method) ?? null;
}
