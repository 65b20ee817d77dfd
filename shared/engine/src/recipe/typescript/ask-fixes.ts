import type ts from 'typescript6';
import type { Project } from './compiler.ts';
import { toCompilerPath } from './tree-paths.ts';

export interface FixQuestion {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly code: number;
}

/**
 * The compiler's fixes for an error at a place. Its formatter has assertions that rare code trips over; one such place is no
 * reason to give up the others, so it counts as a place without fixes.
 */
export function askFixes(
  { service }: Project,
  { path, start, end, code }: FixQuestion,
  format: ts.FormatCodeSettings,
  preferences: ts.UserPreferences,
): readonly ts.CodeFixAction[] {
  try {
    return service.getCodeFixesAtPosition(toCompilerPath(path), start, end, [code], format, preferences);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Debug Failure')) return [];
    throw error;
  }
}
