import { child, children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { requiredUse } from '../facts/required-uses.ts';
import type { RequireSite } from '../facts/read-requires.ts';
import type { Conversion } from '../plan/conversion.ts';
import { bindSite } from './bind-site.ts';
import type { SiteBinding } from './bind-site.ts';
import type { Edit } from './edit-list.ts';
import { removeDeclarators } from './remove-declarators.ts';
import { importTarget } from './import-target.ts';
import { liftableRequires } from './lift-requires.ts';
import type { NameChooser } from './name-chooser.ts';

export interface RequireEdits {
  /** Inside statements: calls that give way to a binding. */
  readonly edits: readonly Edit[];
  /** Declarators and bare requires that become an import where they stand. */
  readonly inPlace: ReadonlyMap<JsNode, SiteBinding>;
  /** Import lines of requires inside expressions, by the index of their top-level statement. */
  readonly beside: ReadonlyMap<number, readonly string[]>;
  /** Import lines of requires that were deferred. */
  readonly lifted: readonly string[];
  /** Calls that go on being requires. */
  readonly kept: readonly JsNode[];
}

export function rewriteRequires(conversion: Conversion, facts: ModuleFacts, names: NameChooser): RequireEdits {
  const { strategies } = conversion.settlement;
  const edits: Edit[] = [];
  const inPlace = new Map<JsNode, SiteBinding>();
  const beside = new Map<number, string[]>();
  const lifted: string[] = [];
  const kept: JsNode[] = [];
  const made = new Map<string, string>();
  const how = (site: RequireSite): string => strategies.get(site.call)?.how ?? 'require';
  const imports = facts.requires.filter((site) => how(site) === 'import' || how(site) === 'json');
  const lifts = liftableRequires(facts, imports);
  const done = new Set(lifts.flatMap(({ sites }) => sites));

  // Eager ones first: what they bind is there for the deferred ones.
  for (const site of [
    ...imports.filter(({ when }) => when === 'eager'),
    ...imports.filter(({ when }) => when !== 'eager'),
  ]) {
    if (done.has(site)) continue;
    const target = importTarget(conversion, facts, site);
    const use = requiredUse(facts, site);
    const binding = bindSite(facts, site, use, target, names, made);
    const holder = use.shape === 'bare' ? facts.parents.get(site.call) : use.declarator;
    if (holder && site.when === 'eager' && (use.shape === 'bare' || use.declarator)) inPlace.set(holder, binding);
    else if (binding.statement !== null && site.when === 'eager')
      beside.set(site.statement, [...(beside.get(site.statement) ?? []), binding.statement]);
    else if (binding.statement !== null) lifted.push(binding.statement);
    if (!binding.replacesDeclarator)
      edits.push({ start: site.call.start, end: site.call.end, text: binding.expression });
    else if (target.value === null && use.shape !== 'bare')
      edits.push({ start: site.call.start, end: site.call.end, text: '{}' });
  }
  for (const lift of lifts) {
    const site = lift.sites[0] as RequireSite;
    const target = importTarget(conversion, facts, site);
    const clause = target.value === 'namespace' ? `* as ${lift.name}` : lift.name;
    if (!lift.bound) lifted.push(`import ${clause} from ${site.quote}${target.specifier}${site.quote}`);
    names.reserve(lift.name);
  }
  edits.push(...removeDeclarators(facts, new Set(lifts.flatMap(({ declarators }) => declarators))));
  for (const site of facts.requires) {
    if (how(site) === 'require') {
      kept.push(site.call);
      const target = importTarget(conversion, facts, site);
      const argument = children(site.call, 'arguments')[0] as JsNode;
      const isLocal =
        site.specifier.startsWith('.') && target.specifier !== site.specifier && conversion.renames.size > 0;
      if (isLocal)
        edits.push({ start: argument.start, end: argument.end, text: `${site.quote}${target.specifier}${site.quote}` });
    }
    if (how(site) === 'await') edits.push(awaitImport(conversion, facts, site));
  }
  return { edits, inPlace, beside, lifted, kept };
}

function awaitImport(conversion: Conversion, facts: ModuleFacts, site: RequireSite): Edit {
  const target = importTarget(conversion, facts, site);
  const call = `await import(${site.quote}${target.specifier}${site.quote})`;
  const parent = facts.parents.get(site.call) as JsNode;
  const bare = parent.type === 'ExpressionStatement';
  const init = parent.type === 'VariableDeclarator' && child(parent, 'init') === site.call;
  const whole = target.value === 'default' && !bare;
  const text = whole ? `(${call}).default` : bare || init ? call : `(${call})`;
  return { start: site.call.start, end: site.call.end, text };
}
