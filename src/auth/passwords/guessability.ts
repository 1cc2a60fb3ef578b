// How easily a password is guessed. The dictionaries for that take 40 MB and a fifth of a second to load, and the longest
// password takes a second to look up: so a worker thread does it, which runs this same file, and ends afterwards.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import type { Guessability } from '../../domain/principal/user/password.ts'
import { turns } from './turns.ts'

interface Question {
  readonly kind: 'guessability'
  readonly password: string
  readonly words: readonly string[]
}

const LONGEST_MS = 20_000
const MEMORY_MB = 256
const turn = turns({ atOnce: 1, waiting: 16 })

export const guessability: Guessability = (password, words) =>
  turn(() => ask({ kind: 'guessability', password, words: [...words] }))

function ask(question: Question): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const worker = new Worker(new URL(import.meta.url), {
    workerData: question,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    // The thread gets neither the options nor the environment of this process.
    execArgv: [],
    env: {},
  })
  const patience = setTimeout(reject, LONGEST_MS, new Error(`no answer within ${LONGEST_MS} ms`))
  worker.once('message', resolve).once('error', reject)
  worker.once('exit', (code) => {
    reject(new Error(`ended with ${code}`))
  })
  return promise.finally(async () => {
    clearTimeout(patience)
    await worker.terminate()
  })
}

const asked = workerData as Partial<Question> | null
if (!isMainThread && asked?.kind === 'guessability') {
  const { guessCount } = await import('./guess-count.ts')
  parentPort?.postMessage(guessCount(asked.password ?? '', asked.words ?? []))
}
