import type { SingleBar } from 'cli-progress'

/** Shows the progress of long work, part by part, on a terminal; does nothing elsewhere. */
export interface Progress {
  /** Begins a part with this many versions, or a few more or less if others work there meanwhile. */
  readonly begin: (verb: string, versions: number) => Promise<void>
  readonly step: () => void
  /** Shows the reason for a wait next to the bar, until the next step. */
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
