import { z } from 'zod';
import { FlagLanguage } from './preset.ts';

const Name = z.string().min(1).max(200);
const Names = z.array(Name).min(1);

/**
 * What a call gives for a flag of its kind. A flag of another kind cannot be decided there and is left. `switch` is a text
 * that programs compare with words for on and off (`1`, `true`, `yes`) or ask whether it is there: environment variables.
 */
export const FlagType = z.enum(['boolean', 'string', 'number', 'switch', 'any']);
export type FlagType = z.infer<typeof FlagType>;

/** How true and false are spelled where flags are strings: Split says `on` and `off`. */
export const FlagSpelling = z.strictObject({ true: z.string(), false: z.string() });
export type FlagSpelling = z.infer<typeof FlagSpelling>;

/** `negation`: true where the flag is false. */
const given = {
  gives: z.enum(['value', 'negation']).default('value'),
  type: FlagType.default('any'),
  spelling: FlagSpelling.optional(),
};
export const FlagGiven = z.strictObject(given);
export type FlagGiven = z.infer<typeof FlagGiven>;

/**
 * What has to be true of the place besides the name; one of them is enough. `receivers`: the name before the dot, without
 * regard to case and underscores (`ldClient` for `this.ld_client`). `types`: the declared type of the receiver. `imports`:
 * a module or package that the file imports, or one below it.
 */
export const FlagEvidence = z.strictObject({
  receivers: z.array(Name).default([]),
  types: z.array(Name).default([]),
  imports: z.array(Name).default([]),
});
export type FlagEvidence = z.infer<typeof FlagEvidence>;

/** How a library spells a key where it makes a name of it: `new-ui` is `newUi` in `camel`, `NEW_UI` in `screaming`. */
export const KeyStyle = z.enum(['exact', 'camel', 'pascal', 'snake', 'screaming', 'kebab']);
export type KeyStyle = z.infer<typeof KeyStyle>;

/**
 * A function or method that is asked for a flag.
 *
 * `names`: without receiver. `{camel}`, `{pascal}`, `{snake}` in a name stand for the key in that style
 * (`is{pascal}Enabled`); the call then needs no key among its arguments.
 * `key`: where the key may stand: positions from 0, and names of keyword arguments; the first that holds a text counts.
 *
 * `gives`: `value`, `negation`; `result` for an object that holds the value (`details`); `flags` for an object with a
 * property for each flag (`styles`); `results` for one with a result for each flag that the call names in a list;
 * `nothing` for a statement that goes with its flag.
 * `details`: what the properties or methods of a result give. `inside`: the property that holds the `results`.
 * `tuple`: what the call returns side by side (Go): `value`, `error` for what is null and `present` for what is true when
 * all is well.
 * `promise`: the call gives a promise, always or perhaps; what is not awaited is left.
 */
export const FlagCall = z.strictObject({
  names: Names,
  key: z
    .array(z.union([z.int().nonnegative(), Name]))
    .min(1)
    .default([0]),
  gives: z.enum(['value', 'negation', 'result', 'flags', 'results', 'nothing']).default('value'),
  type: FlagType.default('any'),
  spelling: FlagSpelling.optional(),
  details: z.record(Name, FlagGiven).optional(),
  styles: z.array(KeyStyle).min(1).default(['exact']),
  inside: Name.optional(),
  tuple: z.array(z.enum(['value', 'error', 'present'])).optional(),
  promise: z.enum(['always', 'perhaps']).optional(),
  on: FlagEvidence.optional(),
  languages: z.array(FlagLanguage).optional(),
});
export type FlagCall = z.infer<typeof FlagCall>;

/**
 * An object with a property for each flag: `process.env`, `settings.FLAGS`. Written as in the code, with dots. `gives`:
 * `result` for properties that are objects with `details`: `Flags.newUi.isEnabled`.
 */
export const FlagMember = z.strictObject({
  objects: Names,
  styles: z.array(KeyStyle).min(1).default(['exact']),
  ...given,
  gives: z.enum(['value', 'negation', 'result']).default('value'),
  details: z.record(Name, FlagGiven).optional(),
  on: FlagEvidence.optional(),
  languages: z.array(FlagLanguage).optional(),
});
export type FlagMember = z.infer<typeof FlagMember>;

/**
 * A component that shows its content when the flag is on. `key`, `fallback`, `inverted` and `default` are names of
 * attributes: what is shown otherwise; turned round; a text that the flag's value replaces (`shows: value`).
 */
export const FlagElement = z.strictObject({
  names: Names,
  key: Names,
  shows: z.enum(['content', 'value']).default('content'),
  fallback: Name.optional(),
  inverted: Name.optional(),
  negated: z.boolean().default(false),
  on: FlagEvidence.optional(),
});
export type FlagElement = z.infer<typeof FlagElement>;

/** `withFlag("x")(Page)` (`component: "next_call"`), or `withFlag("x", Page)` with the argument's position. */
export const FlagWrapper = z.strictObject({
  names: Names,
  key: z.int().nonnegative().default(0),
  component: z.union([z.literal('next_call'), z.int().nonnegative()]).default('next_call'),
  on: FlagEvidence.optional(),
});
export type FlagWrapper = z.infer<typeof FlagWrapper>;

/**
 * An annotation or decorator that names the flag. `takes` is what goes: the flag's `argument` (and the annotation when no
 * flag is left in it), the whole `annotation`, or the `declaration` below it. `when` limits that to one surviving value. With
 * the other one a `declaration` loses the flag's argument only: a test for the flag switched off goes when the flag stays on,
 * and stays when it is off. An annotation that goes `when` true guards what is below; with false it is left. `for` is the
 * argument that says for which value the declaration below is: `@ParameterValue(key = "x", val = "false")` on a test. The
 * annotation goes where that is the surviving value, the declaration where it is another.
 */
export const FlagAnnotation = z.strictObject({
  names: Names,
  argument: z.union([z.int().nonnegative(), Name]).optional(),
  takes: z.enum(['argument', 'annotation', 'declaration']).default('argument'),
  when: z.boolean().optional(),
  for: z.union([z.int().nonnegative(), Name]).optional(),
});
export type FlagAnnotation = z.infer<typeof FlagAnnotation>;

/**
 * How a program asks for its flags. `constants` are names that stand for the flag where its declaration cannot be seen:
 * `STALE_FLAG`, `Flags.NEW_UI`.
 */
export const FlagApi = z.strictObject({
  calls: z.array(FlagCall).default([]),
  members: z.array(FlagMember).default([]),
  elements: z.array(FlagElement).default([]),
  wrappers: z.array(FlagWrapper).default([]),
  annotations: z.array(FlagAnnotation).default([]),
  constants: z.array(Name).default([]),
});
export type FlagApi = z.infer<typeof FlagApi>;
/** An API as people and presets write it down: what has a default may be left out. */
export type FlagApiInput = z.input<typeof FlagApi>;
