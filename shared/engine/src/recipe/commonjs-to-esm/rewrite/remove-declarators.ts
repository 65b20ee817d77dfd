import { children } from '../../../js/walk.ts';
import type { JsNode } from '../../../js/walk.ts';
import type { ModuleFacts } from '../facts/module-facts.ts';
import type { Edit } from './edit-list.ts';
import { removeStatement } from './export-text.ts';

/** Take declarators away, and with the last of a statement the statement. What stays keeps its text and its commas. */
export function removeDeclarators(facts: ModuleFacts, goes: ReadonlySet<JsNode>): Edit[] {
  const statements = new Set([...goes].map((each) => facts.parents.get(each) as JsNode));
  return [...statements].flatMap((statement) => {
    const declarators = children(statement, 'declarations');
    if (declarators.every((each) => goes.has(each))) return [removeStatement(facts.text, statement)];
    const edits: Edit[] = [];
    const first = declarators.findIndex((each) => !goes.has(each));
    const start = declarators[0]?.start ?? statement.start;
    if (first > 0) edits.push({ start, end: declarators[first]?.start ?? start, text: '' });
    for (let at = first + 1; at < declarators.length; at += 1) {
      const each = declarators[at] as JsNode;
      if (goes.has(each)) edits.push({ start: (declarators[at - 1] as JsNode).end, end: each.end, text: '' });
    }
    return edits;
  });
}
