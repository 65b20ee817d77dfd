import type { NodeOf, Span, SyntaxNode } from '../../syntax/node.ts';
import type { Binding, SourceFile } from '../../syntax/source-file.ts';

/** How a test file gets at the code that it tests. */
export interface TargetUses {
  /** Names of the code itself: what is imported, and other names for it. */
  readonly direct: ReadonlySet<Binding>;
  /** Whether something within has to do with that code: by its names, or by what the file makes of them. */
  reaches(span: Span): boolean;
  /** Whether a chain of members begins at the code itself. */
  startsAt(node: SyntaxNode): boolean;
}

/** Who means the code that `isTarget` tells by the name of a module. Pure. */
export function targetUses(file: SourceFile, isTarget: (source: string) => boolean): TargetUses {
  const { bindings } = file;
  const nodes = nodesOf(file.root);
  const loads = nodes.filter((node) => isLoad(node, isTarget));
  const direct = new Set(bindings.all.filter(({ declaration }) => isImported(declaration, file, isTarget)));
  const startsAt = (node: SyntaxNode): boolean => {
    const root = rootOf(node);
    const binding = root.role === 'name' ? bindings.of(root) : null;
    return loads.includes(root) || (binding !== null && direct.has(binding));
  };
  const given = nodes.flatMap((node) => givenBy(node, file));
  grow(() => given.flatMap(({ to, value }) => (startsAt(value) ? to : [])), direct);

  const made = new Set(direct);
  const fields = new Set<string>();
  const members = nodes.filter((node) => node.role === 'member' && isOwn(node));
  const reaches = ({ start, end }: Span): boolean => {
    const isIn = (node: Span): boolean => node.start >= start && node.end <= end;
    return (
      loads.some(isIn) ||
      members.some((node) => node.role === 'member' && fields.has(node.property) && isIn(node)) ||
      [...made].some(({ references }) =>
        references.some(({ node, access }) => access !== 'write' && isIn(node) && !isInType(node)),
      )
    );
  };
  const bodies = [...given, ...nodes.flatMap((node) => bodyOf(node, file))];
  let before = -1;
  while (before !== made.size + fields.size) {
    before = made.size + fields.size;
    for (const { to, field, value } of bodies) {
      if (!reaches(value)) continue;
      for (const binding of to) made.add(binding);
      if (field !== null) fields.add(field);
    }
    for (const binding of fixtures(file, made)) made.add(binding);
  }
  return { direct, reaches, startsAt };
}

/** A value, and the names that it is given. `field`: the one of `this` or `self`. */
interface Given {
  readonly to: readonly Binding[];
  readonly field: string | null;
  readonly value: SyntaxNode;
}

function givenBy(node: SyntaxNode, { bindings }: SourceFile): Given[] {
  if (node.role === 'binding' && node.initializer) {
    const { initializer, start } = node;
    const to = bindings.all.filter(
      ({ declaration }) => declaration === node || (declaration.start >= start && declaration.end <= initializer.start),
    );
    return [{ to, field: null, value: initializer }];
  }
  if (node.role !== 'assign') return [];
  const { target, value } = node;
  const field = target.role === 'member' && isOwn(target) ? target.property : null;
  const root = rootOf(target);
  const own = field === null && root.role === 'name' ? bindings.of(root) : null;
  return [{ to: own === null ? [] : [own], field, value }];
}

/** What a function or class does is done by whoever names it. */
function bodyOf(node: SyntaxNode, { bindings }: SourceFile): Given[] {
  if (node.role !== 'function' && node.role !== 'class') return [];
  const to = bindings.all.filter(({ declaration }) => declaration === node);
  const field = node.role === 'function' && node.kind === 'method' ? (node.name?.name ?? null) : null;
  return [{ to, field, value: node }];
}

/** pytest gives a parameter what the function of that name returns. */
function fixtures({ bindings, dialect }: SourceFile, made: ReadonlySet<Binding>): Binding[] {
  if (dialect.language !== 'python') return [];
  const names = new Set([...made].flatMap(({ kind, name }) => (kind === 'function' ? [name] : [])));
  return bindings.all.filter(({ kind, name }) => kind === 'param' && names.has(name));
}

function grow(more: () => readonly Binding[], into: Set<Binding>): void {
  for (let before = -1; before !== into.size;) {
    before = into.size;
    for (const binding of more()) into.add(binding);
  }
}

function isImported(node: SyntaxNode, { dialect, text }: SourceFile, isTarget: (source: string) => boolean): boolean {
  if (node.role !== 'import_item' || node.parent?.role !== 'import') return false;
  const { source, start } = node.parent;
  if (isTarget(source)) return !isType(text.slice(start, node.end)) && !isType(text.slice(node.start, node.end));
  return dialect.language === 'python' && isTarget(`${source.replace(/\.$/, '')}.${node.imported}`);
}

/** `import type { Cart }`, `type Cart`: nothing of it is there when a test runs. */
function isType(text: string): boolean {
  return /^(?:import\s+)?type\s+(?!as\b|from\b)/.test(text);
}

function isInType({ parent }: SyntaxNode): boolean {
  if (parent === null) return false;
  return (parent.role === 'other' && parent.grammar.startsWith('TSType')) || isInType(parent);
}

function isLoad(node: SyntaxNode, isTarget: (source: string) => boolean): boolean {
  if (node.role !== 'call' || node.callee.role !== 'name' || node.callee.name !== 'require') return false;
  const value = node.args[0]?.value;
  return value?.role === 'literal' && typeof value.value === 'string' && isTarget(value.value);
}

/** `a` of `a.b[c].d`. */
function rootOf(node: SyntaxNode): SyntaxNode {
  if (node.role === 'member' && node.object) return rootOf(node.object);
  if (node.role === 'index') return rootOf(node.object);
  if (node.role === 'group') return rootOf(node.inner);
  return node.role === 'wrap' ? rootOf(node.operand) : node;
}

function isOwn({ object }: NodeOf<'member'>): boolean {
  return object?.role === 'name' && /^(?:this|self|cls)$/.test(object.name);
}

export function nodesOf(root: SyntaxNode): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    nodes.push(node);
    node.children.forEach(visit);
  };
  visit(root);
  return nodes;
}
