import type { SingleBar } from 'cli-progress'

/** How far a long work is, on a terminal; of no use, and nothing, elsewhere. */
export interface Progress {
  readonly step: () => void
  /** What is waited for, beside the bar; empty: nothing. */
  readonly say: (text: string) => void
  readonly stop: () => void
}

const NONE: Progress = { step: () => undefined, say: () => undefined, stop: () => undefined }

/** `total` may be more or less than comes, when others work there meanwhile. */
export async function progressOf(verb: string, total: number): Promise<Progress> {
  if (!process.stderr.isTTY) return NONE
  const { default: bars } = await import('cli-progress')
  const bar: SingleBar = new bars.SingleBar(
    { format: `${verb} {bar} {value} of {total} versions {said}`, stream: process.stderr, hideCursor: null },
    bars.Presets.shades_classic,
  )
  bar.start(total, 0, { said: '' })
  return {
    step: () => {
      bar.increment(1, { said: '' })
    },
    say: (said) => {
      bar.update({ said })
    },
    stop: () => {
      bar.stop()
    },
  }
}
