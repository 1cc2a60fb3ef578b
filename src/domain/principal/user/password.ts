// The rules for passwords, after NIST SP 800-63B: long enough, not easily guessed, and of any characters.
import { invalidArgument } from '../../errors.ts'

/** A slow hash, which includes the parameters it was made with. */
export type HashPassword = (password: string) => Promise<string>
/** Takes equally long without a hash, so that the time does not reveal which users have a password. */
export type IsPassword = (password: string, hash: string | null) => Promise<boolean>
/** About how many guesses it takes an attacker who knows these words about the user. */
export type Guessability = (password: string, words: readonly string[]) => Promise<number>

/** In characters. */
export const PASSWORD_LENGTH = { least: 8, most: 200 } as const

// "Safely unguessable" for zxcvbn: a hundred million guesses. At the hundred an hour that a name is limited to in the long run,
// from all addresses together, that is more than a hundred years.
const LEAST_GUESSES = 1e8 + 5

/** The password as it is hashed and compared: keyboards disagree on how the same character is composed (NIST SP 800-63B, 5.1.1.2). */
export const normalPassword = (password: string): string => password.normalize('NFKC')

export interface Person {
  readonly email: string
  readonly displayName: string
}

/** Returns the password as it is to be hashed. Throws `invalid_argument` for one that is too short, too long or easily guessed. */
export async function requirePassword(given: string, person: Person, guessability: Guessability): Promise<string> {
  const password = normalPassword(given)
  // Code points, as NIST counts them.
  const { length } = Array.from(password)
  if (length < PASSWORD_LENGTH.least)
    throw invalidArgument('password', `must have ${PASSWORD_LENGTH.least} characters or more`)
  if (length > PASSWORD_LENGTH.most)
    throw invalidArgument('password', `must have no more than ${PASSWORD_LENGTH.most} characters`)
  const words = wordsOf(person)
  if (words.includes(password.toLowerCase())) throw invalidArgument('password', 'must not be your name or address')
  if ((await guessability(password, words)) < LEAST_GUESSES)
    throw invalidArgument(
      'password',
      'is too easily guessed: add a word or two that do not belong together, or have a password manager make one',
    )
  return password
}

/** What anyone who knows the user would try first. */
const wordsOf = ({ email, displayName }: Person): readonly string[] => {
  const whole = [email, email.split('@')[0] ?? '', displayName].map((text) => text.normalize('NFKC').toLowerCase())
  const parts = whole.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u))
  return [...new Set([...whole, ...parts, 'assay'])].filter((word) => word.length > 0)
}
