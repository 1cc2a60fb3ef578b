// How people at a terminal refer to things: by a name, an address or an ID. This file only finds out which thing they mean.
import { failedPrecondition, type Noun, notFound, shown } from '../../../domain/errors.ts'

export interface Candidate<Thing> {
  readonly thing: Thing
  readonly id: string
  readonly names: readonly string[]
  /** What distinguishes it from others, for people. */
  readonly label: string
}

export interface Asking {
  readonly noun: Noun
  /** What to do if nothing has the name: "name one with --principal". */
  readonly advice: string
  /** What to do if there is nothing to name. */
  readonly make: string
  /** What else is known of a name that nothing has. */
  readonly known?: string | undefined
}

/** The candidate that has the ID or, alone, the name. Throws `failed_precondition`, with the candidates, if there is not exactly one. */
export function oneCalled<Thing>(wanted: string, among: readonly Candidate<Thing>[], asking: Asking): Thing {
  const byId = among.find(({ id }) => id === wanted)
  if (byId) return byId.thing
  const folded = wanted.toLowerCase()
  const alike = among.filter(({ names }) => names.some((name) => name.toLowerCase() === folded))
  const exact = alike.filter(({ names }) => names.includes(wanted))
  const called = exact.length > 0 ? exact : alike
  const [found] = called
  if (!found && asking.known !== undefined) throw failedPrecondition(asking.known)
  if (!found) throw noneSuch(notFound(asking.noun, wanted).message, among, asking)
  if (called.length > 1)
    throw failedPrecondition(
      `${called.length} are called "${shown(wanted)}": use the id of one: ${list(called.map(({ id, label }) => `${id} for ${label}`))}`,
    )
  return found.thing
}

export const noneSuch = (message: string, among: readonly Candidate<unknown>[], { advice, make }: Asking): Error =>
  failedPrecondition(
    among.length === 0 ? `${message}: ${make}` : `${message}: ${advice}: ${list(among.map(({ label }) => label))}`,
  )

const SHOWN = 10

function list(labels: readonly string[]): string {
  const more = labels.length > SHOWN ? ` and ${labels.length - SHOWN} more` : ''
  return `${labels.slice(0, SHOWN).join(', ')}${more}`
}
