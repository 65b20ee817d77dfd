import type { Declared } from './declared.ts';

/** The members that the file gives to one class, wherever they stand in it. */
export class ClassTable {
  readonly members = new Map<string, Declared[]>();
  /** Classes of the file whose members this one has too: what it extends, and its companion. */
  readonly also: ClassTable[] = [];

  add(declared: Declared): void {
    const same = this.members.get(declared.name);
    if (same) same.push(declared);
    else this.members.set(declared.name, [declared]);
  }

  /** Own members hide inherited ones. */
  find(name: string, seen: Set<ClassTable> = new Set()): readonly Declared[] {
    if (seen.has(this)) return [];
    seen.add(this);
    const own = this.members.get(name);
    if (own) return own;
    for (const other of this.also) {
      const inherited = other.find(name, seen);
      if (inherited.length > 0) return inherited;
    }
    return [];
  }

  *everything(seen: Set<ClassTable> = new Set()): Generator<Declared> {
    if (seen.has(this)) return;
    seen.add(this);
    for (const same of this.members.values()) yield* same;
    for (const other of this.also) yield* other.everything(seen);
  }
}
