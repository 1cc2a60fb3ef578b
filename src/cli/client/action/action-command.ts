import { refused, usage } from '../client-failure.ts'
import type { FoundArtifact } from '../registry/artifact/artifact-find.ts'
import type { Image } from '../registry/artifact/artifact-url.ts'
import type { Channel, Version } from '../registry/reference.ts'
import { isValid } from '../registry/version-status.ts'
import { type Inputs, linesIn, switchIn } from './action-inputs.ts'
import type { Outputs } from './action-outputs.ts'

/** How an input becomes an option of the command: with its text, once for each of its lines, or as a bare flag when the input is true. */
type Kind = 'text' | 'lines' | 'switch'

export interface ActionCommand {
  readonly words: readonly string[]
  readonly needs: readonly string[]
  /** The command's positional argument; null if it has none. */
  readonly subject: (inputs: Inputs) => string | null
  /** By input: its option, of the same name unless another is given. Null: no option, only `outputs` reads the input. */
  readonly takes: Readonly<Record<string, Kind | readonly [Kind, option: string | null]>>
  /** The step's outputs, made from the command's answer. */
  readonly outputs: (answer: unknown, inputs: Inputs) => Outputs
}

const none: Outputs = { bucket: '', version: '', fingerprint: '', status: '', channel: '', artifact: '' }

function versionOutputs(version: Version | null): Outputs {
  if (version === null) return none
  const { bucket_name: bucket, name, fingerprint, status, builds } = version
  const [only, ...others] = builds.flatMap(({ artifacts }) => artifacts)
  const artifact = others.length === 0 ? (only?.external_identifier ?? '') : ''
  return { ...none, bucket, version: name, fingerprint, status, artifact }
}

const place = { platform: 'text', region: 'text' } as const

const promote: ActionCommand = {
  words: ['channel', 'promote'],
  needs: ['bucket', 'from', 'to'],
  subject: ({ bucket = '' }) => bucket,
  takes: { from: 'text', to: 'text', wait: 'switch', timeout: 'text' },
  outputs: (answer) => {
    const { name, version } = answer as Channel
    return { ...versionOutputs(version), channel: name }
  },
}

const revoke: ActionCommand = {
  words: ['version', 'revoke', '--yes'],
  needs: ['bucket', 'version'],
  subject: ({ bucket = '', version = '' }) => `${bucket}@${version}`,
  takes: { message: 'text', in: 'text', at: 'text', 'keep-channels': 'switch', 'keep-descendants': 'switch' },
  outputs: (answer) => versionOutputs(answer as Version),
}

const findInChannel: ActionCommand = {
  words: ['artifact', 'url'],
  needs: ['bucket', 'channel'],
  subject: ({ bucket = '', channel = '' }) => `${bucket}@${channel}`,
  takes: { ...place, component: ['text', 'component-type'], 'even-revoked': 'switch' },
  outputs: (answer) => {
    const { bucket, version, fingerprint, status, channel, identifier } = answer as Image
    return { bucket, version, fingerprint, status, channel, artifact: identifier }
  },
}

/**
 * Picks from the versions that have an image, newest first: one that channels may point at, else one that is not revoked, else the newest.
 */
function mostUsable(found: readonly FoundArtifact[]): Pick<FoundArtifact, 'bucket' | 'version'> {
  const valid = found.find(({ version }) => version !== null && isValid(version))
  const unrevoked = found.find(({ version }) => version?.status !== 'VERSION_REVOKED')
  return valid ?? unrevoked ?? found[0] ?? { bucket: null, version: null }
}

const findById: ActionCommand = {
  words: ['artifact', 'find'],
  needs: ['id'],
  subject: ({ id = '' }) => id,
  takes: { ...place, 'even-revoked': ['switch', null] },
  outputs: (answer, inputs) => {
    const { id = '', 'even-revoked': evenRevoked = 'false' } = inputs
    const { bucket, version } = mostUsable(answer as readonly FoundArtifact[])
    const { name = '', fingerprint = '', status = '' } = version ?? {}
    if (status === 'VERSION_REVOKED' && !switchIn('even-revoked', evenRevoked))
      throw refused(
        `the image ${JSON.stringify(id)} belongs to ${bucket?.name ?? ''}@${name}, which is revoked: use another image, or set even-revoked: true`,
      )
    return { ...none, bucket: bucket?.name ?? '', version: name, fingerprint, status, artifact: id }
  },
}

const publish: ActionCommand = {
  words: ['publish'],
  needs: ['bucket'],
  subject: () => null,
  takes: {
    bucket: 'text',
    ...{ manifest: 'text', osbuild: 'lines', 'image-builder': 'text', oci: 'text', 'oci-index': 'text' },
    ...{ artifact: 'lines', ...place, component: 'text', fingerprint: 'text', parent: 'text' },
    ...{ label: 'lines', sbom: 'lines', channel: 'lines', git: 'switch', ci: 'switch' },
  },
  outputs: (answer, { channel = '' }) => ({
    ...versionOutputs(answer as Version),
    channel: linesIn(channel).join('\n'),
  }),
}

const commands = { promote, revoke, find: findInChannel, publish } as const

/** The inputs that every command accepts. */
const ofAll: readonly string[] = ['command', 'address', 'provider', 'audience', 'client-id', 'client-secret', 'ca']
const places: ActionCommand['takes'] = { organization: 'text', project: 'text' }

/** Throws `ClientFailure` if there is no such command, or an input is missing or belongs to another command. */
export function actionCommand(inputs: Inputs): ActionCommand {
  const { command: name = '', id } = inputs
  if (!Object.hasOwn(commands, name))
    throw usage(`the input command is ${JSON.stringify(name)}: use one of ${Object.keys(commands).join(', ')}`)
  const command = name === 'find' && id !== undefined ? findById : commands[name as keyof typeof commands]
  const missing = command.needs.filter((input) => inputs[input] === undefined)
  if (missing.length > 0) throw usage(`${name} needs the input ${missing.join(' and ')}`)
  const known = [...ofAll, ...command.needs, ...Object.keys(places), ...Object.keys(command.takes)]
  const strange = Object.keys(inputs).filter((input) => !known.includes(input))
  if (strange.length > 0) throw usage(`${name} does not take the input ${strange.join(' and ')}: omit it`)
  return command
}

/** The command line, as typed in a terminal. */
export function wordsOf({ words, subject, takes }: ActionCommand, inputs: Inputs): readonly string[] {
  const options = Object.entries({ ...takes, ...places }).flatMap(([input, taken]) => {
    const text = inputs[input]
    if (text === undefined) return []
    const [kind, option] = typeof taken === 'string' ? [taken, input] : taken
    if (kind === 'switch') return switchIn(input, text) && option !== null ? [`--${option}`] : []
    return (kind === 'lines' ? linesIn(text) : [text]).map((value) => `--${option}=${value}`)
  })
  const said = subject(inputs)
  return [...words, ...options, ...(said === null ? [] : ['--', said])]
}
