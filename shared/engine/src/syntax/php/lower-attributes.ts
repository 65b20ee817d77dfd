import { build } from '../cst/build-node.ts';
import type { CstNode } from '../cst/cst-node.ts';
import type { Lower } from '../cst/lowering.ts';
import type { AnnotationNode } from '../node.ts';
import { lowerArguments } from './lower-call.ts';

/** `#[A(1)]` spans its brackets where it stands in them alone. */
export function lowerAttributes(node: CstNode, lower: Lower): readonly AnnotationNode[] {
  return node.all('attribute_list').flatMap((list) =>
    list.named.flatMap((group) =>
      group.named.map((each) => {
        const span = group.named.length === 1 ? group : each;
        const name = each.named[0]!;
        return build('annotation', span, { name: name.text, args: lowerArguments(each.first('arguments'), lower) }, [
          lower(name),
        ]);
      }),
    ),
  );
}
