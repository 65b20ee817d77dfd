import { analyzeScopes } from '../../js/scope.ts';
import { parseModule } from '../../js/parse.ts';
import { child, children, nameOf, stringOf, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';
import { indexLines } from '../../patch/line-index.ts';
import type { NameFacts } from './name-facts.ts';

/** Names of a JavaScript or TypeScript file by its scopes; null if it does not parse. */
export function jsNames(path: string, text: string): NameFacts | null {
  const parsed = parseModule(path, text);
  if (!parsed.ok) return null;
  const lines = indexLines(text);
  const lineOf = (offset: number): number => lines.lineAt(offset) + 1;
  const declared = new Set<string>();
  const uses: NameFacts['uses'][number][] = [];
  const topLevel = new Map<string, number>();
  for (const scope of analyzeScopes(parsed.module).scopes) {
    for (const variable of scope.variables) {
      for (const { name } of variable.defs) {
        declared.add(variable.name);
        const declared_line = lineOf(name.range[0]);
        if (scope.type === 'module' || scope.type === 'global') topLevel.set(variable.name, declared_line);
        for (const { identifier } of variable.references) {
          uses.push({ name: variable.name, declared_line, line: lineOf(identifier.range[0]) });
        }
      }
    }
  }
  const exports: { name: string; line: number }[] = [];
  const imports: { name: string; specifier: string; line: number }[] = [];
  const members: { name: string; line: number }[] = [];
  const member_uses: { name: string; line: number }[] = [];
  const add = (list: { name: string; line: number }[], name: string | null, at: JsNode): void => {
    if (name !== null) list.push({ name, line: lineOf(at.start) });
  };
  walk(parsed.module.program, (node) => {
    const key = child(node, 'key');
    const property = child(node, 'property');
    if (
      /^(?:TSAbstract)?(?:Method|Property)Definition$|^TSMethodSignature$|^TSPropertySignature$/.test(node.type) &&
      key
    ) {
      if (node['computed'] !== true) add(members, nameOf(key), key);
    } else if (node.type === 'MemberExpression' && property && node['computed'] !== true) {
      add(member_uses, nameOf(property), property);
    } else if (node.type === 'ExportDefaultDeclaration') add(exports, 'default', node);
    else if (node.type === 'ExportNamedDeclaration' || node.type === 'ImportDeclaration') {
      const specifier = stringOf(child(node, 'source'));
      const isImport = node.type === 'ImportDeclaration';
      if (isImport && specifier !== null) imports.push({ name: '', specifier, line: lineOf(node.start) });
      for (const each of children(node, 'specifiers')) {
        const [own, other] = isImport ? ['local', 'imported'] : ['exported', 'local'];
        const foreign = nameOf(child(each, other)) ?? (each.type === 'ImportDefaultSpecifier' ? 'default' : '*');
        if (specifier !== null) imports.push({ name: foreign, specifier, line: lineOf(each.start) });
        if (!isImport) add(exports, nameOf(child(each, own)), each);
      }
      const declaration = child(node, 'declaration');
      for (const name of declaration ? namesOf(declaration) : []) {
        exports.push({ name, line: topLevel.get(name) ?? lineOf(node.start) });
      }
    }
  });
  return { declared, uses, exports, imports, members, member_uses };
}

function namesOf(declaration: JsNode): string[] {
  const declarators = children(declaration, 'declarations');
  const named = declarators.length > 0 ? declarators : [declaration];
  return named.flatMap((each) => nameOf(child(each, 'id')) ?? []);
}
