import { usage } from '../client-failure.ts'

/** How many of a list are asked for by `--limit`; without it, all. */
export function limitIn(text: string | undefined): number {
  if (text === undefined) return Infinity
  if (!/^[1-9]\d*$/.test(text)) throw usage(`--limit ${JSON.stringify(text)} is no number from 1`)
  return Number(text)
}
