/** A dated edition of the same model, as OpenAI and Anthropic name them, and Ollama's name for the newest. */
const EDITION = /^(-\d{4}-\d{2}-\d{2}|-\d{8}|:latest)$/;

/**
 * Whether the name that an endpoint gives itself is that of the model it was asked for: the same, a dated edition of it,
 * or one that the configuration lists. A family, a size or a preview is another model.
 */
export function isSameModel(routed: string, served: string, served_as: readonly string[]): boolean {
  if (served === routed || served_as.includes(served)) return true;
  return served.startsWith(routed) && EDITION.test(served.slice(routed.length));
}
