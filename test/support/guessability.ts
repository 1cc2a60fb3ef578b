import type { Guessability } from '../../src/domain/principal/user/password.ts'

/** Judges as the server does, though in this process, which loads the dictionaries once for all its people. */
export const guessability: Guessability = async (password, words) => {
  const { guessCount } = await import('../../src/auth/passwords/guess-count.ts')
  return guessCount(password, words)
}
