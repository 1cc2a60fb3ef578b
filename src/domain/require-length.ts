import { invalidArgument, shown } from './errors.ts'

/** Refuses a text of more bytes than `limit`, by the name of its field. */
export function requireLength(field: string, text: string, limit: number): void {
  if (Buffer.byteLength(text) > limit) throw invalidArgument(field, `must be at most ${limit} bytes long`)
}

const LONGEST = 60
const CONTROL = /\p{Cc}/u

/** What people call something: refused, by the name of its field, when it is empty, long, or has signs that no line has. */
export function requireDisplayName(field: string, name: string): void {
  if (name.trim() === '' || name.length > LONGEST || CONTROL.test(name))
    throw invalidArgument(field, `"${shown(name)}" is no name: use 1 to ${LONGEST} characters, in one line`)
}
