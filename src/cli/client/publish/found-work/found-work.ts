// What was built elsewhere, as its source describes it: each file reads one kind, and calls no server.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { text as wholeText } from 'node:stream/consumers'
import { reasonOf } from '../../../../domain/errors.ts'
import { usage } from '../../client-failure.ts'

export interface FoundArtifact {
  readonly region: string
  readonly external_identifier: string
}

export interface FoundBuild {
  readonly componentType: string
  readonly platform: string
  readonly artifacts: readonly FoundArtifact[]
  /** What else the source says. */
  readonly labels: Readonly<Record<string, string>>
}

export interface FoundWork {
  readonly builds: readonly FoundBuild[]
  /** The run that built it; null if nothing says. */
  readonly run: string | null
  /** A permanent identifier from the source; null if the source identifies nothing but the run. */
  readonly fingerprint: string | null
}

/** What the user says about images if a source does not. */
export interface SaidOfImages {
  readonly platform?: string
  readonly region?: string
  readonly component?: string
}

export type Fields = Readonly<Record<string, unknown>>

/** A file named by the user, and what it should be, for messages: `the manifest`. */
export interface SaidFile {
  readonly file: string
  readonly what: string
}

/** The text of a file, or of stdin if the name is `-`. */
export async function textOf({ file, what }: SaidFile): Promise<string> {
  try {
    return file === '-' ? await wholeText(process.stdin) : await readFile(file, 'utf8')
  } catch (cause) {
    throw usage(`${what} ${file} cannot be read: ${reasonOf(cause)}`)
  }
}

/** The JSON object in a file. */
export const objectOf = async (said: SaidFile): Promise<Fields> => objectIn(await textOf(said), said)

export function objectIn(text: string, { file, what }: SaidFile): Fields {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const reason = reasonOf(cause)
    throw usage(`${what} ${file} is not complete JSON: ${reason}. Write it again`)
  }
  if (!isObject(value)) throw usage(`${what} ${file} is not ${what}: it is not a JSON object`)
  return value
}

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The value if it is an object, otherwise an object without fields. */
export const fieldsIn = (value: unknown): Fields => (isObject(value) ? value : {})

/** 40 hex digits, the greatest length of a fingerprint. */
export const fingerprintOfText = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40)

/** Common words for platforms, and the word that Packer records and Terraform looks for. */
const platformWords: Readonly<Record<string, string>> = {
  amazon: 'aws',
  ec2: 'aws',
  ami: 'aws',
  azurerm: 'azure',
  'azure-arm': 'azure',
  gcp: 'gce',
  google: 'gce',
  googlecompute: 'gce',
  oci: 'docker',
  container: 'docker',
}

/** The words that Packer's plugins record for platforms. */
const platforms: readonly string[] = [
  ...[
    'aws',
    'azure',
    'gce',
    'docker',
    'digitalocean',
    'vsphere',
    'vmware',
    'qemu',
    'virtualbox',
    'hyperv',
    'packer.file',
  ],
  ...['alicloud', 'hcloud', 'ibmcloud', 'linode', 'nutanix', 'openstack', 'oracle', 'proxmox', 'scaleway', 'vultr'],
]

export const isUsualPlatform = (platform: string): boolean => platforms.includes(platform)

/** The platform as given. Throws `ClientFailure` for a word by which it would not be found. */
export function platformIn(text: string): string {
  const word = text.toLowerCase()
  const usual = Object.hasOwn(platformWords, word) ? platformWords[word] : undefined
  if (usual !== undefined)
    throw usage(`--platform ${text}: Packer and Terraform call it ${usual}. Use --platform ${usual}`)
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(text))
    throw usage(`--platform ${JSON.stringify(text)} is not a platform, such as aws, azure, gce or qemu`)
  return text
}

export function artifactOf(region: string, identifier: string): FoundArtifact {
  return { region, external_identifier: identifier }
}
