import { child, nameOf } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import { isShadowed } from '../facts/exported-names.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { isNeverReassigned } from '../facts/source-facts.ts';
import type { ExportChain, ExportsNode } from '../facts/read-exports.ts';
import type { ExportMode } from '../plan/export-mode.ts';
import type { Edit } from './edit-list.ts';
import { insertName, startOfValue } from './export-text.ts';
import type { NameChooser } from './name-chooser.ts';
import { rewriteNamedExports } from './rewrite-named-exports.ts';
import { endsWithSemicolon } from './text-style.ts';
import type { TextStyle } from './text-style.ts';

export interface ExportEdits {
  readonly edits: readonly Edit[];
  /** Declarations that have to stand before the first use: the object that is exported. */
  readonly head: readonly string[];
  readonly neededAt: number;
  /** Lines at the end of the file. */
  readonly tail: readonly string[];
  /** The binding behind the default export, when there is one. */
  readonly defaultName: string | null;
}

export function rewriteExports(
  facts: ModuleFacts,
  mode: ExportMode,
  style: TextStyle,
  names: NameChooser,
  isEntry: boolean,
  label: string,
): ExportEdits {
  const { exports } = facts;
  const none: ExportEdits = { edits: [], head: [], neededAt: Number.POSITIVE_INFINITY, tail: [], defaultName: null };
  if (mode.kind === 'none') return none;
  if (mode.kind === 'names') return { ...none, ...rewriteNamedExports(facts, mode.names, mode.withDefault, style) };
  if (mode.kind === 'value' && exports.kind === 'value')
    return rewriteValue(facts, exports.chain, exports.nodes, style, names, isEntry, label);
  const nodes = exports.kind === 'names' || exports.kind === 'slot' ? exports.nodes : [];
  const alias = mode.kind === 'api' ? aliasOf(facts, nodes) : null;
  if (alias) {
    const name = String(alias.id['name']);
    const edits = nodes.map(({ node }) => ({
      start: node.start,
      end: node.end,
      text: node === alias.node ? '{}' : name,
    }));
    return { ...none, edits, tail: [`export default ${name}${style.semicolon}`], defaultName: name };
  }
  const name = names.take(label, (taken) => `${taken}Exports`);
  const keyword = mode.kind === 'slot' ? 'let' : 'const';
  return {
    edits: nodes.map(({ node }) => ({ start: node.start, end: node.end, text: name })),
    head: [`${keyword} ${name} = {}${style.semicolon}`],
    neededAt: Math.min(Number.POSITIVE_INFINITY, ...nodes.map(({ node }) => node.start)),
    tail: [`export default ${name}${style.semicolon}`],
    defaultName: name,
  };
}

/** `var api = module.exports;` before every other use of the object: it can become `var api = {};`. */
function aliasOf(facts: ModuleFacts, nodes: readonly ExportsNode[]): { id: JsNode; node: JsNode } | null {
  const node = nodes[0]?.node;
  const declarator = node ? facts.parents.get(node) : undefined;
  const id = declarator?.type === 'VariableDeclarator' ? child(declarator, 'id') : null;
  const declaration = declarator ? facts.parents.get(declarator) : undefined;
  if (!node || id?.type !== 'Identifier' || !declaration || facts.parents.get(declaration)?.type !== 'Program')
    return null;
  const name = String(id['name']);
  const variable = facts.top.set.get(name);
  const usable =
    variable !== undefined && isNeverReassigned(variable) && nodes.every((each) => !isShadowed(facts, each.node, name));
  return usable ? { id, node } : null;
}

/** `module.exports = value` → `export default value`, with a name for the value where the file goes on using it. */
function rewriteValue(
  facts: ModuleFacts,
  chain: ExportChain,
  nodes: readonly ExportsNode[],
  style: TextStyle,
  names: NameChooser,
  isEntry: boolean,
  label: string,
): ExportEdits {
  const { text } = facts;
  const { value, root } = chain;
  const statement = facts.body[chain.statement] as JsNode;
  const valueStart = startOfValue(facts, chain);
  const base = { head: [], neededAt: Number.POSITIVE_INFINITY };
  const replaceNodes = (name: string): Edit[] =>
    nodes.map(({ node }) => ({ start: node.start, end: node.end, text: name }));
  if (chain.declared) {
    const name = String(chain.declared['name']);
    const variable = facts.top.set.get(name);
    if (variable && isNeverReassigned(variable) && nodes.every(({ node }) => !isShadowed(facts, node, name))) {
      const edits = [{ start: root.start, end: valueStart, text: '' }, ...replaceNodes(name)];
      return { ...base, edits, tail: [`export default ${name}${style.semicolon}`], defaultName: name };
    }
    const fresh = names.take(`${name}Export`);
    const insert = { start: statement.start, end: statement.start, text: `let ${fresh}${style.semicolon}${style.eol}` };
    const edits = [insert, { start: root.start, end: valueStart, text: `${fresh} = ` }, ...replaceNodes(fresh)];
    return { ...base, edits, tail: [`export default ${fresh}${style.semicolon}`], defaultName: fresh };
  }
  if (value.type === 'Identifier') {
    const name = String(value['name']);
    const variable = facts.top.set.get(name);
    const stable = variable !== undefined && isNeverReassigned(variable);
    if (nodes.length === 0 || (stable && nodes.every(({ node }) => !isShadowed(facts, node, name)))) {
      const edits = [{ start: statement.start, end: valueStart, text: 'export default ' }, ...replaceNodes(name)];
      return { ...base, edits, tail: [], defaultName: stable ? name : null };
    }
  }
  const isDeclarable = value.type === 'FunctionExpression' || value.type === 'ClassExpression';
  const ownName = nameOf(child(value, 'id'));
  const ownNameFree =
    ownName !== null &&
    !facts.top.set.has(ownName) &&
    !facts.free.has(ownName) &&
    nodes.every(({ node }) => !isShadowed(facts, node, ownName, value));
  const drop =
    isDeclarable && endsWithSemicolon(text, statement) && statement.end === value.end + 1
      ? [{ start: value.end, end: statement.end, text: '' }]
      : [];
  if (isDeclarable && (ownName === null || ownNameFree)) {
    const prefix = { start: statement.start, end: valueStart, text: 'export default ' };
    if (nodes.length === 0 && (!isEntry || ownName !== null)) {
      return { ...base, edits: [prefix, ...drop], tail: [], defaultName: ownName };
    }
    const name = ownName ?? names.take(label);
    const naming = ownName === null ? [insertName(text, value, name)] : [];
    return { ...base, edits: [prefix, ...naming, ...drop, ...replaceNodes(name)], tail: [], defaultName: name };
  }
  if (nodes.length === 0 && !isEntry) {
    const wrap = /^(async\s+function|function|class)\b/.test(text.slice(value.start)) && valueStart === value.start;
    const edits: Edit[] = [
      { start: statement.start, end: valueStart, text: wrap ? 'export default (' : 'export default ' },
    ];
    if (wrap) edits.push({ start: value.end, end: value.end, text: ')' });
    return { ...base, edits, tail: [], defaultName: null };
  }
  const name = names.take(label);
  const edits = [{ start: statement.start, end: valueStart, text: `const ${name} = ` }, ...replaceNodes(name)];
  return { ...base, edits, tail: [`export default ${name}${style.semicolon}`], defaultName: name };
}
