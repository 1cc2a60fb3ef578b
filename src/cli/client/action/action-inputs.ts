import { usage } from '../client-failure.ts'
import type { Variables } from '../../../client/environment.ts'

/** By the names of action.yml; what was left out is not there. */
export type Inputs = Readonly<Record<string, string>>

const PREFIX = 'INPUT_'

/** The runner gives each input in a variable: `client-id` in `INPUT_CLIENT-ID`, empty where it was left out. */
export const readInputs = (variables: Variables): Inputs =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value = '']) => {
      const text = value.trim()
      return name.startsWith(PREFIX) && text !== '' ? [[name.slice(PREFIX.length).toLowerCase(), text]] : []
    }),
  )

/** The lines of an input that takes several. */
export const linesIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const switches: ReadonlyMap<string, boolean> = new Map(Object.entries({ true: true, false: false }))

/** As YAML has them. */
export function switchIn(name: string, text: string): boolean {
  const value = switches.get(text.toLowerCase())
  if (value === undefined) throw usage(`the input ${name} is ${JSON.stringify(text)}: say true or false`)
  return value
}
