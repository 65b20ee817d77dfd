/** What is asked of a page, inside it: as text, because nothing of a browser is known here. */

/** What keeps a person from using it by key or by ear. */
export const FAULTS = `(() => {
  const all = (of) => [...document.querySelectorAll(of)];
  const said = (each) => (each.getAttribute('aria-label') ?? each.textContent ?? '').trim();
  const ids = all('[id]').map(({ id }) => id);
  return {
    nameless: all('button, a, meter').filter((each) => said(each) === '').map(({ outerHTML }) => outerHTML),
    adrift: all('[aria-controls], [aria-labelledby]')
      .flatMap((each) => [each.getAttribute('aria-controls'), each.getAttribute('aria-labelledby')])
      .filter((id) => id !== null && !ids.includes(id)),
    headless: all('table').filter((each) => each.querySelectorAll('th[scope="col"]').length === 0).length,
    uncaptioned: all('table').filter((each) => each.querySelector('caption') === null).length,
    doubled: ids.filter((id, at) => ids.indexOf(id) !== at),
    headings: all('h1').length,
    wider: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  };
})()`;

/** The least contrast (WCAG 2) of a text on it: `{ ratio, text }`. */
export const LEAST_CONTRAST = `(() => {
  const rgb = (colour) => (colour.match(/[0-9.]+/g) ?? []).map(Number);
  const light = (of) => {
    const [x, y, z] = of.slice(0, 3).map((c) => {
      const share = c / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  let least = { ratio: 21, text: '' };
  for (const element of document.querySelectorAll('main *, header *')) {
    const own = [...element.childNodes].find((node) => node.nodeType === 3 && node.textContent.trim() !== '');
    if (!own || element.closest('meter')) continue;
    const [more, less] = [light(rgb(getComputedStyle(element).color)), light(behind(element))].toSorted((a, b) => b - a);
    const ratio = (more + 0.05) / (less + 0.05);
    if (ratio < least.ratio) least = { ratio, text: own.textContent };
  }
  return least;
})()`;
