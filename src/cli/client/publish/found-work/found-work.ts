// What was built elsewhere, as one of the sources tells it: each file reads one kind, and asks no server.
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
  /** What the source tells beside. */
  readonly labels: Readonly<Record<string, string>>
}

export interface FoundWork {
  readonly builds: readonly FoundBuild[]
  /** Of the run that made it; null where nothing tells. */
  readonly run: string | null
  /** By which the source knows it for ever; null where there is nothing but its run. */
  readonly fingerprint: string | null
}

/** What people say of images that a source does not tell. */
export interface SaidOfImages {
  readonly platform?: string
  readonly region?: string
  readonly component?: string
}

export type Fields = Readonly<Record<string, unknown>>

/** A file that was said, and what it should be, for people: `the manifest`. */
export interface SaidFile {
  readonly file: string
  readonly what: string
}

/** The text of a file, or of stdin where that is said as `-`. */
export async function textOf({ file, what }: SaidFile): Promise<string> {
  try {
    return file === '-' ? await wholeText(process.stdin) : await readFile(file, 'utf8')
  } catch (cause) {
    throw usage(`${what} ${file} cannot be read: ${reasonOf(cause)}`)
  }
}

/** The object that is in a file. */
export const objectOf = async (said: SaidFile): Promise<Fields> => objectIn(await textOf(said), said)

export function objectIn(text: string, { file, what }: SaidFile): Fields {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const reason = reasonOf(cause)
    throw usage(`${what} ${file} is no whole JSON, as when it was cut off: ${reason}. Have it written anew`)
  }
  if (!isObject(value)) throw usage(`${what} ${file} is not ${what}: it is no object of JSON`)
  return value
}

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Of an object within; without fields where there is none. */
export const fieldsIn = (value: unknown): Fields => (isObject(value) ? value : {})

/** 40 hex digits, as many signs as a fingerprint may have. */
export const fingerprintOfText = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40)

/** Words that people know platforms by, and the one by which Packer records them and Terraform looks for them. */
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

/** Words by which plugins of Packer record platforms. */
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

/** The platform as it was said, once it is a word by which it will be found. */
export function platformIn(text: string): string {
  const word = text.toLowerCase()
  const usual = Object.hasOwn(platformWords, word) ? platformWords[word] : undefined
  if (usual !== undefined)
    throw usage(`--platform ${text}: Packer and Terraform call it ${usual}. Say --platform ${usual}`)
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(text))
    throw usage(`--platform ${JSON.stringify(text)} is no word for a platform, as aws, azure, gce or qemu are`)
  return text
}

export function artifactOf(region: string, identifier: string): FoundArtifact {
  return { region, external_identifier: identifier }
}
