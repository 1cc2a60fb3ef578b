import { later } from '../../clock.ts'
import type { OnSealed } from '../ledger/on-sealed.ts'
import { gatheredMs } from './email.ts'

/** When events about versions are sealed, schedules the subscriptions of their projects. One statement, however many there are. */
export const wakeEmailSubscriptions: OnSealed = async ({ emailSubscriptions }, sealed, now) => {
  const concerned = sealed.filter(({ subject }) => subject === 'version').map(({ ledger }) => ledger)
  if (concerned.length === 0) return
  await emailSubscriptions.wake([...new Set(concerned)], {
    soon: later(now, gatheredMs.soon),
    hourly: later(now, gatheredMs.hourly),
    daily: later(now, gatheredMs.daily),
  })
}
