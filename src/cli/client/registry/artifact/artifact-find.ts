import type { Operations } from '../../../../client/apis.ts'
import type { Answer } from '../../../../client/client.ts'
import type { RunClient } from '../../client-command.ts'
import { notFound } from '../../client-failure.ts'
import { statusText, statusTone } from '../version-status.ts'

export type FoundArtifact = Answer<Operations['PackerService_SearchExternalArtifact']>['artifacts'][number]

interface FindOptions {
  readonly platform?: string
  readonly region?: string
}

/** What limited the search: the image may exist elsewhere. */
const placeText = ({ platform, region }: Required<FindOptions>): string =>
  [
    ...(platform === '' ? [] : [` on the platform ${JSON.stringify(platform)}`]),
    ...(region === '' ? [] : [` in the region ${JSON.stringify(region)}`]),
  ].join('')

export const artifactFind: RunClient = async ({ client, output, now }, command) => {
  const [id = ''] = command.args
  const { platform = '', region = '' } = command.opts<FindOptions>()
  const body = { external_identifier: id, platform, region }
  const found: FoundArtifact[] = []
  // Although a POST, it only reads.
  for await (const page of client.pages('PackerService_SearchExternalArtifact', { body }, { repeatable: true }))
    found.push(...page.artifacts)
  if (found.length === 0)
    throw notFound(`no build that you can see has an image ${JSON.stringify(id)}${placeText({ platform, region })}`)
  await output.list(found, {
    columns: [
      { title: 'bucket', text: ({ bucket }) => bucket?.name ?? '' },
      { title: 'version', text: ({ version }) => version?.name ?? '' },
      {
        title: 'status',
        text: ({ version }) => (version === null ? '' : statusText(version, now)),
        tone: ({ version }) => (version === null ? null : statusTone(version)),
      },
      { title: 'fingerprint', text: ({ version }) => version?.fingerprint ?? '' },
      { title: 'component type', text: ({ build }) => build?.component_type ?? '' },
      { title: 'platform', text: ({ build }) => build?.platform ?? '' },
      { title: 'message', text: ({ version }) => version?.revocation_message ?? '' },
    ],
    name: ({ bucket, version }) => `${bucket?.name ?? ''}@${version?.fingerprint ?? ''}`,
    none: '',
  })
}
