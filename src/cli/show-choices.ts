import type { Option } from 'commander'

/** Makes help and completion show the values that an option may have. The value is checked where it is read. */
export const showChoices = (option: Option, choices: readonly string[]): Option =>
  option.choices(choices).argParser((text: string) => text)
