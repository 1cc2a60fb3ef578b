import { usage } from '../client-failure.ts'

/** The moment that an option names, as servers take it. Throws `ClientFailure` where it is none. */
export function instantIn(option: string, text: string): string {
  const moment = Date.parse(text)
  if (Number.isNaN(moment)) throw usage(`${option} ${JSON.stringify(text)} is no date such as 2027-01-31T12:00:00Z`)
  return new Date(moment).toISOString()
}
