import type { ScopeManager } from '@typescript-eslint/scope-manager';
import type { SourceTree } from '../recipe.ts';
import type { ModuleGraph } from '../../js/module-graph.ts';
import { languageOf } from '../../js/parse.ts';
import { parsesOf } from '../../js/parse-cache.ts';
import { analyzeScopes } from '../../js/scope.ts';
import { child, children, isNode, nameOf, stringOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { classEffect, dottedName, effectOf, worst } from './effects.ts';
import type { Effect, Unresolved } from './effects.ts';
import { isPurePackage, isKnownToAct } from './package-purity.ts';

/** Says what loading a file does, the files it loads in turn included. */
export interface LoadEffects {
  /** `reads` is as good as nothing. `strict`: a package that nobody vouches for may do anything. */
  acts(path: string, strict: boolean): boolean;
}

export function loadEffectsOf(tree: SourceTree, graph: ModuleGraph): LoadEffects {
  const own = new Map<string, Effect>();
  const known = new Map<string, boolean>();
  const ownEffect = (path: string): Effect => {
    const found = own.get(path) ?? topLevelEffect(tree, path);
    own.set(path, found);
    return found;
  };
  const acts = (path: string, strict: boolean): boolean => {
    const key = `${path}\0${strict}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    // A cycle leads back here: what the others do is then decided by their own code.
    known.set(key, false);
    const result =
      ownEffect(path) === 'acts' || (graph.facts.get(path)?.links ?? []).some((link) => linkActs(path, link, strict));
    known.set(key, result);
    return result;
  };
  const linkActs = (
    from: string,
    link: { specifier: string; kind: string; typeOnly: boolean },
    strict: boolean,
  ): boolean => {
    if (link.typeOnly || link.kind === 'mention' || link.kind === 'dynamic') return false;
    const resolution = graph.resolver.resolve(from, link.specifier);
    if (resolution.kind === 'builtin') return false;
    if (resolution.kind === 'file') return resolution.files.some((file) => acts(file, strict));
    if (resolution.kind === 'unresolved') return true;
    return isKnownToAct(link.specifier) || (strict && !isPurePackage(link.specifier));
  };
  return { acts };
}

function topLevelEffect(tree: SourceTree, path: string): Effect {
  if (/\.(?:json|d\.[cm]?ts)$/.test(path)) return 'none';
  const parsed = languageOf(path) === null ? null : parsesOf(tree).get(path);
  if (!parsed?.ok) return 'acts';
  const unresolved = unresolvedNames(analyzeScopes(parsed.module));
  const isModule = parsed.module.sourceType === 'module';
  const body = (parsed.module.program.body as readonly unknown[]).filter(isNode);
  return worst(body.map((statement) => statementEffect(statement, unresolved, isModule)));
}

/** Offsets of names that no scope of the file declares. */
export function unresolvedNames(scopes: ScopeManager): Unresolved {
  return new Set((scopes.globalScope?.through ?? []).map((reference) => reference.identifier.range[0]));
}

function statementEffect(node: JsNode, unresolved: Unresolved, isModule: boolean): Effect {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'FunctionDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSDeclareFunction':
    case 'TSEnumDeclaration':
    case 'EmptyStatement':
      // A top-level function of a script is a global for everyone.
      return isModule || node.type !== 'FunctionDeclaration' ? 'none' : 'reads';
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration': {
      const declaration = child(node, 'declaration');
      return declaration ? statementEffect(declaration, unresolved, isModule) : 'none';
    }
    case 'VariableDeclaration':
      return worst(children(node, 'declarations').map((each) => initEffect(child(each, 'init'), unresolved)));
    case 'ClassDeclaration':
      return classEffect(node, unresolved);
    case 'ExpressionStatement':
      return typeof node['directive'] === 'string' ? 'none' : exportAssignment(child(node, 'expression'), unresolved);
    default:
      return /Statement$|^TSModule|^TSImportEquals|^TSExport/.test(node.type) ? 'acts' : effectOf(node, unresolved);
  }
}

/** `require('./x')` itself is counted where links are followed. */
function initEffect(init: JsNode | null, unresolved: Unresolved): Effect {
  if (init?.type === 'CallExpression' && nameOf(child(init, 'callee')) === 'require') {
    return stringOf(children(init, 'arguments')[0] ?? null) === null ? 'acts' : 'none';
  }
  return effectOf(init, unresolved);
}

function exportAssignment(node: JsNode | null, unresolved: Unresolved): Effect {
  if (node?.type !== 'AssignmentExpression') return 'acts';
  const target = dottedName(child(node, 'left')) ?? '';
  const right = child(node, 'right');
  if (!/^(?:module\.exports|exports)(?:\.\w+)?$/.test(target)) return 'acts';
  return right?.type === 'AssignmentExpression' ? exportAssignment(right, unresolved) : initEffect(right, unresolved);
}
