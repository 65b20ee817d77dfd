import type { Page } from 'playwright-core';

/** Which editors were in front since the watch began, in order, the first one included. */
export interface EditorWatch {
  seen(): Promise<readonly string[]>;
}

let watches = 0;

/** Notes each change of the active editor, so that a test can say that nothing was taken from under the person. */
export async function watchActiveEditor(page: Page): Promise<EditorWatch> {
  const name = `activeEditorsSeen${(watches += 1)}`;
  await page.evaluate(observe(name));
  return { seen: () => page.evaluate(`globalThis.${name}`) };
}

/** As text: it runs in the page, whose types these tests do not have. */
const observe = (name: string) => `(() => {
  const active = () => {
    const parts = document.querySelectorAll('.editor-group-container.active .tab.active :is(.label-name, .label-suffix)');
    return [...parts].map((part) => part.textContent).join('');
  };
  const seen = [active()];
  globalThis.${name} = seen;
  const look = () => { const name = active(); if (name !== seen.at(-1)) seen.push(name); };
  new MutationObserver(look).observe(document.querySelector('.part.editor'), {
    attributes: true, attributeFilter: ['class'], childList: true, characterData: true, subtree: true,
  });
})()`;
