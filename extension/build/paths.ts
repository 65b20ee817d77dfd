import { fileURLToPath } from 'node:url';

/** The extension's folder, the repository's, and what is built. */
export const EXTENSION = fileURLToPath(new URL('../', import.meta.url));
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
