#!/usr/bin/env node
// The command `assay`. What it does is in cli/.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// What has been compiled is kept beside the packages, by what it was compiled from: a start takes a third less. Where that
// folder cannot be written nothing is kept.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/assay', import.meta.url)))
const { runCommandLine } = await import('./cli/program.ts')

// Exits by itself: nothing that a failed start left open may keep the process.
process.exit(await runCommandLine(process.argv))
