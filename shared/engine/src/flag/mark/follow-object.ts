import type { FlagGiven } from '@iama/contracts/flag/api';
import type { FlagValue } from '@iama/contracts/flag/request';
import type { Links } from '../../rewrite/program.ts';
import type { BindingNode, NodeOf, SyntaxNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';
import { followBinding } from './follow-binding.ts';
import { marked, staying, together } from './followed.ts';
import type { Followed } from './followed.ts';
import { followValue } from './follow-value.ts';
import { accessOn, outerValue } from './outer-value.ts';

/**
 * What stands behind a property of an object: a value, another object, or nothing of the flag's. `others` says that the
 * object belongs to other flags too, so that uses that are not known say nothing about this one.
 */
export interface ObjectShape {
  readonly others: boolean;
  property(name: string): Behind | null;
}
type FollowBehind = (file: SourceFile, target: SyntaxNode, found: Behind) => Followed;
export type Behind = { readonly given: FlagGiven } | { readonly shape: ObjectShape };

/** An object about one flag, of which the details are known. */
export function resultShape({
  details = {},
}: {
  readonly details?: Readonly<Record<string, FlagGiven>> | undefined;
}): ObjectShape {
  return {
    others: false,
    property: (name) => (Object.hasOwn(details, name) ? { given: details[name]! } : null),
  };
}

/** Marks for all uses of an expression that gives an object with a flag in it. */
export function followObject(
  links: Links,
  file: SourceFile,
  node: SyntaxNode,
  value: FlagValue,
  shape: ObjectShape,
): Followed {
  const outer = outerValue(node).node;
  const behind: FollowBehind = (within, target, found) =>
    'given' in found
      ? followValue(links, within, target, value, found.given)
      : followObject(links, within, target, value, found.shape);
  const unknown = (): Followed => (shape.others ? NOTHING : staying('Its result is used as a whole.'));

  const access = accessOn(outer);
  if (access) {
    const found = shape.property(access.property);
    if (found === null)
      return shape.others ? NOTHING : staying(`\`.${access.property}\` says something else about the flag.`);
    return access.args === null || access.args.length === 0 ? behind(file, access.whole, found) : unknown();
  }
  const { parent } = outer;
  if (parent?.role === 'expression' && !shape.others) return marked(parent, { kind: 'remove' });
  if (parent?.role !== 'binding' || parent.initializer !== outer) return unknown();
  if (parent.name) {
    const followed = followBinding(links, file, parent, (within, use) =>
      followObject(links, within, use, value, shape),
    );
    return shape.others ? withoutDeclaration(followed, parent) : followed;
  }
  const pattern = parent.children.find(
    (child) => child !== outer && (child.role === 'object' || child.role === 'other'),
  );
  return pattern ? followPattern(links, file, parent, pattern, shape, behind) : unknown();
}

const NOTHING: Followed = { marks: [], left: null };

/** A variable with all flags stays for the others. */
function withoutDeclaration({ marks, left }: Followed, declaration: BindingNode): Followed {
  return { marks: marks.filter(([node]) => node !== declaration), left };
}

function followPattern(
  links: Links,
  file: SourceFile,
  declaration: BindingNode,
  pattern: SyntaxNode,
  shape: ObjectShape,
  behind: FollowBehind,
): Followed {
  const entries = pattern.children.filter((child): child is NodeOf<'entry'> => child.role === 'entry');
  const known = entries.flatMap((entry) => {
    const found = entry.key === null ? null : shape.property(entry.key);
    return found && entry.value.role === 'binding' && entry.value.name ? [{ entry, target: entry.value, found }] : [];
  });
  if (known.length === 0)
    return shape.others ? NOTHING : staying('Its result is taken apart in a way that is not known.');
  const isRigid = pattern.role !== 'object';
  const isAll = known.length === entries.length && !isRigid;
  const followed = known.map(({ entry, target, found }) =>
    followBinding(links, file, target, (within, use) => behind(within, use, found), isAll ? declaration : entry),
  );
  const all = together(followed);
  if (isRigid && all.left === null) {
    const marks = all.marks.filter(([node]) => !entries.some((entry) => entry === node));
    return { marks, left: 'The name stays in the pattern, because `...rest` would take it up.' };
  }
  return isAll && followed.some(({ left }) => left !== null)
    ? { ...all, marks: all.marks.filter(([node]) => node !== declaration) }
    : all;
}
