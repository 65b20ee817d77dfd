/** The token of an `Authorization: Bearer …` header; null when it is anything else. */
export function bearerOf(authorization: string | undefined): string | null {
  return /^Bearer ([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1] ?? null;
}
