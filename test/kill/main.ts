// `npm run kill -- --times 300` kills servers that often, on every database or the one that is named, and reports what became
// of the writes; with `--sending 5000`, it kills them while so many events are sent to receivers.
import { parseArgs } from 'node:util'
import { databases } from '../support/databases.ts'
import { killGeneration, told, total } from './generation.ts'
import type { Tally } from './kill-server.ts'
import { killWhileSending, toldOfSending } from './kill-while-sending.ts'
import type { Ending } from './mortal-server.ts'
import { randomFrom } from './random.ts'

const BUSY_KILLS = 21
const FAMILY_KILLS = 4
const KILLS = BUSY_KILLS + FAMILY_KILLS
const DESCENDANTS = 60
/** How far the seeds of generations are apart: those of a generation's writers are in between. */
const APART = 100

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '100' },
    database: { type: 'string' },
    sending: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 30)) },
  },
})
const generations = Math.max(1, Math.ceil(Number(values.times) / KILLS))

const frees: (() => unknown)[] = []
const ending: Ending = { after: ((free: () => unknown) => void frees.push(free)) as Ending['after'] }

async function free(): Promise<void> {
  while (frees.length > 0) await frees.pop()?.()
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void free().finally(() => process.exit(1))
  })

const among = databases().filter(({ name }) => values.database === undefined || values.database === name)
if (among.length === 0) throw new Error(`there is no database "${values.database}": sqlite or postgres`)
for (const database of among) {
  if (values.sending !== undefined) {
    const random = randomFrom(Number(values.seed))
    const sending = { database, random, kills: Number(values.times), events: Number(values.sending) }
    const tallies = await killWhileSending(sending, ending).finally(free)
    process.stdout.write(`${database.name}, ${values.times} kills: ${toldOfSending(tallies)}\n`)
    continue
  }
  const tallies: Tally[] = []
  for (let nth = 0; nth < generations; nth += 1) {
    const seed = Number(values.seed) + nth * APART
    process.stdout.write(
      `${database.name}, to repeat it: --database ${database.name} --times ${KILLS} --seed ${seed}\n`,
    )
    const kills = { database, seed, busyKills: BUSY_KILLS, familyKills: FAMILY_KILLS, descendants: DESCENDANTS }
    tallies.push(...(await killGeneration(kills, ending).finally(free)))
    process.stdout.write(`  so far ${told(total(tallies))}\n`)
  }
}
process.exit(0)
