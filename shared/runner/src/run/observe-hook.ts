import { fileURLToPath } from 'node:url';

/** Beside the hooks, as they are beside the bundle of whoever packs this: a path from elsewhere would lead nowhere there. */
export const OBSERVE_HOOK = fileURLToPath(new URL('./hooks/observe.cjs', import.meta.url));

/** The same for Python. */
export const OBSERVE_HOOK_PYTHON = fileURLToPath(new URL('./hooks/observe.py', import.meta.url));
