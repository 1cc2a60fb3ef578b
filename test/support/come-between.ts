import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import type { TestContext } from 'node:test'

interface Moment {
  /** The file that is read, moved or removed. */
  readonly file: string
  readonly when: 'once it is read' | 'before it is moved or removed'
}

/**
 * Runs `work` once, at the worst moment of this process's access to the file. It changes global state of the process, so a test that uses
 * it must run in a process of its own, which the word `mock` in the test's file arranges.
 */
export function comeBetween(t: TestContext, { file, when }: Moment, work: () => Promise<void>): void {
  let isToCome = true
  const isRead = when === 'once it is read'
  async function come(path: unknown) {
    if (!isToCome || path !== file) return
    isToCome = false
    await work()
  }
  for (const step of isRead ? (['readFile'] as const) : (['rename', 'rm'] as const)) {
    const real = files[step] as (...words: unknown[]) => Promise<unknown>
    const method = t.mock.method(files, step, async (...words: unknown[]) => {
      if (!isRead) await come(words[0])
      const result = await real(...words)
      if (isRead) await come(words[0])
      return result
    })
    t.after(() => {
      method.mock.restore()
      syncBuiltinESMExports()
    })
  }
  syncBuiltinESMExports()
}
