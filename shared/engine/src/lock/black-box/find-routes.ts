import { isTestFile } from '../../js/test-file.ts';
import type { SourceTree } from '../../recipe/recipe.ts';
import { readSource } from '../../syntax/read-source.ts';
import type { NodeOf, SyntaxNode } from '../../syntax/node.ts';

export interface Route {
  readonly method: string;
  readonly route: string;
  readonly path: string;
  readonly line: number;
}

const VERB = /^(get|post|put|patch|delete|head|options|all)$/;

/** Routes that code declares by their text: `app.get('/health', …)`, `route({ method: 'GET', url: '/health' })`. Pure. */
export function findRoutes(tree: SourceTree): readonly Route[] {
  const routes: Route[] = [];
  for (const [path, text] of tree.files) {
    if (isTestFile(path) || !/\.[cm]?[jt]sx?$/.test(path) || !/['"`]\//.test(text)) continue;
    const read = readSource(path, text);
    if (!read.ok) continue;
    const visit = (node: SyntaxNode): void => {
      const found = node.role === 'call' ? routeOf(node) : null;
      if (found) routes.push({ ...found, path, line: text.slice(0, node.start).split('\n').length });
      node.children.forEach(visit);
    };
    visit(read.file.root);
  }
  return routes;
}

function routeOf({ callee, args }: NodeOf<'call'>): Pick<Route, 'method' | 'route'> | null {
  if (callee.role !== 'member') return null;
  const [first, second] = args.map(({ value }) => value);
  // A client asks with the same words, and hands over no function to answer with.
  if (VERB.test(callee.property) && second !== undefined) {
    const route = textOf(first);
    return route?.startsWith('/') ? { method: callee.property.toUpperCase(), route } : null;
  }
  if (callee.property !== 'route' || first?.role !== 'object') return null;
  const fields = new Map(
    first.entries.flatMap((each) => (each.role === 'entry' ? [[each.key, each.value] as const] : [])),
  );
  const [method, route] = [textOf(fields.get('method')), textOf(fields.get('url') ?? fields.get('path'))];
  return method && route?.startsWith('/') ? { method: method.toUpperCase(), route } : null;
}

function textOf(node: SyntaxNode | undefined): string | null {
  return node?.role === 'literal' && typeof node.value === 'string' ? node.value : null;
}
