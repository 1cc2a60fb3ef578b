// What was built elsewhere, as one of the sources tells it: each file reads one kind, and asks no server.
import { readFile } from 'node:fs/promises'
import { usage } from '../../client-failure.ts'

export interface FoundArtifact {
  readonly region: string
  readonly external_identifier: string
}

export interface FoundBuild {
  readonly componentType: string
  readonly platform: string
  readonly artifacts: readonly FoundArtifact[]
}

export interface FoundWork {
  readonly builds: readonly FoundBuild[]
  /** Of the run that made it; null where nothing tells. */
  readonly run: string | null
}

/** What people say of images that a source does not tell. */
export interface SaidOfImages {
  readonly platform?: string
  readonly region?: string
  readonly component?: string
}

type Fields = Readonly<Record<string, unknown>>

/** The object that is in a file; `what` is said of it where it is none: `the manifest`. */
export async function objectIn(file: string, what: string): Promise<Fields> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw usage(`${what} ${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`)
  })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw usage(`${what} ${file} is no whole JSON, as when it was cut off: ${reason}. Have it written anew`)
  }
  if (!isObject(value)) throw usage(`${what} ${file} is not ${what}: it is no object of JSON`)
  return value
}

export const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')

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

/** The platform as it was said, once it is a word by which it will be found. */
export function platformIn(text: string): string {
  const usual = platformWords[text.toLowerCase()]
  if (usual !== undefined)
    throw usage(`--platform ${text}: Packer and Terraform call it ${usual}. Say --platform ${usual}`)
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(text))
    throw usage(`--platform ${JSON.stringify(text)} is no word for a platform, as aws, azure, gce or qemu are`)
  return text
}

export function artifactOf(region: string, identifier: string): FoundArtifact {
  return { region, external_identifier: identifier }
}
