import { EditorId } from '@iama/contracts/auth/editor';
import type { HandoffTarget } from '@iama/contracts/auth/handoff';

/** Whose callbacks over http(s) are taken beside those on this machine. */
export interface CallbackPlaces {
  /** The control plane as browsers reach it. */
  readonly origin: string;
  /** `host` or `host:port`, in lower case, as the configuration names them. */
  readonly hosts: readonly string[];
}

export type RedirectJudgement =
  | { readonly allowed: true; readonly target: HandoffTarget }
  | { readonly allowed: false; readonly why: string };

/** The publisher and name of our extension: editors give a URL of their scheme to the extension that it names. */
const EXTENSION = 'iama.extension';

/** What we add, or what a sign-in that failed would carry: a second one would let the address answer for us. */
const RESERVED = ['code', 'state', 'error'];

/**
 * Whether a sign-in may return to this address, and what it is. Everything is compared whole and after parsing, because
 * a browser will go where its parser says, not where the text seems to lead: `http://127.0.0.1@evil.test` is evil.test.
 */
export function judgeRedirect(redirect_uri: string, places: CallbackPlaces): RedirectJudgement {
  const url = plainUrl(redirect_uri);
  if (!url) return refused('It is not a plain address: no spaces, no backslashes, no user name, no #.');
  if (RESERVED.some((name) => url.searchParams.has(name))) {
    return refused(`Its query must not have ${RESERVED.join(', ')}.`);
  }
  return url.protocol === 'http:' || url.protocol === 'https:' ? judgeWeb(url, places) : judgeApp(url);
}

function judgeApp(url: URL): RedirectJudgement {
  const editor = EditorId.safeParse(url.protocol.slice(0, -1));
  if (!editor.success) return refused(`No editor that is known here opens ${url.protocol} addresses.`);
  if (url.host !== EXTENSION) return refused(`It belongs to another extension than ${EXTENSION}.`);
  return { allowed: true, target: { kind: 'app', editor: editor.data, address: `${url.protocol}//${url.host}` } };
}

function judgeWeb(url: URL, { origin, hosts }: CallbackPlaces): RedirectJudgement {
  // Editors in a browser say with this which extension gets the answer.
  const extension = url.searchParams.get('vscode-authority');
  if (extension !== null && extension !== EXTENSION) {
    return refused(`It belongs to another extension than ${EXTENSION}.`);
  }
  const loopback = isLoopback(url.hostname);
  if (!loopback && url.origin !== origin && !hosts.includes(url.host)) {
    return refused(`${url.host} is not a host that sign-ins may return to.`);
  }
  return {
    allowed: true,
    target: { kind: loopback ? 'loopback' : 'website', editor: null, address: url.origin },
  };
}

/** The parser has written every spelling of an IPv4 address in the usual one by now. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function plainUrl(text: string): URL | null {
  // Parsers drop tabs and line ends and turn backslashes; an address that needs that is not an honest one.
  if (!/^[\x21-\x7e]+$/.test(text) || /[\\#]/.test(text)) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && url.username === '' && url.password === '' ? url : null;
}

function refused(why: string): RedirectJudgement {
  return { allowed: false, why };
}
