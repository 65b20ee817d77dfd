import { parseModule } from '@iama/engine/js/parse';
import { child, children, walk } from '@iama/engine/js/walk';
import type { JsNode } from '@iama/engine/js/walk';

export interface Collected {
  readonly sentences: readonly string[];
  /** What would keep a sentence from being found, with file and line. */
  readonly faults: readonly string[];
}

/**
 * The sentences that one source file puts into the person's language: the first argument of each call of `l10n.t` and of
 * a `t`. Only the name is looked at, so a Translate must be called `t`, and a sentence must stand there in full.
 */
export function collectSentences(path: string, text: string): Collected {
  const parsed = parseModule(path, text);
  if (!parsed.ok) return { sentences: [], faults: [`${path}: ${parsed.message}`] };
  const sentences: string[] = [];
  const faults: string[] = [];
  const fault = (node: JsNode, what: string) => {
    faults.push(`${path}:${text.slice(0, node.start).split('\n').length}: ${what}`);
  };
  walk(parsed.module.program, (node) => {
    if (isTranslateByAnotherName(node)) fault(node, 'a Translate is called `t`');
    if (!isTranslation(node)) return;
    const sentence = literalOf(children(node, 'arguments')[0]);
    if (sentence === null) fault(node, 'a sentence is one string literal');
    else sentences.push(sentence);
  });
  return { sentences, faults };
}

function isTranslation(node: JsNode): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = child(node, 'callee');
  const named = callee?.type === 'MemberExpression' ? child(callee, 'property') : callee;
  return named?.['name'] === 't';
}

function isTranslateByAnotherName(node: JsNode): boolean {
  if (node.type !== 'Identifier' || node['name'] === 't') return false;
  const annotation = child(node, 'typeAnnotation');
  const type = annotation && child(annotation, 'typeAnnotation');
  const name = type && child(type, 'typeName');
  return name?.['name'] === 'Translate';
}

function literalOf(node: JsNode | undefined): string | null {
  return node?.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : null;
}
