/** The look of the plans page: the editor's own colours, so that it is right in every theme, high contrast too. */
export const PLANS_STYLE = `
body { font: var(--vscode-font-size)/1.5 var(--vscode-font-family); color: var(--vscode-foreground); padding: 0 20px 20px; }
h1 { font-size: 1.3em; font-weight: 600; margin: 16px 0 4px; }
h2 { font-size: 1.1em; font-weight: 600; margin: 0 0 6px; display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
h3 { font-size: 1em; font-weight: 600; margin: 16px 0 2px; }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 14px; margin-top: 14px; }
section { display: flex; flex-direction: column; border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
  background: var(--vscode-editorWidget-background); border-radius: 6px; padding: 14px 16px; }
p { margin: 0; color: var(--vscode-descriptionForeground); }
ul { margin: 0; padding-left: 18px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; margin: 12px 0 14px; }
dt { color: var(--vscode-descriptionForeground); }
dd { margin: 0; }
.badge { background: var(--vscode-badge-background); color: var(--vscode-badge-foreground); border: 1px solid var(--vscode-contrastBorder, transparent);
  border-radius: 10px; padding: 0 8px; font-size: 0.85em; font-weight: 400; }
button { font: inherit; padding: 5px 12px; border: 1px solid var(--vscode-button-border, transparent); border-radius: 4px; cursor: pointer;
  color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground); }
button:hover { background: var(--vscode-button-secondaryHoverBackground); }
.actions { display: flex; flex-direction: column; gap: 6px; }
button.primary { color: var(--vscode-button-foreground); background: var(--vscode-button-background); }
button.primary:hover { background: var(--vscode-button-hoverBackground); }
button:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
.none { font-style: italic; }
`;

/** Tells the extension which plan was chosen, and whether its specification is agreed to as well, once. */
export const PLANS_SCRIPT = `
const editor = acquireVsCodeApi();
for (const button of document.querySelectorAll('button[data-level]')) {
  button.addEventListener('click', () => {
    for (const each of document.querySelectorAll('button')) each.disabled = true;
    editor.postMessage({ level: button.dataset.level, fast_track: button.dataset.fast === 'yes' });
  });
}
document.querySelector('button.primary')?.focus({ preventScroll: true });
`;
