import { exitAnyway } from '../../machine/slow-files.ts'

// npm forwards an interrupt to a process that the terminal has already sent it to, within milliseconds.
const ECHO_MS = 500

/**
 * Resolves with the first SIGTERM or SIGINT. A second one ends the process at once, with the exit code that shells give to a process that
 * the signal killed.
 */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first: { readonly signal: NodeJS.Signals; readonly at: number } | null = null
    const receive = (signal: NodeJS.Signals, code: number) => {
      const at = performance.now()
      if (first === null) {
        first = { signal, at }
        resolve(signal)
        return
      }
      const isEcho = first.signal === signal && at - first.at < ECHO_MS
      if (!isEcho) exitAnyway(code)
    }
    process.on('SIGTERM', () => {
      receive('SIGTERM', 143)
    })
    process.on('SIGINT', () => {
      receive('SIGINT', 130)
    })
  })
}
