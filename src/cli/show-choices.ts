import type { Option } from 'commander'

/** Has help and completion show what the value of an option may be, which is judged where it is read. */
export const showChoices = (option: Option, choices: readonly string[]): Option =>
  option.choices(choices).argParser((text: string) => text)
