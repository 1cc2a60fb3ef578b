import { usage } from '../client-failure.ts'

/** Labels as people type them, `key=value`. */
export const labelsIn = (texts: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf('=')
      if (at < 1) throw usage(`--label ${JSON.stringify(text)} is not KEY=VALUE`)
      return [text.slice(0, at), text.slice(at + 1)]
    }),
  )
