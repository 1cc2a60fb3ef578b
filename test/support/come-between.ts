import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import type { TestContext } from 'node:test'

interface Moment {
  /** The file that is read, moved or removed. */
  readonly file: string
  readonly when: 'once it is read' | 'before it is moved or removed'
}

/**
 * Does something once, at the worst moment of what this process does with the file. It changes the process: a test that asks for it has one
 * to itself, by the word `mock` in it.
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
