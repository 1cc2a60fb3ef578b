import type { Operations } from '../../../../client/apis.ts'
import type { Answer } from '../../../../client/client.ts'
import type { RunClient } from '../../client-command.ts'
import type { Tone } from '../../output/colour.ts'
import { wordIn } from '../version-status.ts'

type Relation = Answer<Operations['PackerService_ListBucketAncestry']>['relations'][number]

const states = {
  UNDETERMINED: ['not known', 'quiet'],
  UP_TO_DATE: ['up to date', 'good'],
  OUT_OF_DATE: ['out of date', 'soon'],
} as const satisfies Record<Relation['status'], readonly [string, Tone]>

const stateOf = (status: string) => wordIn(states, status)

export const ancestryList =
  (type: 'ANCESTRY_TYPE_PARENTS' | 'ANCESTRY_TYPE_CHILDREN'): RunClient =>
  async ({ client, output }, command) => {
    const [bucket = ''] = command.args
    const { channel } = command.opts<{ channel?: string }>()
    const query = { type, ...(channel !== undefined && { channel_name: channel }) }
    const relations: Relation[] = []
    const request = { params: { bucket_name: bucket }, query }
    for await (const page of client.pages('PackerService_ListBucketAncestry', request))
      relations.push(...page.relations)
    const [noun, side] =
      type === 'ANCESTRY_TYPE_PARENTS' ? (['parents', 'parent'] as const) : (['children', 'child'] as const)
    await output.list(relations, {
      columns: [
        { title: 'parent', text: ({ parent }) => placeOf(parent?.bucket_name, parent?.version_name) },
        { title: 'by channel', text: ({ parent }) => parent?.channel_name ?? '' },
        { title: 'now at', text: ({ parent }) => parent?.channel_version?.name ?? '' },
        { title: 'child', text: ({ child }) => placeOf(child?.bucket_name, child?.version_name) },
        { title: 'status', text: ({ status }) => stateOf(status)[0], tone: ({ status }) => stateOf(status)[1] },
      ],
      name: (relation) => placeOf(relation[side]?.bucket_name, relation[side]?.version_fingerprint),
      none: `no ${noun} of ${bucket} are recorded: Packer records them when a template finds its base image in the registry, and assay publish with --parent`,
    })
  }

const placeOf = (bucket: string | undefined, version: string | undefined): string => `${bucket ?? ''}@${version ?? ''}`
