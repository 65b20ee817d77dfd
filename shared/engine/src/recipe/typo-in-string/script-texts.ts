import type { ParsedModule } from '../../js/parse.ts';
import { child, children, nameOf, walk } from '../../js/walk.ts';
import type { JsNode } from '../../js/walk.ts';

/** A stretch of source text that a person may come to read. */
export interface ReadText {
  readonly start: number;
  readonly end: number;
}

const COMPARES =
  /^(?:includes|indexOf|lastIndexOf|startsWith|endsWith|match|matchAll|test|search|has|get|set|delete|replace|replaceAll|split|localeCompare|equals|getElementById|getElementsByClassName|querySelector|querySelectorAll|closest|matches|getAttribute|setAttribute|hasAttribute|removeAttribute|addEventListener|removeEventListener|on|once|off|emit|dispatch|dispatchEvent|require|import|import_module|t|i18n|translate|\$t|tc|formatMessage|getItem|setItem|removeItem|query|prepare|exec|execute|raw|sql|css|gql|createHash|Symbol|getByText|getByLabelText|getByRole|findByText|queryByText|getByTestId|locator|click|fill|eval|Function|RegExp)$/;
const KEYS =
  /^(?:id|key|type|kind|code|class|className|style|href|src|url|path|file|filename|method|event|selector|query|sql|regex|pattern|testId|lang|locale|icon|format|template|command|cmd|script|glob|mime|encoding|slug|token|namespace)$/i;
const SHOWN =
  /^(?:title|alt|placeholder|label|aria-label|aria-description|description|tooltip|helperText|message|caption|summary|heading|subtitle|text|children)$/;

/** String, template and markup text that no code compares, looks up or runs. */
export function scriptTexts({ program, text }: ParsedModule): ReadText[] {
  const found: ReadText[] = [];
  walk(program, (node, parent, ancestors) => {
    if (
      node.type === 'TaggedTemplateExpression' ||
      node.type.startsWith('TSLiteralType') ||
      node.type === 'TSEnumMember'
    )
      return 'skip';
    if (node.type.startsWith('Import') || (/^Export(?:All|Named)/.test(node.type) && child(node, 'source')))
      return 'skip';
    if (node.type === 'JSXText') found.push({ start: node.start, end: node.end });
    const isString = node.type === 'Literal' && typeof node['value'] === 'string';
    if ((isString || node.type === 'TemplateLiteral') && isShown(node, parent, ancestors)) {
      if (isString) found.push({ start: node.start + 1, end: node.end - 1 });
      else if (!/<\/?\w|[{};]\s*\n/.test(text.slice(node.start, node.end).replaceAll(/\$\{[^}]*\}/g, '')))
        for (const quasi of children(node, 'quasis')) found.push(insideOf(text, quasi));
    }
    return undefined;
  });
  return found;
}

/** A template's piece without the backtick or brace on either side. */
function insideOf(text: string, { start, end }: JsNode): ReadText {
  const last = text.startsWith('${', end - 2) ? 2 : text[end - 1] === '`' ? 1 : 0;
  return { start: start + (/[`}]/.test(text[start] ?? '') ? 1 : 0), end: end - last };
}

function isShown(node: JsNode, parent: JsNode | null, ancestors: readonly JsNode[]): boolean {
  if (!parent) return false;
  switch (parent.type) {
    case 'ExpressionStatement':
      return false;
    case 'Property':
    case 'PropertyDefinition':
      return child(parent, 'value') === node && !KEYS.test(nameOf(child(parent, 'key')) ?? '');
    case 'MemberExpression':
    case 'SwitchCase':
    case 'AccessorProperty':
    case 'MethodDefinition':
      return false;
    case 'BinaryExpression':
      return parent['operator'] === '+' && isShown(parent, ancestors.at(-2) ?? null, ancestors.slice(0, -1));
    case 'JSXAttribute':
      return SHOWN.test(nameOf(child(parent, 'name')) ?? '');
    case 'VariableDeclarator':
      return !KEYS.test(nameOf(child(parent, 'id')) ?? '');
    case 'ArrayExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'TSAsExpression':
      return isShown(parent, ancestors.at(-2) ?? null, ancestors.slice(0, -1));
    case 'CallExpression':
    case 'NewExpression': {
      const callee = child(parent, 'callee');
      const name = callee?.type === 'MemberExpression' ? nameOf(child(callee, 'property')) : nameOf(callee);
      return callee !== node && !COMPARES.test(name ?? '');
    }
    default:
      return true;
  }
}
