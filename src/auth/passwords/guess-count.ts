import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as english } from '@zxcvbn-ts/language-en'

/** Takes up to a second, and 40 MB. */
export const guessCount = (password: string, words: readonly string[]): number =>
  new ZxcvbnFactory({ dictionary: { ...common, ...english }, graphs: adjacencyGraphs }).check(password, [...words])
    .guesses
