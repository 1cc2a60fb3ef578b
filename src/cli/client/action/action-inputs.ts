import { usage } from '../client-failure.ts'
import type { Variables } from '../../../client/environment.ts'

/** The step's inputs by their names in action.yml; an omitted input is absent. */
export type Inputs = Readonly<Record<string, string>>

const PREFIX = 'INPUT_'

/** The runner passes each input in an environment variable: `client-id` in `INPUT_CLIENT-ID`, empty if it was omitted. */
export const readInputs = (variables: Variables): Inputs =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value = '']) => {
      const text = value.trim()
      return name.startsWith(PREFIX) && text !== '' ? [[name.slice(PREFIX.length).toLowerCase(), text]] : []
    }),
  )

/** The lines of an input that takes several values. */
export const linesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const switches: ReadonlyMap<string, boolean> = new Map(Object.entries({ true: true, false: false }))

/** Reads a boolean as YAML writes it. */
export function switchIn(name: string, text: string): boolean {
  const value = switches.get(text.toLowerCase())
  if (value === undefined) throw usage(`the input ${name} is ${JSON.stringify(text)}: use true or false`)
  return value
}
