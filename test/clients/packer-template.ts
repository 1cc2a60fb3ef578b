// Templates with the `file` and `null` builders, which need no cloud.
import { isAtLeast } from './dotted-version.ts'

export interface Template {
  readonly bucket: string
  /** Names of `file` sources, or whole sources by their `type.name` with their arguments. */
  readonly sources: readonly string[] | Readonly<Record<string, string>>
  /** Further lines of the registry block, after the bucket's name. */
  readonly registry?: string
  readonly provisioners?: string
  /** Blocks outside of the build: data sources, locals. */
  readonly beside?: string
}

/** HCL2, in the form that this version of Packer prefers: since 1.13.0 the registry block is outside of the build. */
export function hclTemplate(
  version: string,
  { bucket, sources, registry = '', provisioners = '', beside = '' }: Template,
): string {
  const all = Array.isArray(sources) ? fileSources(sources as readonly string[]) : (sources as Record<string, string>)
  const blocks = Object.entries(all).map(([source, lines]) => {
    const [type = '', name = ''] = source.split('.')
    return `source "${type}" "${name}" {\n${lines}\n}\n`
  })
  const references = Object.keys(all).map((source) => `"source.${source}"`)
  const registryBlock = `hcp_packer_registry {\nbucket_name = "${bucket}"\n${registry}\n}`
  const isBeside = isAtLeast(version, '1.13.0')
  return `${beside}
${blocks.join('')}
${isBeside ? registryBlock : ''}
build {
  ${isBeside ? '' : registryBlock}
  sources = [${references.join(', ')}]
  ${provisioners}
}
`
}

const fileSources = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [`file.${name}`, `content = "${name}"\ntarget = "output/${name}.txt"`]))

/** A provisioner on the machine that runs Packer. */
export const shellLocal = (command: string, only?: string): string => `provisioner "shell-local" {
    ${only === undefined ? '' : `only = ["${only}"]`}
    inline = [${JSON.stringify(command)}]
  }`
