import { type FoundArtifact, searchArtifacts } from '../../../domain/catalog/build/search-artifacts.ts'
import { streamOut } from '../../wire/json-stream.ts'
import { onlyPage } from '../../wire/paging.ts'
import { type View, viewOf } from '../../wire/view.ts'
import { buildOut } from './builds.ts'
import type { HandlersOf, Out } from './messages.ts'
import { versionFacts } from './versions.ts'

function foundArtifactOut({ bucket, version, build }: FoundArtifact, view: View): Out<'ExternalArtifact'> {
  const { id, fingerprint, name, status, author_id, ...wire } = versionFacts(version, view)
  const { revoke_at, revocation_type, revocation_author, revocation_message } = wire
  const revocation = { revoke_at, revocation_type, revocation_author, revocation_message }
  return {
    bucket: { id: bucket.id, name: bucket.name, labels: bucket.labels },
    version: { id, fingerprint, name, status, author_id, ...revocation },
    build: buildOut(build),
  }
}

export const artifactHandlers = {
  async PackerService_SearchExternalArtifact({ params, body }, context) {
    const query = {
      externalIdentifier: body.external_identifier ?? '',
      platform: body.platform || null,
      region: body.region || null,
    }
    const view = viewOf(params, context)
    const found = await searchArtifacts(context, { location: view.location, query })
    return { artifacts: streamOut(found, (artifact) => foundArtifactOut(artifact, view)), pagination: onlyPage }
  },
} satisfies HandlersOf<'SearchExternalArtifact'>
