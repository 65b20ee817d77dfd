import { ROUTES } from '@iama/contracts/http/routes';

const PATHS = Object.values(ROUTES).map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll('.', String.raw`\.`).replace(/:\w+/g, '[^/]+')}$`),
}));

/** Methods of the API's routes that this path has; empty when no route has it. */
export function methodsOf(path: string): string[] {
  return PATHS.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}
