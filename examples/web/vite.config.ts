/** Builds the app for `/app/` of the gateway. `npm run dev` serves it with a gateway that listens on port 4000 beside it. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const gateway = { target: 'http://127.0.0.1:4000', changeOrigin: true };

export default defineConfig({
  plugins: [react()],
  // Relative, so that the app works wherever it is mounted.
  base: './',
  // The gateway puts a new nonce here with each page: react-aria adds two style elements, and the page's policy allows no others.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2022',
    // As files, which the policy allows, not as `data:`.
    assetsInlineLimit: 0,
    // One file of 210 kB, compressed.
    chunkSizeWarningLimit: 1_000,
  },
  server: {
    proxy: { '/graphql': gateway, '/samples': { ...gateway, rewrite: (path) => `/app${path}` } },
  },
});
