import type { LanguageId } from './dialect.ts';

const EXTENSIONS: Readonly<Record<string, LanguageId>> = {
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  ts: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  py: 'python',
  pyi: 'python',
  java: 'java',
  kt: 'kotlin',
  kts: 'kotlin',
  go: 'go',
  swift: 'swift',
  rb: 'ruby',
  rake: 'ruby',
  cs: 'csharp',
  rs: 'rust',
  php: 'php',
};

/** What the file name says about the language; null for what no rewrite reads. */
export function languageOfPath(path: string): LanguageId | null {
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  return EXTENSIONS[extension] ?? null;
}
