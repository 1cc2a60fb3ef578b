import { randomUUID } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import type { Variables } from '../../../client/environment.ts'
import type { Output } from '../output/output.ts'
import { printable, printableLine } from '../output/printable.ts'
import type { Outputs } from './action-outputs.ts'

/** The program of GitHub that runs the step: it reads lines that begin with "::", and files that it names. */
export interface Runner {
  /** Has it leave this out of all that it shows. */
  readonly mask: (secret: string) => void
  readonly fail: (message: string) => void
  /** For a command: shows what it tells, and keeps what it has answered; of a list all items. */
  readonly record: () => { readonly output: Output; readonly answered: () => unknown }
  /** Gives it to later steps. */
  readonly tell: (outputs: Outputs) => Promise<void>
}

/** What a command of the runner may have in it (actions/toolkit, workflow commands). */
const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const write = (line: string) => process.stdout.write(`${line}\n`)

/** A line that the runner shows, whoever wrote it: none that it obeys (src/Runner.Common/ActionCommand.cs), as one with "##[" anywhere. */
const say = (line: string) => write(printableLine(line).replace(/^\s*::/, '-::').replaceAll('##[', '##-['))

/** A text without marks, links and images, whoever wrote it. */
const asMarkdown = (text: string): string => text.replaceAll(/[\\`*_[\]<!|~]/g, '\\$&')

export function runnerOf({ GITHUB_OUTPUT: outputFile, GITHUB_STEP_SUMMARY: summaryFile }: Variables): Runner {
  return {
    mask(secret) {
      for (const line of secret.split(/\r?\n/)) if (line !== '') write(`::add-mask::${escaped(line)}`)
    },
    fail(message) {
      write(`::error title=assay::${escaped(printable(message))}`)
    },
    record() {
      let answer: unknown = null
      const changed: Output['changed'] = async (item, { sentence }) => {
        answer = item
        say(sentence)
        if (summaryFile) await appendFile(summaryFile, `${asMarkdown(printableLine(sentence))}\n\n`)
      }
      const output: Output = {
        format: 'table',
        changed,
        one: (item, { name }) => changed(item, { sentence: name(item), name }),
        list: async (items, { name }) => {
          answer = items
          for (const item of items) say(name(item))
        },
        note: say,
      }
      return { output, answered: () => answer }
    },
    async tell(outputs) {
      // The end of each is a word that nobody could have put into it.
      const end = `end-${randomUUID()}`
      const text = Object.entries(outputs).map(([name, value]) => `${name}<<${end}\n${value}\n${end}\n`)
      if (outputFile) await appendFile(outputFile, text.join(''))
    },
  }
}
