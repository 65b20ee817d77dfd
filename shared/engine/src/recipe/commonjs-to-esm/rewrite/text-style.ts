import type { JsNode } from '../../../js/walk.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import { isBuiltin } from '../tree/builtins.ts';

/** How a file is written, as far as new lines have to match it. */
export interface TextStyle {
  readonly eol: '\n' | '\r\n';
  readonly semicolon: ';' | '';
  readonly quote: "'" | '"';
  /** `node:` when the file writes its built-in modules that way. */
  readonly builtinPrefix: 'node:' | '';
}

export function textStyle(facts: ModuleFacts): TextStyle {
  const builtins = facts.requires.filter(({ specifier }) => isBuiltin(specifier));
  const prefixed = builtins.filter(({ specifier }) => specifier.startsWith('node:')).length;
  const simple = facts.body.filter(({ type }) => type === 'ExpressionStatement' || type === 'VariableDeclaration');
  const ended = simple.filter((statement) => endsWithSemicolon(facts.text, statement)).length;
  const double = facts.requires.filter(({ quote }) => quote === '"').length;
  return {
    eol: facts.text.includes('\r\n') ? '\r\n' : '\n',
    semicolon: simple.length === 0 || ended * 2 >= simple.length ? ';' : '',
    quote:
      facts.requires.length > 0
        ? double * 2 > facts.requires.length
          ? '"'
          : "'"
        : (facts.text.match(/"/g)?.length ?? 0) > (facts.text.match(/'/g)?.length ?? 0)
          ? '"'
          : "'",
    builtinPrefix: builtins.length === 0 || prefixed > 0 ? 'node:' : '',
  };
}

export function endsWithSemicolon(text: string, statement: JsNode): boolean {
  return text[statement.end - 1] === ';';
}
