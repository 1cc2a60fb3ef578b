import { stringify } from 'yaml'

/** A file of its own, loaded by those who want it: it is larger than all else that a command needs. */
export const yamlText = (value: unknown): string => stringify(value).trimEnd()
