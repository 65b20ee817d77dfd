import { splitText } from '../match/source-lines.ts';
import type { NameFacts } from './name-facts.ts';

const DECLARED =
  /^\s*(?:[\w@]+\s+)*?(?:async\s+)?(?:def|class|func|fun|fn|interface|struct|enum|trait|object|module|type|const|let|var|val|static)\s+(?:\([^)]*\)\s*)?([A-Za-z_]\w*)/;
const ASSIGNED = /^\s*([A-Za-z_]\w*)\s*(?::[^=]+)?=(?!=)/;
const IMPORTED = /^\s*(?:from\s+([\w.]+)\s+import\s+(.+)|import\s+(.+))$/;

/** Names of a file in any other language, by their spelling: enough to keep hunks together that belong together. */
export function plainNames(text: string): NameFacts {
  const lines = splitText(text);
  const places = new Map<string, number>();
  const imports: { name: string; specifier: string | null; line: number }[] = [];
  lines.forEach((line, index) => {
    const name = DECLARED.exec(line)?.[1] ?? ASSIGNED.exec(line)?.[1];
    const imported = IMPORTED.exec(line);
    for (const item of (imported?.[2] ?? imported?.[3] ?? '').replace(/[()]/g, '').split(',')) {
      const [foreign = '', own = foreign] = item.trim().split(/\s+as\s+/);
      if (!/^[\w.]+$/.test(foreign)) continue;
      imports.push({ name: foreign, specifier: null, line: index + 1 });
      places.set(own.split('.')[0] ?? own, index + 1);
    }
    if (name !== undefined && !places.has(name)) places.set(name, index + 1);
  });
  const uses: NameFacts['uses'][number][] = [];
  lines.forEach((line, index) => {
    for (const [name] of line.matchAll(/[A-Za-z_]\w*/g)) {
      const declared_line = places.get(name);
      if (declared_line !== undefined && declared_line !== index + 1)
        uses.push({ name, declared_line, line: index + 1 });
    }
  });
  const exports = [...places].map(([name, line]) => ({ name, line }));
  return { declared: new Set(places.keys()), uses, exports, imports, members: [], member_uses: [] };
}
