#!/usr/bin/env node
// The command `assay`. What it does is in cli/.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Compiled code is cached in node_modules, keyed by its source, which makes a start a third faster. Nothing is cached when that
// folder cannot be written.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/assay', import.meta.url)))
const { runCommandLine } = await import('./cli/program.ts')

// Exits explicitly: nothing that a failed start left open may keep the process alive.
process.exit(await runCommandLine(process.argv))
