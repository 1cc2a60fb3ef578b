// Reads files that list several things of one kind, such as the providers through which people sign in: a JSON list of objects,
// each with a name. The files contain no secrets; they say where the secrets are.
import { failedPrecondition, reasonOf } from '../domain/errors.ts'

/** The fields of one object; unknown fields are refused. */
export interface Fields {
  readonly place: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** The path of a file is relative to the file that names it. */
export type SecretPlace = { readonly file: string } | { readonly variable: string }

interface Naming {
  readonly file: string
  /** What the file is called in words, and what it names. */
  readonly what: string
  readonly ones: string
  readonly most: number
  readonly known: readonly string[]
}

/** Throws, naming the place in the file, for what `read` does not accept, and for a name that occurs twice. */
export function readNamed<One extends { readonly name: string }>(
  text: string,
  { file, what, ones, most, known }: Naming,
  read: (given: Fields) => One,
): readonly One[] {
  const wrong = (place: string, why: string) => failedPrecondition(`the ${what} ${file}: ${place} ${why}`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw wrong('it', `is no JSON: ${reasonOf(error)}`)
  }
  if (!Array.isArray(json) || json.length === 0 || json.length > most)
    throw wrong('it', `must be a list of one to ${most} ${ones}`)
  const all = json.map((each: unknown, index) => {
    try {
      return read(fieldsOf(each, `[${index}]`, known))
    } catch (error) {
      throw error instanceof WrongField ? wrong(error.place, error.what) : error
    }
  })
  const twice = all.find(({ name }, index) => all.findIndex((other) => other.name === name) !== index)
  if (twice !== undefined) throw wrong(`"${twice.name}"`, 'is named twice')
  return all
}

export class WrongField extends Error {
  readonly place: string
  readonly what: string
  constructor(place: string, what: string) {
    super(`${place} ${what}`)
    this.place = place
    this.what = what
  }
}

function fieldsOf(value: unknown, place: string, known: readonly string[]): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new WrongField(place, 'must be an object')
  const unknown = Object.keys(value).find((name) => !known.includes(name))
  if (unknown !== undefined) throw new WrongField(`${place}.${unknown}`, `is not known: ${known.join(', ')} are`)
  return { place, fields: value as Readonly<Record<string, unknown>> }
}

/** Reads where a secret is from two fields, `NAMEFile` and `NAMEEnv`; null where neither is present. */
export function secretPlaceOf(given: Fields, name: string): SecretPlace | null {
  const [file, variable] = [textOf(given, `${name}File`), textOf(given, `${name}Env`)]
  if (file !== null && variable !== null)
    throw new WrongField(`${given.place}.${name}File`, `cannot be combined with ${name}Env`)
  if (file !== null) return { file }
  return variable === null ? null : { variable }
}

export function textOf({ place, fields }: Fields, name: string): string | null {
  const value = fields[name]
  if (value === undefined) return null
  if (typeof value !== 'string' || value === '') throw new WrongField(`${place}.${name}`, 'must be a text')
  return value
}

export function required(given: Fields, name: string): string {
  const value = textOf(given, name)
  if (value === null) throw new WrongField(`${given.place}.${name}`, 'is missing')
  return value
}

export function listOf({ place, fields }: Fields, name: string): readonly string[] | null {
  const value = fields[name]
  if (value === undefined) return null
  if (!Array.isArray(value) || value.length === 0 || value.some((each) => typeof each !== 'string'))
    throw new WrongField(`${place}.${name}`, 'must be a list of texts')
  return value as readonly string[]
}

export function flagOf({ place, fields }: Fields, name: string, otherwise: boolean): boolean {
  const value = fields[name] ?? otherwise
  if (typeof value !== 'boolean') throw new WrongField(`${place}.${name}`, 'must be true or false')
  return value
}

/** A whole number within bounds. */
export function countIn(
  { place, fields }: Fields,
  name: string,
  { least, most, otherwise }: Readonly<Record<'least' | 'most' | 'otherwise', number>>,
): number {
  const value = fields[name] ?? otherwise
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw new WrongField(`${place}.${name}`, `must be a whole number from ${least} to ${most}`)
  return value
}
