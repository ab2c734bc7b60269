import path from 'node:path';
import { defineConfig, type Plugin } from 'rolldown';
import { bundledLicenses } from './scripts/bundled-licenses.ts';

/**
 * `@actions/core` imports its OIDC client, which imports an HTTP client and undici: 400 KB that every run would
 * pay for and this action never uses. The client is loaded when its one method is called, so nothing is lost.
 * A test on the static imports of dist/action.js notices if core is rearranged and this stops working.
 */
const leanCore: Plugin = {
  name: 'lean-core',
  resolveId: (id, importer) =>
    id.endsWith('/oidc-utils.js') && /@actions[\\/]core[\\/]lib[\\/]core\.js$/.test(importer ?? '')
      ? `\0oidc:${path.join(path.dirname(importer ?? ''), id)}`
      : null,
  load: (id) =>
    id.startsWith('\0oidc:')
      ? `export class OidcClient { static async getIDToken(audience) { return (await import(${JSON.stringify(id.slice(6))})).OidcClient.getIDToken(audience); } }`
      : null,
};

export default defineConfig({
  input: { action: 'src/action.ts', cli: 'src/cli.ts' },
  platform: 'node',
  plugins: [leanCore, bundledLicenses()],
  resolve: {
    // The "node" condition of yaml is CommonJS and starts more slowly.
    alias: { yaml: path.resolve('node_modules/yaml/browser/dist/index.js') },
  },
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    minify: false,
    cleanDir: true,
  },
});
