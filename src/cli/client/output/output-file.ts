import { access, constants, lstat, realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { reasonOf } from '../../../domain/errors.ts'
import { ifThere } from '../../../machine/if-there.ts'
import { usage } from '../client-failure.ts'

/**
 * The path of a file that a command is to write, with links followed. Throws `ClientFailure` if the file cannot be written: something other
 * than a regular file is there, or the folder is missing or not writable.
 */
export async function outputFile(said: string): Promise<string> {
  if (said === '' || said === '-') throw usage(`${JSON.stringify(said)} is not a file name: name the file to write`)
  const file = (await ifThere(realpath(said)).catch(cannotBeWritten(said))) ?? said
  const there = await ifThere(lstat(file)).catch(cannotBeWritten(said))
  if (there !== null && !there.isFile()) throw usage(`${said} exists and is not a file: name another`)
  await access(dirname(file), constants.W_OK).catch(cannotBeWritten(said))
  return file
}

/** Turns an error about a file that the user named into a usage failure. */
export const cannotBeWritten =
  (file: string) =>
  (cause: unknown): never => {
    throw usage(`${file} cannot be written: ${reasonOf(cause)}: name another file`)
  }
