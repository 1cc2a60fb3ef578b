// How the pages of web/ are bundled, for a build and for development.
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type InlineConfig } from 'vite'
import { ROOT } from '../bin/compiled.js'
import { askedOperations } from './asked-operations.ts'

export const bundling: InlineConfig = {
  root: join(ROOT, 'web'),
  configFile: false,
  plugins: [askedOperations(), react()],
  // Other files are cached by name for ever. None is inlined as a `data:` address, which the content security policy of the pages forbids.
  build: {
    assetsInlineLimit: 0,
    // Most packages in the pages may be distributed only with their notice.
    license: { fileName: 'assets/licenses.md' },
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
}

export async function bundlePages(outDir: string): Promise<void> {
  await build({ ...bundling, logLevel: 'warn', build: { ...bundling.build, outDir, emptyOutDir: true } })
}
