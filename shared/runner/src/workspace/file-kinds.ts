import { languageOf } from '@iama/engine/js/parse';

const TEXT_EXTENSIONS =
  /\.(json|json5|jsonc|html?|vue|svelte|astro|md|mdx|markdown|ya?ml|toml|ini|cfg|sh|bash|zsh|fish|ps1|bat|cmd|mk|txt|rst|css|scss|less|graphql|proto|tf|ejs|hbs|pug|njk|py|pyi|go|rb|rake|erb|java|kt|kts|swift|cs|rs|php|properties|plist|xml|gradle)$/i;
const TEXT_NAMES =
  /(^|\/)(\.[\w.-]*rc|\.babelrc|\.npmignore|\.npmrc|Makefile|Dockerfile[\w.-]*|Procfile|Gemfile|go\.mod|\.iamaignore|\.editorconfig|\.prettierignore|\.husky\/[\w-]+)$/;
const LOCKFILES = /(^|\/)(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock)$/;

/** Code the recipes understand. */
export function isSupportedSource(path: string): boolean {
  return languageOf(path) !== null;
}

/** Files whose text a recipe may need: sources, manifests, configuration and whatever may name code. */
export function isReadable(path: string): boolean {
  if (LOCKFILES.test(path)) return false;
  return isSupportedSource(path) || TEXT_EXTENSIONS.test(path) || TEXT_NAMES.test(path);
}
