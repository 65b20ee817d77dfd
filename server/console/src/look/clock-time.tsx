const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export function ClockTime({ at, precise = false }: { at: string; precise?: boolean }) {
  return <time dateTime={at}>{(precise ? time : day).format(new Date(at))}</time>;
}
