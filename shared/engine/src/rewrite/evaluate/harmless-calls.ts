import type { CallNode, MemberNode } from '../../syntax/node.ts';
import type { SourceFile } from '../../syntax/source-file.ts';

/** Constructors that only make a value of what is written in their place; without `new` they throw. */
const COLLECTIONS: ReadonlySet<string> = new Set(['Map', 'Set', 'WeakMap', 'WeakSet']);
/** Functions and constructors that only make a value, when they are given nothing, or literals, to run. */
const MAKERS: ReadonlySet<string> = new Set(['Array', 'Object', 'Date', 'Boolean', 'String', 'Error', 'TypeError']);

/** React calls whose only product is their result: an unused one goes with its variable. */
const HOOKS: ReadonlySet<string> = new Set([
  'useMemo',
  'useCallback',
  'useRef',
  'useState',
  'useContext',
  'createContext',
]);

/** A call that a person would not miss when its result is not used. Everything unknown has effects. */
export function isHarmlessCall(file: SourceFile, call: CallNode): boolean {
  const { language } = file.dialect;
  if (language !== 'javascript' && language !== 'typescript') return false;
  const { callee } = call;
  if (callee.role === 'member') {
    if (isFreeze(file, callee)) return call.args.length === 1 && /^(?:object|list)$/.test(call.args[0]!.value.role);
    return HOOKS.has(callee.property) && callee.object?.role === 'name' && callee.object.name === 'React';
  }
  if (callee.role !== 'name') return false;
  const binding = file.bindings.of(callee);
  if (binding === null) return callee.name === 'Boolean' || isMaker(callee.name, call);
  return binding.kind === 'import' && HOOKS.has(callee.name);
}

function isFreeze(file: SourceFile, { object, property }: MemberNode): boolean {
  return property === 'freeze' && object?.role === 'name' && object.name === 'Object' && !file.bindings.of(object);
}

function isMaker(name: string, { args, is_new }: CallNode): boolean {
  if (name === 'Symbol') return !is_new && args.every(({ value }) => value.role === 'literal');
  if (!COLLECTIONS.has(name)) {
    return (
      MAKERS.has(name) && args.every(({ value }) => value.role === 'literal') && (name !== 'Array' || args.length === 0)
    );
  }
  const [given, ...more] = args.map(({ value }) => value);
  if (!is_new || more.length > 0) return false;
  if (!given) return true;
  if (given.role !== 'list' || name.startsWith('Weak')) return false;
  return name === 'Set' || given.children.every((pair) => pair.role === 'list');
}
