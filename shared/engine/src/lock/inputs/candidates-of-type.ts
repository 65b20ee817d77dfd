import { parseModule } from '../../js/parse.ts';
import { child, children, nameOf } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { JAVASCRIPT_POOLS } from './value-pools.ts';

const DEEPEST = 4;
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  TSStringKeyword: JAVASCRIPT_POOLS.of.string,
  TSNumberKeyword: JAVASCRIPT_POOLS.of.number,
  TSBooleanKeyword: JAVASCRIPT_POOLS.of.boolean,
  TSBigIntKeyword: ['3n', '0n', '-1n'],
  TSNullKeyword: ['null'],
  TSUndefinedKeyword: ['undefined'],
  TSObjectKeyword: JAVASCRIPT_POOLS.of.object,
};
const NAMED: Readonly<Record<string, readonly string[]>> = {
  String: JAVASCRIPT_POOLS.of.string,
  Number: JAVASCRIPT_POOLS.of.number,
  Boolean: JAVASCRIPT_POOLS.of.boolean,
  Date: JAVASCRIPT_POOLS.of.date,
  RegExp: JAVASCRIPT_POOLS.of.regexp,
  Object: JAVASCRIPT_POOLS.of.object,
  object: JAVASCRIPT_POOLS.of.object,
  array: JAVASCRIPT_POOLS.of.array,
  Error: ["new Error('bad')"],
};

/** Types that a file declares, by name, as written. */
export type TypeTexts = ReadonlyMap<string, string>;

/** Interfaces, aliases and enums of a TypeScript file. An enum is written as the union of its members. */
export function typesIn(path: string, text: string): TypeTexts {
  const parsed = parseModule(path, text);
  const found = new Map<string, string>();
  if (!parsed.ok) return found;
  const slice = (node: JsNode | null): string => (node ? text.slice(node.start, node.end) : '');
  for (const statement of parsed.module.program.body as unknown as readonly JsNode[]) {
    const node = child(statement, 'declaration') ?? statement;
    const name = nameOf(child(node, 'id')) ?? '';
    if (node.type === 'TSInterfaceDeclaration') found.set(name, slice(child(node, 'body')));
    else if (node.type === 'TSTypeAliasDeclaration') found.set(name, slice(child(node, 'typeAnnotation')));
  }
  return found;
}

/** Values of a type, as source text; empty when the type says nothing. `spy` writes a function that is watched. */
export function candidatesOfType(type: string, types: TypeTexts, spy: (name: string) => string): readonly string[] {
  const valuesOf = (text: string, depth: number, path: string): readonly string[] => {
    const source = `type T = ${text};`;
    const parsed = parseModule('type.ts', source);
    if (!parsed.ok || depth > DEEPEST) return [];
    const [alias] = parsed.module.program.body as unknown as readonly JsNode[];
    const node = alias ? child(alias, 'typeAnnotation') : null;
    return node ? ofNode(node, source, depth, path) : [];
  };
  const ofNode = (node: JsNode, source: string, depth: number, path: string): readonly string[] => {
    const known = KEYWORDS[node.type];
    if (known) return known;
    const inner = (each: JsNode | null): readonly string[] => (each ? ofNode(each, source, depth + 1, path) : []);
    switch (node.type) {
      case 'TSLiteralType': {
        const literal = child(node, 'literal');
        return literal ? [source.slice(literal.start, literal.end)] : [];
      }
      case 'TSUnionType':
        return interleave(children(node, 'types').map(inner));
      case 'TSArrayType':
        return lists(inner(child(node, 'elementType')));
      case 'TSTupleType':
        return [
          `[${children(node, 'elementTypes')
            .map((each) => inner(each)[0] ?? 'undefined')
            .join(', ')}]`,
        ];
      case 'TSFunctionType':
        return [spy(path)];
      case 'TSParenthesizedType':
      case 'TSTypeOperator':
      case 'TSOptionalType':
        return inner(child(node, 'typeAnnotation'));
      case 'TSTypeLiteral':
      case 'TSInterfaceBody':
        return objects(node, source, depth, path);
      case 'TSTypeReference':
        return reference(node, source, depth, path);
      default:
        return [];
    }
  };
  const reference = (node: JsNode, source: string, depth: number, path: string): readonly string[] => {
    const name = nameOf(child(node, 'typeName')) ?? '';
    const args = child(node, 'typeArguments') ?? child(node, 'typeParameters');
    const params = args ? children(args, 'params') : [];
    const of = (at: number): readonly string[] =>
      params[at] ? ofNode(params[at], source, depth + 1, path) : JAVASCRIPT_POOLS.unknown;
    if (/^(Array|ReadonlyArray|Iterable)$/.test(name)) return lists(of(0));
    if (/^(Set|ReadonlySet)$/.test(name)) return lists(of(0)).map((each) => `new Set(${each})`);
    if (/^(Map|ReadonlyMap)$/.test(name)) return [`new Map([[${of(0)[0]}, ${of(1)[0]}]])`, 'new Map()'];
    if (name === 'Record') return [`{ a: ${of(1)[0]}, b: ${of(1)[1] ?? of(1)[0]} }`, '{}'];
    if (/^(Partial|Readonly|Required|NonNullable)$/.test(name)) return of(0);
    if (name === 'Promise') return [`Promise.resolve(${of(0)[0] ?? 'undefined'})`];
    if (name === 'Function') return [spy(path)];
    const declared = types.get(name);
    return declared === undefined ? (NAMED[name] ?? []) : valuesOf(declared, depth + 1, path);
  };
  const objects = (node: JsNode, source: string, depth: number, path: string): readonly string[] => {
    const members = children(node, node.type === 'TSTypeLiteral' ? 'members' : 'body').flatMap((member) => {
      const key = nameOf(child(member, 'key'));
      if (key === null) return [];
      const isMethod = member.type === 'TSMethodSignature';
      const annotation = child(member, 'typeAnnotation');
      const type = annotation && (child(annotation, 'typeAnnotation') ?? annotation);
      const values = isMethod ? [spy(`${path}.${key}`)] : type ? ofNode(type, source, depth + 1, `${path}.${key}`) : [];
      return [{ key, values: values.length > 0 ? values : ['undefined'], optional: member['optional'] === true }];
    });
    const written = (pick: (values: readonly string[]) => string | undefined, all: boolean): string => {
      const kept = members.filter(({ optional }) => all || !optional);
      const entries = kept.map(({ key, values }) => `${key}: ${pick(values) ?? values[0]}`);
      return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
    };
    const variants = [0, 1, 2].map((at) => written((values) => values[at], true));
    return [...new Set([...variants, written((values) => values[0], false)])];
  };
  return valuesOf(type, 0, 'dependency');
}

function lists(values: readonly string[]): readonly string[] {
  const [a = '1', b = a, c = b] = values;
  return [`[${a}, ${b}, ${c}]`, '[]', `[${a}]`];
}

function interleave(lists: readonly (readonly string[])[]): readonly string[] {
  const longest = Math.max(0, ...lists.map((each) => each.length));
  const rows = Array.from({ length: longest }, (_, at) => lists.flatMap((each) => each[at] ?? []));
  return [...new Set(rows.flat())];
}
