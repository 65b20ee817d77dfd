import { child } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import type { Edit } from './edit-list.ts';
import type { NameChooser } from './name-chooser.ts';
import type { TextStyle } from './text-style.ts';

/** What a file needs at its top in place of Node's CommonJS wrapper. */
export interface Prelude {
  /** Import lines of built-in modules, without semicolons. */
  readonly imports: readonly string[];
  readonly declarations: readonly string[];
  readonly edits: readonly Edit[];
  /** First place that reads one of the declared names while the module loads. */
  readonly neededAt: number;
}

export function rewriteMeta(
  facts: ModuleFacts,
  style: TextStyle,
  names: NameChooser,
  keepsRequire: readonly JsNode[],
  metaDirname: boolean,
): Prelude {
  const { dirname, filename, mainChecks, resolves } = facts.meta;
  const imports: string[] = [];
  const declarations: string[] = [];
  const edits: Edit[] = [];
  const semi = style.semicolon;
  const bring = (module: string, name: string): string => {
    const own = existingImport(facts, module, name);
    if (own !== null) return own;
    const local = names.take(name, (taken) => `${taken}_`);
    imports.push(
      `import { ${local === name ? name : `${name} as ${local}`} } from ${style.quote}${style.builtinPrefix}${module}${style.quote}`,
    );
    return local;
  };
  const needed = [...keepsRequire, ...resolves];
  if (needed.length > 0)
    declarations.push(`const require = ${bring('module', 'createRequire')}(import.meta.url)${semi}`);
  if (metaDirname) {
    for (const node of dirname) edits.push(replaceName(facts, node, 'import.meta.dirname'));
    for (const node of filename) edits.push(replaceName(facts, node, 'import.meta.filename'));
  } else {
    const file = `${dirname.length + filename.length > 0 ? bring('url', 'fileURLToPath') : ''}(import.meta.url)`;
    if (filename.length > 0) declarations.push(`const __filename = ${file}${semi}`);
    if (dirname.length > 0)
      declarations.push(
        `const __dirname = ${bring('path', 'dirname')}(${filename.length > 0 ? '__filename' : file})${semi}`,
      );
    needed.push(...dirname, ...filename);
  }
  if (mainChecks.length > 0) {
    const real = bring('fs', 'realpathSync');
    const toPath = bring('url', 'fileURLToPath');
    for (const { node, negated } of mainChecks) {
      const equal = `process.argv[1] !== undefined && ${real}(process.argv[1]) === ${toPath}(import.meta.url)`;
      const parent = facts.parents.get(node);
      const alone = parent?.type === 'IfStatement';
      edits.push({ start: node.start, end: node.end, text: negated ? `!(${equal})` : alone ? equal : `(${equal})` });
    }
  }
  return {
    imports,
    declarations,
    edits,
    neededAt: Math.min(Number.POSITIVE_INFINITY, ...needed.map(({ start }) => start)),
  };
}

/** What the file already calls `module.name`: `path.dirname`, or `dirname` taken out of it. */
function existingImport(facts: ModuleFacts, module: string, name: string): string | null {
  for (const site of facts.requires) {
    if (site.specifier.replace(/^node:/, '') !== module || site.when !== 'eager') continue;
    const declarator = facts.parents.get(site.call);
    const id = declarator?.type === 'VariableDeclarator' ? child(declarator, 'id') : null;
    const declaration = declarator ? facts.parents.get(declarator) : undefined;
    if (id?.type !== 'Identifier' || !declaration || facts.parents.get(declaration)?.type !== 'Program') continue;
    return `${String(id['name'])}.${name}`;
  }
  return null;
}

function replaceName(facts: ModuleFacts, node: JsNode, text: string): Edit {
  const parent = facts.parents.get(node);
  const shorthand = parent?.type === 'Property' && parent['shorthand'] === true;
  return { start: node.start, end: node.end, text: shorthand ? `${String(node['name'])}: ${text}` : text };
}
