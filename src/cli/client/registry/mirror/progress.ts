import type { SingleBar } from 'cli-progress'

/** How far a long work is, part by part, on a terminal; nothing elsewhere. */
export interface Progress {
  /** A part begins, of so many versions; of more or less, when others work there meanwhile. */
  readonly begin: (verb: string, versions: number) => Promise<void>
  readonly step: () => void
  /** What is waited for, beside the bar, until the next step. */
  readonly say: (text: string) => void
  readonly stop: () => void
}

export function showProgress(): Progress {
  let bar: SingleBar | null = null
  const stop = () => {
    bar?.stop()
    bar = null
  }
  return {
    async begin(verb, versions) {
      stop()
      if (!process.stderr.isTTY) return
      const { default: bars } = await import('cli-progress')
      const format = `${verb} {bar} {value} of {total} ${versions === 1 ? 'version' : 'versions'} {said}`
      bar = new bars.SingleBar({ format, stream: process.stderr, hideCursor: null }, bars.Presets.shades_classic)
      bar.start(versions, 0, { said: '' })
    },
    step: () => bar?.increment(1, { said: '' }),
    say: (said) => bar?.update({ said }),
    stop,
  }
}
