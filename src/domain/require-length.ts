import { invalidArgument, shown } from './errors.ts'

/** Refuses a text of more bytes than `limit`, by the name of its field. */
export function requireLength(field: string, text: string, limit: number): void {
  if (Buffer.byteLength(text) > limit) throw invalidArgument(field, `must be at most ${limit} bytes long`)
}

const NAME = /^[a-zA-Z0-9_-]{3,36}$/

/** Refuses, by its field, what cannot be part of a resource name as Terraform and the hcp command send it. */
export function requireResourceName(field: string, name: string): void {
  if (!NAME.test(name))
    throw invalidArgument(
      field,
      `"${shown(name)}" is not a valid name: use 3 to 36 letters, digits, hyphens and underscores`,
    )
}

const LONGEST = 60
/** Beside those that end a line also those that nobody sees, or that turn what follows around. */
const UNSEEN = /\p{C}/gu

/** What people call something: refused, by the name of its field, when it is empty, long, or has signs that no line shows. */
export function requireDisplayName(field: string, name: string): void {
  if (name.trim() === '' || name.length > LONGEST)
    throw invalidArgument(field, `"${shown(name)}" is no name: use 1 to ${LONGEST} characters, in one line`)
  const seen = name.replaceAll(UNSEEN, '?')
  if (seen !== name)
    throw invalidArgument(field, `"${shown(seen)}" has signs that nobody can see, here shown as "?": leave them out`)
}
