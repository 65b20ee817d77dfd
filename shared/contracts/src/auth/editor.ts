import { z } from 'zod';

/** Editors that may ask for a sign-in, by the scheme under which the system opens them, with the name people know. */
export const EDITORS = {
  vscode: 'Visual Studio Code',
  'vscode-insiders': 'Visual Studio Code Insiders',
  'code-oss': 'Code - OSS',
  vscodium: 'VSCodium',
  cursor: 'Cursor',
  windsurf: 'Windsurf',
} as const;

export const EditorId = z.literal(Object.keys(EDITORS) as (keyof typeof EDITORS)[]);
export type EditorId = z.infer<typeof EditorId>;
