// The lines that use an image, for each tool.
import { curlLines, quoted } from '../parts/curl-lines.ts'
import { bucketWords } from '../words/bucket-words.ts'
import type { BucketPlace } from './use-bucket.ts'

export interface Use {
  readonly place: BucketPlace
  readonly channel: string
  readonly platform: string
  readonly region: string
  /** Null unless more than one build has an artifact on the platform in the region. */
  readonly componentType: string | null
  readonly identifier: string
}

/** Escapes `${` and `%{`, which begin expressions in HCL. */
const hclText = (text: string) => JSON.stringify(text).replace(/[$%](?=\{)/g, '$&$&')

/** Names of buckets may begin with a digit; names of data sources may not. */
const hclName = (text: string) => (/^[a-z]/i.test(text) ? text : `_${text}`)

function dataSource(kind: string, { place, channel, platform, region, componentType }: Use): string {
  const name = hclName(place.name)
  const values = {
    bucket_name: place.name,
    channel_name: channel,
    platform,
    region,
    ...(componentType !== null && { component_type: componentType }),
  }
  const width = Math.max(...Object.keys(values).map(({ length }) => length))
  const lines = Object.entries(values).map(([key, value]) => `  ${key.padEnd(width)} = ${hclText(value)}`)
  const expression = `data.${kind}.${name}.external_identifier`
  return [`data "${kind}" "${name}" {`, ...lines, '}', bucketWords.use.theImage(expression)].join('\n')
}

function curl({ place, channel, platform, region, componentType }: Use): string {
  const request = { params: { ...place.params, channel_name: channel } }
  const ofBuild = `.platform == ${JSON.stringify(platform)}`
  const ofComponent = componentType === null ? '' : ` and .component_type == ${JSON.stringify(componentType)}`
  const wanted = [
    '.channel.version.builds[]',
    `select(${ofBuild}${ofComponent}).artifacts[]`,
    `select(.region == ${JSON.stringify(region)}).external_identifier`,
  ]
  return `${curlLines('PackerService_GetChannel', request, { silently: true })} \\\n  | jq -r ${quoted(wanted.join(' | '))}`
}

/** Quotes a word unless a shell takes it as it is: names of platforms and regions are whatever a build has pushed. */
const shellWord = (text: string) => (/^[\w.@/-]+$/.test(text) ? text : quoted(text))

function command({ place, channel, platform, region, componentType }: Use): string {
  const of = ['--project', place.params['location.project_id']]
  const image = [
    ...['--platform', platform, '--region', region],
    ...(componentType === null ? [] : ['--component-type', componentType]),
  ]
  const named = `${place.name}@${channel}`
  const lines = [
    ['artifact', 'url', named, ...image],
    ['channel', 'show', named],
    ...(channel === 'latest' ? [] : [['channel', 'promote', place.name, '--from', 'latest', '--to', channel]]),
  ]
  const texts = lines.map((words) => ['assay', ...words, ...of].map(shellWord).join(' '))
  return [bucketWords.use.login(location.origin), ...texts].join('\n')
}

export const linesFor = {
  terraform: (use: Use) => dataSource('hcp_packer_artifact', use),
  packer: (use: Use) => dataSource('hcp-packer-artifact', use),
  command,
  curl,
  identifier: ({ identifier }: Use) => identifier,
} as const

export type Tool = keyof typeof linesFor
