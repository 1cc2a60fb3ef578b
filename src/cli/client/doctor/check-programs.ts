import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { processVariables } from '../../../config/config.ts'
import type { Check } from './check.ts'

interface Program {
  readonly name: string
  /** The oldest release that works with registries at all. */
  readonly least: readonly [major: number, minor: number, patch: number]
  /** The state to report for an older release. */
  readonly older: Check['state']
  readonly advice: string
}

const programs: readonly Program[] = [
  {
    name: 'packer',
    least: [1, 7, 7],
    older: 'doubtful',
    advice:
      'install 1.10 or later: registries are supported since 1.7.7. Register builds of older releases with assay publish',
  },
  {
    name: 'terraform',
    least: [1, 0, 0],
    older: 'bad',
    advice: 'install 1.0 or later, which the provider hashicorp/hcp requires',
  },
]

const PATIENCE_MS = 10_000
const NO_ANSWER = { stdout: '' }

/** Checks the programs that use registries; none of them has to be installed. */
export const checkPrograms = (signal: AbortSignal): Promise<readonly Check[]> =>
  Promise.all(programs.map((program) => checkProgram(program, signal)))

async function checkProgram({ name, least, older, advice }: Program, signal: AbortSignal): Promise<Check> {
  // HashiCorp's programs check for a newer release and cache the answer, unless this variable forbids it.
  const env = { ...processVariables(), CHECKPOINT_DISABLE: '1' }
  const running = promisify(execFile)(name, ['version'], { env, signal, timeout: PATIENCE_MS })
  // An unrelated program of the same name, such as cracklib's packer, waits for its standard input.
  running.child.stdin?.end()
  const answer = await running.catch((error: unknown) =>
    (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : NO_ANSWER,
  )
  if (answer === null) return { what: name, state: 'good', found: 'not on the PATH', advice: '' }
  const found = /v(\d+)\.(\d+)\.(\d+)\S*/.exec(answer.stdout)
  if (found === null) return { what: name, state: 'doubtful', found: 'it reports no version', advice }
  const isNewEnough = compare(found.slice(1, 4).map(Number), least) >= 0
  return { what: name, state: isNewEnough ? 'good' : older, found: found[0], advice: isNewEnough ? '' : advice }
}

function compare(one: readonly number[], two: readonly number[]): number {
  const at = one.findIndex((part, index) => part !== two[index])
  return at === -1 ? 0 : (one[at] ?? 0) - (two[at] ?? 0)
}
