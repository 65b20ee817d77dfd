import { parseSync } from 'oxc-parser';

/** What the language says against the text as an ES module (always strict), early errors included; null when nothing. */
export function moduleError(text: string): string | null {
  const parsed = parseSync('module.mjs', text, {
    lang: 'jsx',
    sourceType: 'module',
    range: false,
    showSemanticErrors: true,
  });
  return parsed.errors.find((each) => each.severity === 'Error')?.message ?? null;
}
