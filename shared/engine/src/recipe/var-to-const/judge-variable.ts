import type { ScopeManager, Variable } from '@typescript-eslint/scope-manager';
import { child, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import type { Place } from './block-of.ts';
import type { Timing } from './runs-before.ts';

const NOT_LEXICAL = new Set([
  'let',
  'undefined',
  'NaN',
  'Infinity',
  'arguments',
  'eval',
  'static',
  'yield',
  'await',
  'async',
]);

/** Whether a variable is written after its declaration. */
export function isReassigned(variable: Variable): boolean {
  return variable.references.some((use) => use.isWrite() && use.init !== true);
}

/**
 * Why a `var` would behave differently as `let`: null if no program can tell. `declarator` is where it is declared, `place`
 * where that stands.
 */
export function whyNotLexical(
  variable: Variable,
  declarator: JsNode,
  place: Place,
  scopes: ScopeManager,
  timing: Timing,
  isCyclic: boolean,
): string | null {
  const { name, scope: home } = variable;
  const quoted = `\`${name}\``;
  if (NOT_LEXICAL.has(name)) return `${quoted} cannot be the name of a \`let\``;
  if (variable.defs.length !== 1) return `${quoted} is declared more than once`;
  if (place.caught.has(name)) return `${quoted} is also the name of a caught error around it`;
  if (sharesWithBlockFunction(variable, scopes)) return `a function in a block has the name ${quoted} too`;
  if (place.isExported && isCyclic) return 'modules that import each other may read it before it has a value';
  const ready = readyAt(declarator, place);
  const hasValue = child(declarator, 'init') !== null || /^For(?:In|Of)/.test(place.parent.type);
  if (!hasValue && place.inLoop) return `${quoted} keeps its value from one round of a loop to the next`;
  for (const use of variable.references) {
    const at = use.identifier.range[0];
    const node = use.identifier as unknown as JsNode;
    if (timing.parentOf(node)?.type === 'ExportSpecifier') {
      if (isCyclic) return 'modules that import each other may read it before it has a value';
      continue;
    }
    if (at < place.block.start || at >= place.block.end)
      return `${quoted} is used outside of the block that declares it`;
    if (use.init === true && at >= declarator.start && at < declarator.end) continue;
    const closure = timing.closureOf(use.from, home);
    if (closure === null) {
      if (at < ready) return `${quoted} is used before it has its value`;
      continue;
    }
    if (place.inLoop) return `a function in a loop captures ${quoted}, and would get one of its own in each round`;
    const init = child(declarator, 'init');
    const isOwn = init !== null && closure.start >= init.start && closure.end <= init.end;
    if (isOwn ? !timing.waits(closure, init) : timing.mayRunBefore(closure, home, ready))
      return `a function that uses ${quoted} may run before ${quoted} has its value`;
  }
  return null;
}

/** From where on the variable can be read. */
function readyAt(declarator: JsNode, { parent, isHead }: Place): number {
  const body = isHead && /^For(?:In|Of)/.test(parent.type) ? child(parent, 'right') : null;
  return body ? body.end : declarator.end;
}

/** In sloppy code a function in a block also sets a `var` of its name, unless a `let` forbids it. */
function sharesWithBlockFunction({ name, scope: home }: Variable, scopes: ScopeManager): boolean {
  return scopes.scopes.some(
    (scope) =>
      scope !== home &&
      scope.variableScope === home.variableScope &&
      scope.set
        .get(name)
        ?.defs.some(
          ({ node }) =>
            (node as unknown as JsNode).type === 'FunctionDeclaration' &&
            nameOf(child(node as unknown as JsNode, 'id')) === name,
        ) === true,
  );
}
