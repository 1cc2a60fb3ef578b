import { access, constants, lstat, realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { reasonOf } from '../../../domain/errors.ts'
import { ifThere } from '../../../machine/if-there.ts'
import { usage } from '../client-failure.ts'

/**
 * Where a file that a command is told to write comes to be, links followed. Throws `ClientFailure` where none can be: something that is no
 * file is there, which it would take the place of, or the folder is not there or not for this user to write in.
 */
export async function outputFile(said: string): Promise<string> {
  if (said === '' || said === '-') throw usage(`${JSON.stringify(said)} is no name of a file: say where it is to be`)
  const file = (await ifThere(realpath(said)).catch(cannotBeWritten(said))) ?? said
  const there = await ifThere(lstat(file)).catch(cannotBeWritten(said))
  if (there !== null && !there.isFile()) throw usage(`${said} is there, and no file: name another`)
  await access(dirname(file), constants.W_OK).catch(cannotBeWritten(said))
  return file
}

/** Of what went wrong with a file that a command was told of. */
export const cannotBeWritten =
  (file: string) =>
  (cause: unknown): never => {
    throw usage(`${file} cannot be written: ${reasonOf(cause)}: name another file`)
  }
