/** Tokens, by plan. What the answer and the instructions take is not in them. */
export const CONTEXT_BUDGETS = {
  FREE: 128_000,
  PLUS: 128_000,
  PRO: 128_000,
  MAX: 200_000,
  ENTERPRISE: 200_000,
} as const;
