import { defineConfig } from 'vite';

// oxlint-disable-next-line import/no-default-export -- Vite reads the default export.
export default defineConfig({
  base: './',
  build: { target: 'es2023', outDir: 'dist', emptyOutDir: true, assetsInlineLimit: 0 },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
