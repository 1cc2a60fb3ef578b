// How to use an image: the choice of channel, platform and region, and the lines for each tool. The choice is in the address.
import { Group, Select, Tabs } from '@mantine/core'
import { useSearchParams } from 'react-router'
import type { Operations } from '../../src/client/apis.ts'
import type { Answer } from '../../src/client/client.ts'
import { useAnswer } from '../asking/use-answer.ts'
import { Answered } from '../parts/answered.tsx'
import { Lines } from '../parts/lines.tsx'
import { useChoose } from '../parts/page-turns.tsx'
import { bucketWords } from '../words/bucket-words.ts'
import type { Channel } from './bucket-facts.tsx'
import { ResolvesTo } from './resolves-to.tsx'
import type { BucketPlace } from './use-bucket.ts'
import { artifactsOf, type Choice, choiceOf, usualChannel } from './use-choice.ts'
import { linesFor, type Tool } from './use-lines.ts'

const { use } = bucketWords
const tools = Object.keys(linesFor) as Tool[]

type AskedChannel = NonNullable<Answer<Operations['PackerService_GetChannel']>['channel']>

interface UseItProps {
  readonly place: BucketPlace
  readonly channels: readonly Channel[]
}

export function UseIt({ place, channels }: UseItProps) {
  const [search] = useSearchParams()
  const choose = useChoose()
  const name = search.get('channel') ?? usualChannel(channels)
  const params = { ...place.params, channel_name: name ?? '' }
  const answer = useAnswer('PackerService_GetChannel', { params }, { when: name !== undefined })
  if (name === undefined) return <p>{use.noChannel}</p>
  const set: Set = (parameter, value) => {
    choose(parameter, value, { replace: true })
  }
  const channel = answer.data?.channel
  const choice = choiceOf(artifactsOf(channel?.version?.builds ?? []), {
    platform: search.get('platform'),
    region: search.get('region'),
    build: search.get('build'),
  })
  return (
    <>
      <Group gap="sm" mb="sm" align="end">
        <Choose label={use.channel} values={channels.map((one) => one.name)} value={name} name="channel" set={set} />
        {choice && <ChooseArtifact choice={choice} set={set} />}
      </Group>
      <Answered answer={answer}>
        {() => channel && <Used place={place} channel={channel} choice={choice} set={set} tool={search.get('tool')} />}
      </Answered>
    </>
  )
}

type Set = (parameter: string, value: string | null) => void

function ChooseArtifact({ choice, set }: { readonly choice: Choice; readonly set: Set }) {
  const { artifact, platforms, regions, builds } = choice
  return (
    <>
      <Choose label={use.platform} values={platforms} value={artifact.platform} name="platform" set={set} />
      <Choose label={use.region} values={regions} value={artifact.region} name="region" set={set} />
      {builds.length > 1 && (
        <Choose label={use.build} values={builds} value={artifact.componentType} name="build" set={set} />
      )}
    </>
  )
}

interface ChooseProps {
  readonly label: string
  readonly values: readonly string[]
  readonly value: string
  readonly name: string
  readonly set: Set
}

function Choose({ label, values, value, name, set }: ChooseProps) {
  return (
    <Select
      label={label}
      data={values}
      value={value}
      allowDeselect={false}
      searchable={values.length > 10}
      w={160}
      onChange={(chosen) => {
        set(name, chosen)
      }}
    />
  )
}

interface UsedProps {
  readonly place: BucketPlace
  readonly channel: AskedChannel
  readonly choice: Choice | null
  readonly set: Set
  readonly tool: string | null
}

function Used({ place, channel, choice, set, tool }: UsedProps) {
  const shown = tools.find((one) => one === tool) ?? 'terraform'
  return (
    <>
      <ResolvesTo place={place} channel={channel} choice={choice} />
      {choice && (
        <Tabs
          value={shown}
          keepMounted={false}
          onChange={(chosen) => {
            set('tool', chosen)
          }}
        >
          <Tabs.List aria-label={use.tools} mb="sm">
            {tools.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {use.tool[one]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {tools.map((one) => (
            <Tabs.Panel key={one} value={one}>
              <Lines text={linesFor[one](asUse(place, channel, choice))} label={use.lines(use.tool[one])} />
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
    </>
  )
}

const asUse = (place: BucketPlace, { name: channel }: AskedChannel, { artifact, builds }: Choice) => ({
  ...artifact,
  place,
  channel,
  componentType: builds.length > 1 ? artifact.componentType : null,
})
