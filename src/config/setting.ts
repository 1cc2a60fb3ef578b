// What a setting is, and what most of them have in common.
import { resolve } from 'node:path'
import { truth } from './setting-values.ts'

export interface Setting<Value> {
  readonly flag: string
  /** What stands for the value in --help; null for a flag that takes none. */
  readonly placeholder: string | null
  /** The environment variable that the flag wins over. */
  readonly variable: string
  readonly description: string
  /** The text that is read when neither is set; null when the setting is then absent. */
  readonly byDefault: string | null
  /** What being absent means, for --help. */
  readonly otherwise: string | null
  /** Completes the sentence "use …" of an error. */
  readonly allowed: string
  /** All that the value may be; null where that cannot be listed. */
  readonly choices: readonly string[] | null
  /** The flag may be repeated; its values are joined by commas. */
  readonly repeatable: boolean
  /** The value is never shown, because it may contain a password. */
  readonly secret: boolean
  readonly parse: (text: string) => Value | undefined
}

export const plain = {
  placeholder: null,
  byDefault: null,
  otherwise: null,
  choices: null,
  repeatable: false,
  secret: false,
} as const
export const yesOrNo = { ...plain, byDefault: 'false', allowed: 'true or false', parse: truth } as const
export const path = (text: string) => resolve(text)
