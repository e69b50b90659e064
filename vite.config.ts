import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the staff console into dist/console. The server puts the nonce of each answer in the place of `__CSP_NONCE__`. */
export default defineConfig({
  root: here('./web/console'),
  base: '/',
  publicDir: false,
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  server: { fs: { allow: [here('.')] } },
  build: {
    outDir: here('./dist/console'),
    emptyOutDir: true,
    target: 'es2023',
    // A data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/[name]-[hash].js', assetFileNames: 'assets/[name]-[hash][extname]',
        // Few chunks that change at different times: the libraries, antd, the charts (on demand), the kit, then the pages.
        codeSplitting: {
          groups: [
            { name: 'echarts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 40 },
            { name: 'antd', test: /node_modules[\\/](antd|@ant-design|@rc-component|dayjs)[\\/]/, priority: 30 },
            { name: 'libraries', test: /node_modules[\\/]/, priority: 20 },
            { name: 'kit', test: /[\\/](web[\\/]kit|src[\\/]kernel)[\\/](?!echarts|gallery)/, priority: 10 },
          ],
        },
      },
    },
  },
});
