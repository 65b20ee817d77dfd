/** `[major, minor]` pairs that a Node range allows, lowest of each `||` part; empty when the range says nothing usable. */
export function engineFloors(range: unknown): readonly (readonly [number, number])[] {
  if (typeof range !== 'string') return [];
  const floors: [number, number][] = [];
  for (const part of range.split('||')) {
    const found = /(>=|>|\^|~|=|v)?\s*v?(\d+)(?:\.(\d+|x|\*))?/.exec(part.trim());
    if (!found || part.trim().startsWith('<')) return [];
    const minor = Number(found[3] ?? 0);
    floors.push([Number(found[2]), Number.isNaN(minor) ? 0 : minor]);
  }
  return floors;
}
