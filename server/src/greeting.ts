import type { LocalAccount } from './local-account.ts';

/** What a person reads when everything is up: where it is, how to get in, what to try. */
export function greeting({ url, account }: { url: string; account: (LocalAccount & { file: string }) | null }): string {
  const sign_in = account
    ? ['', `  E-mail    ${account.email}`, `  Password  ${account.password}`, `            (kept in ${account.file})`]
    : [];
  return [
    '',
    `IAMA is running at ${url}`,
    ...sign_in,
    '',
    'Try next:',
    '  npm run demo                     see a whole job on a small repository',
    '  npm run iama -- help             refactor a repository of yours',
    `  ${url}/api/docs${' '.repeat(Math.max(1, 33 - url.length - 9))}read the API`,
    '',
    'Ctrl-C stops it; your data stays.',
    '',
  ].join('\n');
}
