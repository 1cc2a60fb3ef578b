import { invalidArgument, shown } from './errors.ts'

/** Throws `invalid_argument`, naming the field, for a text of more than `limit` bytes. */
export function requireLength(field: string, text: string, limit: number): void {
  if (Buffer.byteLength(text) > limit) throw invalidArgument(field, `must be at most ${limit} bytes long`)
}

const NAME = /^[a-zA-Z0-9_-]{3,36}$/

/** Throws `invalid_argument` for what cannot be part of a resource name as Terraform and the hcp command send it. */
export function requireResourceName(field: string, name: string): void {
  if (!NAME.test(name))
    throw invalidArgument(
      field,
      `"${shown(name)}" is not a valid name: use 3 to 36 letters, digits, hyphens and underscores`,
    )
}

const LONGEST = 60
/** Line breaks, invisible characters, and characters that reverse the direction of the text. */
const UNSEEN = /\p{C}/gu

/** Throws `invalid_argument` for a display name that is blank, too long, or has characters that are not visible on a line. */
export function requireDisplayName(field: string, name: string): void {
  if (name.trim() === '' || name.length > LONGEST)
    throw invalidArgument(field, `"${shown(name)}" is no name: use 1 to ${LONGEST} characters, in one line`)
  const seen = name.replaceAll(UNSEEN, '?')
  if (seen !== name)
    throw invalidArgument(field, `"${shown(seen)}" has signs that nobody can see, here shown as "?": leave them out`)
}
