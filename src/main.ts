#!/usr/bin/env node
// The command `assay`. What it does is in cli/.
import { runCommandLine } from './cli/program.ts'

// Exits by itself: nothing that a failed start left open may keep the process.
process.exit(await runCommandLine(process.argv))
