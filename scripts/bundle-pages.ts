// How the pages of web/ are bundled, for a build and while somebody works on them.
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type InlineConfig } from 'vite'
import { ROOT } from '../bin/compiled.js'
import { askedOperations } from './asked-operations.ts'

export const bundling: InlineConfig = {
  root: join(ROOT, 'web'),
  configFile: false,
  plugins: [askedOperations(), react()],
  // Files of others are cached by their names for ever; none is put into another as a `data:` address, which the policy of the pages forbids.
  build: {
    assetsInlineLimit: 0,
    // Most of what the pages are made of may be passed on with its notice alone.
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
