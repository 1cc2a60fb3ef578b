// Runs a step of a workflow as GitHub's runner does: a program in a folder of its own that reads its inputs from variables, writes its
// outputs to a file, and sends commands to the runner as lines of output.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { startProgram, type Variables } from './command.ts'
import { temporaryFolder } from './temporary-folder.ts'

const ENTRY = fileURLToPath(new URL('../../action/assay.js', import.meta.url))

export interface StepOutcome {
  readonly code: number | null
  readonly log: string
  /** By name, as later steps read them. */
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

/** Runs the step; omitted inputs are empty, as they are under the runner. */
export async function runStep(t: TestContext, inputs: Variables, variables: Variables): Promise<StepOutcome> {
  const folder = await temporaryFolder(t)
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') }
  const given = Object.entries({ timeout: '', 'oci-index': '', ...inputs }).map(([name, value]) => [
    `INPUT_${name.toUpperCase().replaceAll(' ', '_')}`,
    value,
  ])
  const env = { HOME: folder, GITHUB_ACTIONS: 'true', ...files, ...variables, ...Object.fromEntries(given) }
  const { code, stdout, stderr } = await startProgram(t, [ENTRY], env as Variables).ended
  const read = (file: string) => readFile(file, 'utf8').catch(() => '')
  return {
    code,
    log: stdout + stderr,
    outputs: outputsIn(await read(files.GITHUB_OUTPUT)),
    summary: await read(files.GITHUB_STEP_SUMMARY),
  }
}

/** Parses outputs as the runner does: `name<<END`, the lines of the value, `END`. */
function outputsIn(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {}
  const lines = text.split('\n')
  while (lines.length > 1) {
    const [name = '', end = ''] = (lines.shift() ?? '').split('<<')
    const at = lines.indexOf(end)
    if (end === '' || at === -1) throw new Error(`the runner cannot read ${JSON.stringify(text)}`)
    outputs[name] = lines
      .splice(0, at + 1)
      .slice(0, -1)
      .join('\n')
  }
  return outputs
}
