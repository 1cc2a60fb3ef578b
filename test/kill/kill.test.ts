// A few kills; `npm run kill` does more of them.
import { describe, test } from 'node:test'
import { databases } from '../support/databases.ts'
import { killGeneration, told, total } from './generation.ts'
import { killWhileSending, toldOfSending } from './kill-while-sending.ts'
import { randomFrom } from './random.ts'

/** A run lasts less than half a minute, unless the machine has a lot else to do. */
const TIMEOUT_MS = 10 * 60_000
const seed = Math.floor(Math.random() * 2 ** 30)

// Concurrently, because each test mostly waits for a process to start.
describe('killed servers', { concurrency: true }, () => {
  for (const database of databases()) {
    test(
      `a server on ${database.name} that is killed seven times loses no write and keeps no half of one (seed ${seed})`,
      { timeout: TIMEOUT_MS },
      async (t) => {
        const kills = { database, seed, busyKills: 5, familyKills: 2, descendants: 24 }
        t.diagnostic(told(total(await killGeneration(kills, t))))
      },
    )
    test(
      `a server on ${database.name} that is killed four times while it sends tells all receivers all (seed ${seed})`,
      { timeout: TIMEOUT_MS },
      async (t) => {
        const sending = { database, random: randomFrom(seed), kills: 4, events: 60 }
        t.diagnostic(toldOfSending(await killWhileSending(sending, t)))
      },
    )
  }
})
