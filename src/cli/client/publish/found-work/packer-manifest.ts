import { posix, win32 } from 'node:path'
import { usage } from '../../client-failure.ts'
import {
  artifactOf,
  type FoundArtifact,
  type FoundBuild,
  type FoundWork,
  isObject,
  listIn,
  objectOf,
  platformIn,
  type SaidOfImages,
  textIn,
} from './found-work.ts'

/** The form of an artifact's identifier: `region:id,region:id`, `region,region:id`, an ID alone, or a word in addition to files. */
type Form = 'perRegion' | 'regionsOfOne' | 'id' | 'files'

interface Builder {
  readonly platform: string
  readonly form: Form
}

/** By the type of the builder. Plugins choose the names of their platforms; for a builder not listed here, the user has to give it. */
const builders: Readonly<Record<string, Builder>> = {
  'amazon-ebs': { platform: 'aws', form: 'perRegion' },
  'amazon-ebssurrogate': { platform: 'aws', form: 'perRegion' },
  'amazon-chroot': { platform: 'aws', form: 'perRegion' },
  'amazon-instance': { platform: 'aws', form: 'perRegion' },
  'azure-arm': { platform: 'azure', form: 'id' },
  'azure-chroot': { platform: 'azure', form: 'id' },
  googlecompute: { platform: 'gce', form: 'id' },
  digitalocean: { platform: 'digitalocean', form: 'regionsOfOne' },
  docker: { platform: 'docker', form: 'files' },
  'vsphere-iso': { platform: 'vsphere', form: 'id' },
  'vsphere-clone': { platform: 'vsphere', form: 'id' },
  qemu: { platform: 'qemu', form: 'files' },
  'virtualbox-iso': { platform: 'virtualbox', form: 'files' },
  'virtualbox-ovf': { platform: 'virtualbox', form: 'files' },
  'virtualbox-vm': { platform: 'virtualbox', form: 'files' },
  'vmware-iso': { platform: 'vmware', form: 'files' },
  'vmware-vmx': { platform: 'vmware', form: 'files' },
  'hyperv-iso': { platform: 'hyperv', form: 'files' },
  'hyperv-vmcx': { platform: 'hyperv', form: 'files' },
  file: { platform: 'packer.file', form: 'files' },
}

interface Entry {
  readonly componentType: string
  readonly builderType: string
  readonly artifactId: string
  readonly files: readonly string[]
  readonly run: string
}

/** What the last run added to a Packer manifest (post-processor manifest, in the format written since 1.0). */
export async function packerManifest(file: string, said: SaidOfImages): Promise<FoundWork> {
  const manifest = await objectOf({ file, what: 'the manifest' })
  const entries = listIn(manifest['builds']).map((entry, index) => entryIn(entry, `builds[${index}] of ${file}`))
  const run = textIn(manifest['last_run_uuid']) || (entries.at(-1)?.run ?? '')
  const last = entries.filter((entry) => entry.run === run)
  if (last.length === 0)
    throw usage(
      `the manifest ${file} has no builds of the last run${run === '' ? '' : `, ${run}`}: run packer build again`,
    )
  return { builds: joined(last.map((entry) => buildOf(entry, said))), run: run || null, fingerprint: null }
}

function entryIn(value: unknown, where: string): Entry {
  if (!isObject(value)) throw usage(`${where} is not an object: this is not a Packer manifest`)
  const [builderType, name] = [textIn(value['builder_type']), textIn(value['name'])]
  if (builderType === '') throw usage(`${where} has no builder_type: this is not a Packer manifest`)
  return {
    builderType,
    componentType: componentOf(builderType, name),
    artifactId: textIn(value['artifact_id']),
    files: listIn(value['files']).flatMap((file) => (isObject(file) ? [textIn(file['name'])] : [])),
    run: textIn(value['packer_run_uuid']),
  }
}

/** The component type that Packer sends to a registry, which omits a name equal to the builder's type (internal/hcp/registry/json.go). */
function componentOf(type: string, name: string): string {
  if (name === '' || name === type) return type
  return name.startsWith(`${type}.`) ? name : `${type}.${name}`
}

function buildOf(entry: Entry, said: SaidOfImages): FoundBuild {
  const { componentType, builderType, files } = entry
  const known = Object.hasOwn(builders, builderType) ? builders[builderType] : undefined
  const platform = said.platform === undefined ? known?.platform : platformIn(said.platform)
  if (platform === undefined)
    throw usage(`the platform of the builder ${builderType} (${componentType}) is not known: add --platform`)
  const form = known?.form ?? 'files'
  return {
    componentType,
    platform,
    artifacts: form === 'files' && files.length > 0 ? filesAt(files, said) : identified(entry, form, said),
    labels: {},
  }
}

/** As Packer records the artifacts of its own file builder: the name of the file, in its folder (builder/file/artifact.go). */
const filesAt = (files: readonly string[], { region }: SaidOfImages): readonly FoundArtifact[] =>
  files.map((file) => {
    const paths = file.includes('\\') ? win32 : posix
    return artifactOf(region ?? paths.dirname(file), paths.basename(file))
  })

function identified(entry: Entry, form: Form, { region }: SaidOfImages): readonly FoundArtifact[] {
  const { artifactId, componentType } = entry
  if (artifactId === '') throw usage(`the manifest names no image of ${componentType}`)
  if (form === 'perRegion')
    return artifactId.split(',').map((part) => {
      const at = part.indexOf(':')
      if (at < 1 || at === part.length - 1)
        throw usage(`the image ${JSON.stringify(part)} of ${componentType} is not REGION:ID: is the manifest complete?`)
      return artifactOf(part.slice(0, at), part.slice(at + 1))
    })
  if (form === 'regionsOfOne' && artifactId.includes(':')) {
    const at = artifactId.lastIndexOf(':')
    const [regions, id] = [artifactId.slice(0, at).split(','), artifactId.slice(at + 1)]
    if (id === '' || regions.includes(''))
      throw usage(
        `the image ${JSON.stringify(artifactId)} of ${componentType} is not REGION,REGION:ID: is the manifest complete?`,
      )
    return regions.map((one) => artifactOf(one, id))
  }
  if (region === undefined)
    throw usage(`the manifest does not name the region of the image ${artifactId} of ${componentType}: add --region`)
  return [artifactOf(region, artifactId)]
}

/** Several post-processors may record the same build; it becomes one build with the images of all. */
function joined(builds: readonly FoundBuild[]): readonly FoundBuild[] {
  const byType = Map.groupBy(builds, ({ componentType }) => componentType)
  return [...byType.values()].flatMap((same) => {
    const [first] = same
    return first === undefined ? [] : [{ ...first, artifacts: same.flatMap(({ artifacts }) => artifacts) }]
  })
}
