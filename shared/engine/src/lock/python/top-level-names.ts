/** Names that a Python module binds at its top level: what others may import from it. By a glance. Pure. */
export function topLevelNames(source: string): ReadonlySet<string> {
  const declared = Array.from(
    source.matchAll(/^(?:class|def|async[ \t]+def)[ \t]+(\w+)|^(\w+)[ \t]*(?::[^=\n]*)?=(?!=)/gm),
  );
  const imported = Array.from(source.matchAll(/^from[ \t]+[\w.]+[ \t]+import[ \t]+(\([^)]*\)|[^\n#]*)/gm));
  return new Set([
    ...declared.map(([, name, constant]) => name ?? constant ?? ''),
    ...imported.flatMap(([, list = '']) =>
      list
        .replaceAll(/#[^\n]*|[()\\]/g, ' ')
        .split(',')
        .map((each) => each.trim().split(/\s+/).at(-1) ?? ''),
    ),
  ]);
}
