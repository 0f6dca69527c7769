import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { kernelPlugin } from './scripts/kernel-plugin.mjs'

const manifest = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string }

/** The refresh code of the development server is an inline script, which the policy of the built page refuses. */
const withoutPolicyInDevelopment: Plugin = {
  name: 'recscope:without-policy-in-development',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/\s*<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
}

export default defineConfig({
  // Relative, so that one build works from any sub-path of any static host.
  base: './',
  plugins: [react(), kernelPlugin(), withoutPolicyInDevelopment],
  define: { __APP_VERSION__: JSON.stringify(manifest.version) },
  worker: { format: 'es', plugins: () => [kernelPlugin()] },
  build: {
    outDir: 'dist',
    target: 'es2023',
    sourcemap: false,
    // The polyfill would be the only inline script of the page.
    modulePreload: { polyfill: false },
    // A data: URL cannot be cached, and the policy allows them for images only.
    assetsInlineLimit: 0,
  },
  test: {
    coverage: {
      provider: 'v8',
      include: ['src/core/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.bench.ts', '**/*.fixture.ts'],
      reporter: ['text-summary'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/**/*.test.ts', 'workers/*.test.ts', 'scripts/*.test.mjs'],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/dom-setup.fixture.ts'],
        },
      },
    ],
  },
})
