import type { JsNode } from '../../../js/walk.ts';
import { FUNCTIONS, enclosing } from '../facts/source-facts.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import type { Conversion } from '../plan/conversion.ts';
import { lintSyntax } from '../tree/lint-syntax.ts';
import { manifestOf, scopeOf } from '../tree/manifest.ts';
import { chooseNames } from './name-chooser.ts';
import type { Edit } from './edit-list.ts';
import { wholeLine } from './edit-list.ts';
import { entryExports } from './entry-exports.ts';
import { fileLabel } from './module-label.ts';
import { layOutImports } from './lay-out-imports.ts';
import { mergeImports } from './merge-imports.ts';
import { rewriteExports } from './rewrite-exports.ts';
import { rewriteMeta } from './rewrite-meta.ts';
import { rewriteRequires } from './rewrite-requires.ts';
import { textStyle } from './text-style.ts';

/** All edits that make a CommonJS file an ES module. They do not overlap. */
export function rewriteModule(conversion: Conversion, facts: ModuleFacts): Edit[] {
  const style = textStyle(facts);
  const names = chooseNames(facts);
  const requires = rewriteRequires(conversion, facts, names);
  const mode = conversion.modes.get(facts.path) ?? { kind: 'none' };
  const exports = rewriteExports(
    facts,
    mode,
    style,
    names,
    conversion.entries.has(facts.path),
    fileLabel(conversion.tree, facts.path),
  );
  const kept = requires.kept.filter((node) => !enclosing(facts, node, FUNCTIONS));
  const meta = rewriteMeta(facts, style, names, requires.kept, conversion.metaDirname);
  const inner = [...requires.edits, ...exports.edits, ...meta.edits];
  const loads = [...kept, ...facts.meta.dirname, ...facts.meta.filename, ...facts.meta.resolves].filter(
    (node) => !enclosing(facts, node, FUNCTIONS),
  );
  const neededAt = Math.min(Number.POSITIVE_INFINITY, ...loads.map(({ start }) => start), exports.neededAt);
  const merged = mergeImports(requires.inPlace, [...meta.imports, ...requires.lifted]);
  const layout = layOutImports(
    facts,
    { ...requires, inPlace: merged.inPlace },
    inner,
    {
      imports: merged.lines,
      declarations: [...meta.declarations, ...exports.head],
      neededAt: meta.declarations.length + exports.head.length > 0 ? neededAt : Number.POSITIVE_INFINITY,
    },
    style,
  );
  const outer = [...layout, ...strictRemoval(facts)];
  const edits = [
    ...inner.filter(
      (edit) => !outer.some((each) => each.end > each.start && edit.start >= each.start && edit.end <= each.end),
    ),
    ...outer,
  ];
  const tail = [...exports.tail];
  const scope = scopeOf(conversion.tree, facts.path);
  const { stringNames } = lintSyntax((scope === null ? null : manifestOf(conversion.tree, scope)) ?? {});
  const isEntry = conversion.entries.has(facts.path);
  const offered = isEntry ? entryExports(facts, mode, exports.defaultName, names, style, stringNames) : [];
  if (tail.length > 0 && offered.length > 0) tail.push('');
  tail.push(...offered);
  if (tail.length > 0) {
    const lead = facts.text.endsWith('\n') ? style.eol : `${style.eol}${style.eol}`;
    edits.push({
      start: facts.text.length,
      end: facts.text.length,
      text: `${lead}${tail.join(style.eol)}${style.eol}`,
    });
  }
  return edits;
}

/** `'use strict'` says nothing in a module: it goes with its line and one empty line. */
function strictRemoval(facts: ModuleFacts): Edit[] {
  const directive = facts.body.find((statement: JsNode) => statement['directive'] === 'use strict');
  if (!directive) return [];
  const line = wholeLine(facts.text, directive.start, directive.end);
  if (!line) {
    const space = /^[ \t]*/.exec(facts.text.slice(directive.end))?.[0].length ?? 0;
    return [{ start: directive.start, end: directive.end + space, text: '' }];
  }
  const blankAfter = /^[ \t]*\r?\n/.exec(facts.text.slice(line.end))?.[0].length ?? 0;
  const above = facts.text.slice(0, line.start);
  const blankBefore = above.trim() === '' || /\n[ \t]*\r?\n$/.test(above);
  return [{ start: line.start, end: line.end + (blankBefore ? blankAfter : 0), text: '' }];
}
