import type { Command } from 'commander';

/** Adds a command with its help, its examples and `--json` to the program. */
export type MakeCommand = (name: string, description: string, examples?: readonly string[]) => Command;
