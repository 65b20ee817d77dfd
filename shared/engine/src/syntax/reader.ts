import type { ReadSource } from './source-file.ts';

/** Reads one text of its language. Never throws for bad source. */
export type Reader = (path: string, text: string) => ReadSource;
