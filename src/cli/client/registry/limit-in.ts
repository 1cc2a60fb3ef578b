import { usage } from '../client-failure.ts'

/** The most items of a list to show, from `--limit`; without it, all. */
export function limitIn(text: string | undefined): number {
  if (text === undefined) return Infinity
  if (!/^[1-9]\d*$/.test(text)) throw usage(`--limit ${JSON.stringify(text)} is not a whole number of 1 or more`)
  return Number(text)
}
