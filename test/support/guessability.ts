import type { Guessability } from '../../src/domain/principal/user/password.ts'

/** Rates passwords as the server does, but in this process, which loads the dictionaries once for all tests. */
export const guessability: Guessability = async (password, words) => {
  const { guessCount } = await import('../../src/auth/passwords/guess-count.ts')
  return guessCount(password, words)
}
