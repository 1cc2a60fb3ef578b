import { usage } from '../client-failure.ts'

/** Labels as users type them, `key=value`. Throws `ClientFailure` for a label without a key, or with two values. */
export function labelsIn(texts: readonly string[]): Readonly<Record<string, string>> {
  const labels = new Map<string, string>()
  for (const text of texts) {
    const at = text.indexOf('=')
    if (at < 1) throw usage(`--label ${JSON.stringify(text)} is not KEY=VALUE`)
    const [key, value] = [text.slice(0, at), text.slice(at + 1)]
    const known = labels.get(key) ?? value
    if (known !== value)
      throw usage(`--label ${key}: it cannot be both ${JSON.stringify(known)} and ${JSON.stringify(value)}`)
    labels.set(key, value)
  }
  return Object.fromEntries(labels)
}
