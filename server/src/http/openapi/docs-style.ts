/** Colours come from the reader's system: light or dark, and its own contrast setting. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d0d4da, #3c434d); --soft: light-dark(#f4f5f7, #1d2126); --link: light-dark(#0b57d0, #8ab4f8); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; background: light-dark(#fff, #14171a); color: light-dark(#1b1f24, #e6e8eb); }
a { color: var(--link); }
.skip { position: absolute; left: -999rem; } .skip:focus { left: 1rem; top: 1rem; background: light-dark(#fff, #14171a); padding: .5rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; }
h1 small, h3 small, dt small { font-weight: normal; opacity: .75; font-size: .8em; }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0; padding: 0 1rem; }
summary { cursor: pointer; padding: .6rem 0; } summary code { font-weight: 600; }
summary:focus-visible, a:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: .25rem; }
.method { display: inline-block; min-width: 4.2rem; font: 600 .8rem ui-monospace, monospace; }
.get { color: light-dark(#1a6b3c, #7bd88f); } .post { color: light-dark(#0b57d0, #8ab4f8); } .delete { color: light-dark(#b3261e, #f2a29c); }
pre { background: var(--soft); border-radius: .4rem; padding: .75rem; overflow: auto; max-height: 30rem; font-size: .85rem; }
code { font-family: ui-monospace, monospace; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; display: block; overflow-x: auto; }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; }
:target { outline: 2px solid var(--link); outline-offset: 4px; }
`;
