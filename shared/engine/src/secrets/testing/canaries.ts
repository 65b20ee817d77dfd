/** A made-up secret and a line of source that holds it as programs do. */
export interface Canary {
  readonly kind: string;
  readonly secret: string;
  readonly line: string;
}

/** `below(n)`: a whole number from 0 to `n - 1`. */
export type Below = (limit: number) => number;

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const HEX = `${DIGITS}abcdef`;
const ALNUM = `${LOWER}${LOWER.toUpperCase()}${DIGITS}`;
const BASE32 = `${LOWER.toUpperCase()}234567`;

type Draw = (alphabet: string, length: number) => string;

/** Fifty kinds, each put together from parts, so that no whole one stands in this file. */
const KINDS: Readonly<Record<string, (draw: Draw) => readonly [secret: string, line: string]>> = {
  'AWS access key': (draw) => bare(`AKIA${draw(BASE32, 16)}`, (it) => `const id = '${it}';`),
  'AWS secret key': (draw) => bare(draw(ALNUM, 40), (it) => `aws_secret_access_key = ${it}`),
  'Google API key': (draw) => bare(`AIza${draw(ALNUM, 35)}`, (it) => `maps('${it}')`),
  'Google client secret': (draw) => bare(`GOCSPX-${draw(ALNUM, 28)}`, (it) => `google('${it}')`),
  'Azure storage key': (draw) => bare(`${draw(ALNUM, 86)}==`, (it) => `AccountName=shop;AccountKey=${it};`),
  'Azure client secret': (draw) => bare(`${draw(ALNUM, 3)}8Q~${draw(ALNUM, 34)}`, (it) => `azure("${it}")`),
  'DigitalOcean token': (draw) => bare(`dop_v1_${draw(HEX, 64)}`, (it) => `ocean = '${it}'`),
  'Databricks token': (draw) => bare(`dapi${draw(HEX, 32)}`, (it) => `bricks: ${it}`),
  'GitHub token': (draw) => bare(`ghp_${draw(ALNUM, 36)}`, (it) => `git clone https://${it}@github.com/a/b`),
  'GitHub fine-grained token': (draw) =>
    bare(`github_pat_${draw(ALNUM, 22)}_${draw(ALNUM, 59)}`, (it) => `login('${it}')`),
  'GitLab token': (draw) => bare(`glpat-${draw(ALNUM, 20)}`, (it) => `lab = "${it}"`),
  'npm token': (draw) => bare(`npm_${draw(ALNUM, 36)}`, (it) => `//registry.npmjs.org/:_authToken=${it}`),
  'PyPI token': (draw) => bare(`pypi-AgEIcHlwaS5vcmc${draw(ALNUM, 60)}`, (it) => `twine upload -p ${it}`),
  'RubyGems key': (draw) => bare(`rubygems_${draw(HEX, 48)}`, (it) => `:gems: ${it}`),
  'Docker token': (draw) => bare(`dckr_pat_${draw(ALNUM, 27)}`, (it) => `docker login -p ${it}`),
  'Atlassian token': (draw) => bare(`ATATT3${draw(ALNUM, 180)}`, (it) => `jira("${it}")`),
  'Slack bot token': (draw) =>
    bare(`xoxb-${draw(DIGITS, 12)}-${draw(DIGITS, 12)}-${draw(ALNUM, 24)}`, (it) => `slack('${it}')`),
  'Slack webhook': (draw) =>
    bare(
      `T${draw(BASE32, 8)}/B${draw(BASE32, 8)}/${draw(ALNUM, 24)}`,
      (it) => `post('https://hooks.slack.com/services/${it}')`,
    ),
  'Discord webhook': (draw) =>
    bare(`${draw('123456789', 18)}/${draw(ALNUM, 68)}`, (it) => `post("https://discord.com/api/webhooks/${it}")`),
  'Telegram token': (draw) => bare(`${draw('123456789', 9)}:A${draw(ALNUM, 34)}`, (it) => `bot('${it}')`),
  'SendGrid key': (draw) => bare(`SG.${draw(ALNUM, 22)}.${draw(ALNUM, 43)}`, (it) => `mail.use('${it}')`),
  'Mailgun key': (draw) => bare(`key-${draw(HEX, 32)}`, (it) => `mailgun('${it}')`),
  'Mailchimp key': (draw) => bare(`${draw(HEX, 32)}-us12`, (it) => `chimp('${it}')`),
  'Twilio key': (draw) => bare(`SK${draw(HEX, 32)}`, (it) => `twilio('${it}')`),
  'Stripe key': (draw) => bare(`sk_live_${draw(ALNUM, 24)}`, (it) => `const stripe = pay('${it}');`),
  'Stripe webhook secret': (draw) => bare(`whsec_${draw(ALNUM, 32)}`, (it) => `hook('${it}')`),
  'Square token': (draw) => bare(`sq0atp-${draw(ALNUM, 22)}`, (it) => `square('${it}')`),
  'Shopify token': (draw) => bare(`shpat_${draw(HEX, 32)}`, (it) => `shop('${it}')`),
  'Plaid token': (draw) => bare(`access-sandbox-${uuid(draw)}`, (it) => `plaid('${it}')`),
  'OpenAI key': (draw) => bare(`sk-proj-${draw(ALNUM, 48)}`, (it) => `ai('${it}')`),
  'Anthropic key': (draw) => bare(`sk-ant-api03-${draw(ALNUM, 93)}AA`, (it) => `ai("${it}")`),
  'Hugging Face token': (draw) => bare(`hf_${draw(ALNUM, 34)}`, (it) => `hub.login('${it}')`),
  'Linear key': (draw) => bare(`lin_api_${draw(ALNUM, 40)}`, (it) => `linear('${it}')`),
  'Figma token': (draw) => bare(`figd_${draw(ALNUM, 40)}`, (it) => `figma('${it}')`),
  'Postman key': (draw) => bare(`PMAK-${draw(HEX, 24)}-${draw(HEX, 34)}`, (it) => `postman('${it}')`),
  'Grafana token': (draw) => bare(`glsa_${draw(ALNUM, 32)}_${draw(HEX, 8)}`, (it) => `grafana('${it}')`),
  'New Relic key': (draw) => bare(`NRAK-${draw(BASE32, 27)}`, (it) => `relic('${it}')`),
  'Sentry token': (draw) => bare(`sntryu_${draw(HEX, 64)}`, (it) => `sentry('${it}')`),
  'Vault token': (draw) => bare(`hvs.${draw(ALNUM, 90)}7`, (it) => `vault login ${it}`),
  'Doppler token': (draw) => bare(`dp.pt.${draw(ALNUM, 43)}`, (it) => `doppler('${it}')`),
  'age key': (draw) => bare(`AGE-SECRET-KEY-1${draw(BASE32, 58)}`, (it) => `# ${it}`),
  'Terraform token': (draw) => bare(`${draw(ALNUM, 14)}.atlasv1.${draw(ALNUM, 64)}`, (it) => `tf = "${it}"`),
  JWT: (draw) => bare(`eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx${draw(ALNUM, 30)}.${draw(ALNUM, 43)}`, (it) => `jwt('${it}')`),
  'bearer token': (draw) =>
    bare(`${draw(ALNUM, 39)}7`, (it) => `fetch(url, { headers: { Authorization: 'Bearer ${it}' } })`),
  'basic authorization': (draw) => bare(`${draw(ALNUM, 30)}7=`, (it) => `Authorization: Basic ${it}`),
  'password in a connection string': (draw) =>
    bare(`${draw(ALNUM, 15)}7`, (it) => `postgres://shop:${it}@db.internal:5432/shop`),
  'password in an ADO string': (draw) => bare(`${draw(ALNUM, 15)}7`, (it) => `"Server=db;User Id=sa;Password=${it};"`),
  'password of a setting': (draw) => bare(`${draw(ALNUM, 13)}!7k`, (it) => `db_password: "${it}"`),
  'key of a setting': (draw) => bare(`${draw(ALNUM, 31)}7`, (it) => `const apiKey = '${it}';`),
  'private key': (draw) => {
    const lines = Array.from({ length: 4 }, () => draw(`${ALNUM}+/`, 64));
    return [
      lines.join('\n'),
      ['-----BEGIN RSA ', 'PRIVATE KEY-----\n'].join('') + lines.join('\n') + '\n-----END RSA PRIVATE KEY-----',
    ];
  },
};

export function canaries(below: Below): readonly Canary[] {
  const draw: Draw = (alphabet, length) => Array.from({ length }, () => alphabet[below(alphabet.length)]).join('');
  return Object.entries(KINDS).map(([kind, make]) => {
    const [secret, line] = make(draw);
    return { kind, secret, line };
  });
}

function bare(secret: string, line: (secret: string) => string): readonly [string, string] {
  return [secret, line(secret)];
}

function uuid(draw: Draw): string {
  return [8, 4, 4, 4, 12].map((length) => draw(HEX, length)).join('-');
}
