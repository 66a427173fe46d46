import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the tab into `dist/tab`, which the server serves at `/tab/`. Nothing is inlined, so that a strict CSP holds. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/tab/',
  plugins: [react()],
  build: {
    outDir: '../../dist/tab',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
});
