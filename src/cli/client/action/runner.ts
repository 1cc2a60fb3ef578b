import { randomUUID } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import type { Variables } from '../../../client/environment.ts'
import type { Output } from '../output/output.ts'
import { printable, printableLine } from '../output/printable.ts'
import type { Outputs } from './action-outputs.ts'

/** GitHub's program that runs the step. It acts on output lines that begin with "::", and reads files that it names in variables. */
export interface Runner {
  /** Makes the runner hide this text in everything it shows. */
  readonly mask: (secret: string) => void
  readonly fail: (message: string) => void
  /** The output for a command: shows what the command reports and records its answer, which is an array for a list. */
  readonly record: () => { readonly output: Output; readonly answered: () => unknown }
  /** Passes the outputs to later steps. */
  readonly tell: (outputs: Outputs) => Promise<void>
}

/** Escapes the data of a workflow command (actions/toolkit, workflow commands). */
const escaped = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const write = (line: string) => process.stdout.write(`${line}\n`)

/**
 * Prints a line of any origin so that the runner only shows it: it would act on a leading "::" or on "##[" anywhere
 * (src/Runner.Common/ActionCommand.cs).
 */
const say = (line: string) => write(printableLine(line).replace(/^\s*::/, '-::').replaceAll('##[', '##-['))

/** Escapes Markdown's formatting, links and images in a text of any origin. */
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
      // A random delimiter ends each value, so that no value can contain it.
      const end = `end-${randomUUID()}`
      const text = Object.entries(outputs).map(([name, value]) => `${name}<<${end}\n${value}\n${end}\n`)
      if (outputFile) await appendFile(outputFile, text.join(''))
    },
  }
}
