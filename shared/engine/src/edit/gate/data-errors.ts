import { parseSync } from 'oxc-parser';
import { TomlError, parse as parseToml } from 'smol-toml';
import { parseAllDocuments } from 'yaml';
import { readJson } from '../../js/read-json.ts';
import type { SyntaxFault } from './syntax-fault.ts';

/** Templates that make a data file are not yet that file. */
const TEMPLATE = /\{\{|\{%|<%|^<{7} /m;
/** JSON for tools that allow comments and trailing commas in it. */
const WITH_COMMENTS =
  /\.(?:jsonc|json5|code-workspace)$|(?:^|\/)(?:[tj]sconfig|\.eslintrc|devcontainer)[^/]*\.json$|\.vscode\/[^/]*\.json$/;

/** What is wrong with a file of data; null where no parser of ours reads its kind, or where a template makes it. */
export function dataErrors(path: string, text: string): readonly SyntaxFault[] | null {
  if (TEMPLATE.test(text)) return null;
  if (WITH_COMMENTS.test(path)) return laxJsonErrors(text);
  if (path.endsWith('.json')) return jsonErrors(text);
  if (/\.ya?ml$/.test(path)) return yamlErrors(text);
  return path.endsWith('.toml') ? tomlErrors(text) : null;
}

function jsonErrors(text: string): SyntaxFault[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : 'not valid JSON';
    const at = /position (\d+)/.exec(message)?.[1];
    return [{ at: at === undefined ? null : Number(at), message }];
  }
}

function laxJsonErrors(text: string): readonly SyntaxFault[] {
  if (text.trim() === '' || readJson(text) !== null) return [];
  const [error] = parseSync('value.js', `(${text}\n)`, { lang: 'js', sourceType: 'script' }).errors;
  if (!error) return jsonErrors(text);
  const at = error.labels[0]?.start;
  return [{ at: at === undefined ? null : Math.max(0, at - 1), message: error.message }];
}

function yamlErrors(text: string): SyntaxFault[] {
  const read = parseAllDocuments(text, { uniqueKeys: false, prettyErrors: false });
  const documents = Array.isArray(read) ? read : [read];
  return documents.flatMap(({ errors }) => errors.map(({ pos, message }) => ({ at: pos[0], message })));
}

function tomlErrors(text: string): SyntaxFault[] {
  try {
    parseToml(text);
    return [];
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const start = text
      .split('\n')
      .slice(0, error.line - 1)
      .join('\n').length;
    return [{ at: start + error.column, message: error.message.split('\n')[0] ?? 'not valid TOML' }];
  }
}
