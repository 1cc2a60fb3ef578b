import { execFile, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const hasGo = spawnSync('go', ['version']).status === 0

/** Compiling takes a minute, a third less without inlining and symbols. All have the same flags, so that Go compiles its library once. */
const QUICKLY = ['-gcflags=all=-l', '-ldflags=-s -w'] as const

/** Builds the module in a folder beside this file: its program, or its tests as a program. */
export async function buildGo(folder: string, command: 'build' | 'test', output: string): Promise<void> {
  const flags = ['-buildvcs=false', ...QUICKLY, '-o', output]
  // In our own home and environment, which contain Go's caches and tell it where to get modules.
  await promisify(execFile)('go', [command, ...(command === 'test' ? ['-c'] : []), ...flags, '.'], {
    cwd: fileURLToPath(new URL(folder, import.meta.url)),
  })
}
