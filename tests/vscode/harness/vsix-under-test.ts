export const VSIX_VARIABLE = 'IAMA_VSIX';

/** The packaged extension that `main.ts` hands to the journeys. */
export function vsixUnderTest(): string {
  const file = process.env[VSIX_VARIABLE];
  if (file === undefined) {
    throw new Error(
      `Start this with: npm run test:vscode -- <this file>. It says in ${VSIX_VARIABLE} what to install.`,
    );
  }
  return file;
}
