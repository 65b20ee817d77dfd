export type ConfigFormat = 'json' | 'yaml' | 'other';

const FORMATS: readonly (readonly [RegExp, ConfigFormat])[] = [
  [/\.(json|json5|jsonc)$/i, 'json'],
  [/\.ya?ml$/i, 'yaml'],
  [/\.(toml|ini|properties|plist|xml|conf|cfg|tf|tfvars|env)$|(^|\/)\.env(\.[\w.-]+)?$/i, 'other'],
];
/** A file or folder that is called after flags holds flags. */
const FLAGGY =
  /(feature|flag|toggle|experiment|rollout|launch-?darkly|unleash|split|growthbook|config-?cat|statsig|flagsmith|flipt|flipper)/i;

/** The format of a configuration file by its name; null for other files. */
export function configFormat(path: string): ConfigFormat | null {
  return FORMATS.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/** Whether a configuration file is there for flags: its name says so, or the key's own surroundings in it. */
export function isFlagFile(path: string): boolean {
  const [name = '', folder = ''] = path.split('/').toReversed();
  return FLAGGY.test(name) || FLAGGY.test(folder);
}

/** Whether the keys on the way to an entry say that flags stand here: `features.flags.new-ui`. */
export function isFlagPath(steps: readonly string[]): boolean {
  return steps.some((step) => FLAGGY.test(step));
}
