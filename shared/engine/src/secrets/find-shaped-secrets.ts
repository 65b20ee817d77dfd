import { entropyOf } from './entropy-of.ts';
import { isFiller } from './is-filler.ts';
import type { Secret } from './secret.ts';

interface Shape {
  readonly type: string;
  /** Must be in the text for the pattern to be tried. */
  readonly mark: string;
  /** Group 1 is the secret; without one, the whole match. */
  readonly pattern: RegExp;
  readonly accepts?: (secret: string) => boolean;
}

const NOT_FILLED =
  /^[$<%[*]|^\{\{|>$|^(?:user|username|pass|passwd|password|pwd|secret|token|test|xxx+|yyy+|changeit|changeme)$|^.$/i;
const isGiven = (secret: string): boolean => !NOT_FILLED.test(secret) && !isFiller(secret);

/** The number of an app, a bar, its secret. */
const FACEBOOK_APP = /(?<![\w.])\d{15,16}\|(?=[\w-]{0,26}[A-Z])[\w-]{27}(?![\w-])/g;

/** Secrets that are known by the shape of what stands around them. */
const SHAPES: readonly Shape[] = [
  {
    type: 'PRIVATE_KEY',
    mark: 'PRIVATE KEY',
    // Also in one line with `\n` in a string, and cut off: what has begun is secret to its end.
    pattern:
      /-----BEGIN[ A-Z0-9_-]{0,60}PRIVATE KEY(?: BLOCK)?-----[\s\S]{20,20000}?(?:-----END[ A-Z0-9_-]{0,60}PRIVATE KEY(?: BLOCK)?-----|$(?![\s\S]))/g,
  },
  {
    type: 'PUTTY_KEY',
    mark: 'PuTTY-User-Key-File',
    pattern: /PuTTY-User-Key-File-\d[\s\S]{40,20000}?Private-MAC: [0-9a-f]+/g,
  },
  {
    type: 'JWT',
    mark: 'eyJ',
    pattern: /(?<![\w-])eyJ[\w-]{10,}\.(?:eyJ|ZXlK)[\w/\\-]{10,}(?:\.[\w/\\-]*={0,2})?/g,
  },
  { type: 'JWT', mark: 'ZXlK', pattern: /(?<![\w-])ZXlK[A-Za-z0-9+/\\_=-]{60,}/g },
  {
    type: 'CONNECTION_PASSWORD',
    mark: '://',
    pattern: /:\/\/[^\s:/?#@"'`<>\\]{0,100}:([^\s/?#"'`<>@\\]{3,200})@(?=[\w[.$-])/g,
    accepts: isGiven,
  },
  {
    type: 'CONNECTION_PASSWORD',
    mark: 'assword',
    pattern: /\b[Pp]assword\s*=\s*(?!["'`])([^;"'`\s]{6,128})(?=\s*;|["'`])/gi,
    accepts: (secret) => isGiven(secret) && /[^A-Za-z_.$-]/.test(secret) && !/^\/|[()|]/.test(secret),
  },
  {
    type: 'AZURE_KEY',
    mark: 'Key=',
    pattern: /\b(?:AccountKey|SharedAccessKey|SharedSecret|AccessKey)=([A-Za-z0-9+/]{40,88}={0,2})/g,
  },
  { type: 'AZURE_SAS', mark: 'sig=', pattern: /[?&]sig=([A-Za-z0-9%+/]{30,}(?:=|%3D){0,2})/g },
  {
    type: 'AZURE_SECRET',
    mark: 'Q~',
    pattern: /(?<![\w~.])[\w~.]{3}\dQ~[\w~.-]{31,34}(?![\w~-])/g,
    accepts: isGiven,
  },
  {
    type: 'TERRAFORM_TOKEN',
    mark: '.atlasv1.',
    pattern: /\b[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}/g,
    accepts: isGiven,
  },
  { type: 'MAILCHIMP_KEY', mark: '-us', pattern: /\b[0-9a-f]{32}-us\d{1,2}\b/g },
  { type: 'TELEGRAM_TOKEN', mark: ':A', pattern: /(?<!\w)\d{8,10}:A[\w-]{34}(?![\w-])/g },
  // The bar alone would be no mark: code is full of them.
  { type: 'FACEBOOK_TOKEN', mark: 'acebook', pattern: FACEBOOK_APP, accepts: isGiven },
  { type: 'FACEBOOK_TOKEN', mark: 'FACEBOOK', pattern: FACEBOOK_APP, accepts: isGiven },
  // What Bundler logs in with at a host of gems: the host in capitals, `__` for each dot.
  {
    type: 'BUNDLER_PASSWORD',
    mark: 'BUNDLE_',
    pattern:
      /\bBUNDLE_[A-Z0-9]+(?:_{1,3}[A-Z0-9]+)*__[A-Z0-9]+["']?\s*[:=]\s*["']?([\w%.+~-]{2,60}:(?!\/\/)[^\s"'`;&|$<>{}]{6,200})/g,
    accepts: isGiven,
  },
  { type: 'MAXMIND_KEY', mark: '_mmk', pattern: /\b\w{6}_\w{29}_mmk\b/g },
  { type: 'TWITTER_TOKEN', mark: 'AAAAAAAAAA', pattern: /\bA{20,24}[\w%]{60,90}/g },
  {
    type: 'SLACK_WEBHOOK',
    mark: 'hooks.slack.com',
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9+/]{30,60})/g,
  },
  { type: 'DISCORD_WEBHOOK', mark: '/webhooks/', pattern: /\/webhooks\/(\d{17,20}\/[\w-]{60,80})/g },
  {
    type: 'TEAMS_WEBHOOK',
    mark: 'webhook.office.com',
    pattern: /webhook\.office\.com\/webhookb2\/([\w@-]{73}\/IncomingWebhook\/\w{32}\/[\w-]{36})/g,
  },
  {
    type: 'AUTHORIZATION',
    mark: 'uthorization',
    pattern:
      /authorization["']?\s*[:=,]\s*["'`]?(?:(?:Basic|Bearer|(?:Api-)?Token|Digest)\s+)?(?![A-Za-z]+\s)([\w=~@.+/-]{8,2000})/gi,
    accepts: (secret) => isGiven(secret) && /\d|=$/.test(secret) && entropyOf(secret) >= 2.7,
  },
  {
    type: 'AUTHORIZATION',
    mark: 'earer ',
    pattern: /\bBearer ([\w=~.+/-]{16,2000})/g,
    accepts: (secret) => isGiven(secret) && /\d/.test(secret) && entropyOf(secret) >= 3,
  },
  {
    type: 'HEADER_KEY',
    mark: 'curl',
    pattern: /(?:-H|--header)[ =]{1,5}["'](?:X-(?:[A-Za-z]+-)?)?(?:Api-?)?(?:Key|Token):[ \t]{0,5}([\w=~@.+/-]{8,})/gi,
    accepts: (secret) => isGiven(secret) && entropyOf(secret) >= 2.7,
  },
  {
    type: 'CURL_PASSWORD',
    mark: 'curl',
    pattern:
      /\s(?:-u|--user)[= \t]{1,5}(?:"?\{?[^\s"':]{0,100}\}?"?:("[^"\s]{3,}"|'[^'\s]{3,}'|[^\s"']{3,})|"([^":\s]{3,}):"(?=\s)|'[^':\s]{3,}:([^'\s]{3,})')/g,
    accepts: (secret) => isGiven(secret.replace(/^["']|["']$/g, '')) && !/[$][({]|\{\{/.test(secret),
  },
  {
    type: 'NETRC_PASSWORD',
    mark: 'machine ',
    pattern: /\bmachine\s+\S+\s+login\s+\S+\s+password\s+(\S+)/g,
    accepts: isGiven,
  },
  { type: 'NPM_AUTH', mark: '_auth', pattern: /:?_auth(?:Token)?\s*=\s*["']?([\w=+/.-]{16,})/g, accepts: isGiven },
];

const ANY_MARK = new RegExp(
  [...new Set(SHAPES.map(({ mark }) => mark.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')))].join('|'),
  'g',
);

/** Which marks a text has, in one pass: most texts have none but `://`. */
function marksIn(text: string): ReadonlySet<string> {
  const marks = new Set<string>();
  ANY_MARK.lastIndex = 0;
  for (let hit = ANY_MARK.exec(text); hit !== null; hit = ANY_MARK.exec(text)) {
    marks.add(hit[0]);
    // One may begin inside another: `_authorization`.
    ANY_MARK.lastIndex = hit.index + 1;
  }
  return marks;
}

/** Keys in PEM, connection strings, tokens in headers, and other secrets that their surroundings give away. */
export function* findShapedSecrets(text: string): Iterable<Secret> {
  const marks = marksIn(text);
  if (marks.size === 0) return;
  for (const { type, mark, pattern, accepts } of SHAPES) {
    if (!marks.has(mark)) continue;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const secret = match.slice(1).find((group) => group !== undefined) ?? match[0];
      if (accepts && !accepts(secret)) continue;
      const start = match.index + match[0].lastIndexOf(secret);
      yield { start, end: start + secret.length, type };
    }
  }
}
